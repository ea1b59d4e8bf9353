"""What an operator may type and press, and MsgFlash answer: the material of random talks."""

from datetime import UTC, datetime

from conversations.files import FileOf, Hosted, Kept, LinkOf, Reached, TurnedDown
from conversations.markup import Span
from conversations.needs import (
    CampaignState,
    ContactSample,
    ContactTotal,
    Finding,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    Nothing,
    Phone,
    PhoneOf,
    Preview,
    Rendering,
    SampleContacts,
    State,
    TemplateMatches,
    TemplatePage,
    Templates,
    TemplatesLike,
    Total,
)
from conversations.step import Attached, SentFile
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.words import Text
from conversations.workspace import (
    Campaign,
    CampaignId,
    Contact,
    ContactId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Template,
    TemplateId,
)

UUID = "3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d1"
SHOP = Instance(InstanceId(f"{UUID}0"), "Boutique", "+33639980001", "connected")
TWIN = Instance(InstanceId(f"{UUID}1"), "Deuxième", "+22990000001", "connected")
OLD = Instance(InstanceId(f"{UUID}2"), "Ancien", None, "disconnected")
VIPS, EMPTY = Group(GroupId(f"{UUID}3"), "VIPs", 42), Group(GroupId(f"{UUID}4"), "Vide", 0)
CODED = Template(TemplateId(f"{UUID}5"), "Panier", "text", "{{custom.code}} {{custom.day}}", ("code", "day"))
BARE = Template(TemplateId(f"{UUID}6"), "Bonjour", "image", None, ())
KEPT = Kept("0" * 64, "poster.jpg", "image/jpeg", 1_234_567, datetime(2026, 5, 14, tzinfo=UTC))
NO_SUCH_SITE = Text(fr="Je ne trouve pas « {host} ».", en="I cannot find {host}.")
NOTHING: tuple[Finding, ...] = (Nothing(), Nothing("UNAUTHORIZED"))
FINDINGS: dict[type, tuple[Finding, ...]] = {
    Instances: (InstanceList((OLD, SHOP)), InstanceList((SHOP, TWIN)), InstanceList((OLD,)), InstanceList(())),
    ContactTotal: (Total(240), Total(1), Total(0)),
    Groups: (GroupPage((VIPS, EMPTY), "next"), GroupPage((VIPS,)), GroupPage(())),
    Templates: (TemplatePage((CODED, BARE), more=True), TemplatePage((CODED,)), TemplatePage(())),
    Preview: (Rendering("Hello Awa"), Rendering("Hello", ("contact.firstName", "custom.day"))),
    LinkOf: (Reached(), Reached(), TurnedDown(NO_SUCH_SITE(host="example.com"))),
    FileOf: (Hosted("https://bot.example.com/media/a/0/b.jpg", KEPT), TurnedDown(NO_SUCH_SITE(host="Telegram"))),
    PhoneOf: (Phone("+33612345678"), TurnedDown(NO_SUCH_SITE(host="12"))),
    TemplatesLike: (TemplateMatches((CODED, BARE), 500, whole=False), TemplateMatches((), 2, whole=True)),
    SampleContacts: (
        ContactSample((Contact(ContactId("1"), "Awa"), Contact(ContactId("2"), ""))),
        ContactSample(()),
    ),
    State: (CampaignState(Campaign(CampaignId("9"), "", "odd", None, None, None, (("sent", 3), ("new", 1)))),),
}
TYPED = (
    "vip, client",
    "tomorrow 9am",
    "dans 3 heures",
    "17/04",
    "2026-10-25 02:30",
    "tous les lundis",
    "Hello <b>*world*</b> {x} & مرحبا 😀",
    f"{UUID}8 {UUID}9",
    f"{UUID}",
    "https://cdn.example.com/a.jpg",
    "https://localhost/a",
    "Good\nBad",
    "Tokyo",
    "Cotonu",
    "x" * 5000,
    "😀",
    "   ",
    "\n".join(f"tag {number}" for number in range(400)),
)
FILE = SentFile("id", "a.pdf", "application/pdf", 5000)
SENT = (
    *(Attached(kind, file=FILE) for kind in ("photo", "voice", "document", "animation", "sticker")),
    Attached("photo", file=FILE, caption="Hello *world*", spans=(Span("bold", 1, 3),)),
    Attached("video", file=FILE, caption="x" * 5000),
    Attached("poll"),
    Attached("odd"),
)
ANSWERS = {
    "tags": "vip, client",
    "contacts": f"{UUID}8, {UUID}9",
    "schedule": "tomorrow 9am",
    "body": "Hello <b>*world*</b> {x}",
    "media": "https://cdn.example.com/a.jpg",
    "caption": "Look",
    "title": "Well?",
    "description": "One tap",
    "footer": "Thanks",
    "choices": "Good\nBad",
    "variables": "SPRING",
    "name": "Mine",
}
LEAVING = ("back", "/cancel", "earlier", "later", "anew")
COMMANDS = ("start", "new", "drafts", "campaigns", "cancel", "language", "timezone", "help", "pause", "")
FORGED = (
    "send",
    "sure",
    "drop",
    "edit:name",
    "edit:x",
    "open:ABCDE",
    f"id:{UUID}0",
    "at:0",
    "there",
    "/new",
    "",
    "again",
)
CODES = ("VALIDATION_ERROR", "NOT_FOUND", "UNSUPPORTED_FEATURE", "TEMPLATE_INVALID", "UNAUTHORIZED", "NEW_CODE")
FIELDS = (None, "recipients.value.0", "schedule", "body", "variables.code", "name")
BEGUN = (Number(SHOP), Recipients("tags"), Tags(("vip",)))
"""The answers of a draft that was put aside."""
