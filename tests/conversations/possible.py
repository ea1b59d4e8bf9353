"""What an operator may type and press, and MsgFlash answer: the material of random talks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.wire import to_request
from conversations.conversation import Submission
from conversations.crowds import Crowd, Shared, Temperatures, TemperaturesOf
from conversations.deeds import (
    Declined,
    Deed,
    Each,
    End,
    LetGo,
    Missed,
    Pause,
    PauseAll,
    Queued,
    Result,
    Resume,
    SendTest,
    Steered,
    Unsure,
)
from conversations.files import FileOf, Hosted, Kept, LinkOf, Reached, TurnedDown
from conversations.fitting import Part
from conversations.ledger import Audience, Entries, Entry, SentBefore, Verdicts
from conversations.markup import Span
from conversations.needs import (
    CampaignState,
    ContactSample,
    ContactTotal,
    Finding,
    Fit,
    Fitted,
    GroupPage,
    Groups,
    Health,
    InstanceList,
    Instances,
    LiveState,
    MonthLeft,
    Nothing,
    NumberHealth,
    NumberState,
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
    Usage,
)
from conversations.people import (
    Add,
    Added,
    Contact,
    ContactPage,
    ContactSearch,
    Gather,
    Gathered,
    HandBack,
    Handed,
    KnownTags,
    ListId,
    LookedUp,
    LookUp,
    Members,
    NoList,
    Sample,
    Selection,
    Settle,
    TagCount,
    TagPage,
    Unmatched,
    Unread,
)
from conversations.step import Attached, SentFile, SharedContact
from conversations.steps.contacts import Contacts
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.words import Text
from conversations.workspace import (
    Campaign,
    CampaignId,
    ContactId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Reference,
    Safety,
    Template,
    TemplateId,
)

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
UUID = "3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d1"
SHOP = Instance(InstanceId(f"{UUID}0"), "Boutique", "+33639980001", "connected")
TWIN = Instance(InstanceId(f"{UUID}1"), "Deuxième", "+22990000001", "connected")
OLD = Instance(InstanceId(f"{UUID}2"), "Ancien", None, "disconnected")
VIPS, EMPTY = Group(GroupId(f"{UUID}3"), "VIPs", 42), Group(GroupId(f"{UUID}4"), "Vide", 0)
CODED = Template(TemplateId(f"{UUID}5"), "Panier", "text", "{{custom.code}} {{custom.day}}", ("code", "day"))
BARE = Template(TemplateId(f"{UUID}6"), "Bonjour", "image", None, ())
KEPT = Kept("0" * 64, "poster.jpg", "image/jpeg", 1_234_567, datetime(2026, 5, 14, tzinfo=UTC))
NO_SUCH_SITE = Text(fr="Je ne trouve pas « {host} ».", en="I cannot find {host}.")
AWA = Contact(ContactId(f"{UUID}8"), "Awa", "+33639980001")
NAMELESS = Contact(ContactId(f"{UUID}9"), f"{UUID}9", "")
READ_AT = datetime(2026, 4, 14, 8, tzinfo=UTC)
GONE = Text(fr="Plus là.", en="Gone.")
NOTHING: tuple[Finding, ...] = (Nothing(), Nothing("UNAUTHORIZED"))
WARNED = Safety("warn", "medium", 56, "warming", ("Why",), ("What",), 100, 0.4, 120, 0.625)
PAST = Entry(
    SHOP.id,
    NOW - timedelta(days=2),
    Reference("ABCDE"),
    CampaignId("9"),
    "Earlier",
    NOW + timedelta(days=1),
    repeats=True,
    safety=WARNED,
    audience=Audience("all"),
)
ELSEWHERE = replace(PAST, audience=Audience("group", ("0",)))
PAUSED = Campaign(CampaignId(f"{UUID}7"), "", "paused", None, None)
FINDINGS: dict[type, tuple[Finding, ...]] = {
    Instances: (InstanceList((OLD, SHOP)), InstanceList((SHOP, TWIN)), InstanceList((OLD,)), InstanceList(())),
    ContactTotal: (Total(240), Total(1), Total(0)),
    Groups: (GroupPage((VIPS, EMPTY), "next"), GroupPage((VIPS,)), GroupPage(())),
    Templates: (TemplatePage((CODED, BARE), more=True), TemplatePage((CODED,)), TemplatePage(())),
    TagPage: (
        Unread(),
        KnownTags(READ_AT, 240, (TagCount("vip", 30), TagCount("client", 144)), True, (TagCount("vip", 30),), 30, 30),
        KnownTags(
            READ_AT, 240, (TagCount("vip", 30),), False, (TagCount("vip", 30), TagCount("x", 0)), 30, 0, ("Awa",)
        ),
        KnownTags(READ_AT, 0, ()),
    ),
    Members: (Sample(("Awa", "Zoé")), Sample(())),
    ContactSearch: (ContactPage((AWA,), "next"), ContactPage((AWA, NAMELESS)), ContactPage(())),
    Settle: (
        Selection(ListId("a"), 1, ("Awa",), (AWA.id,)),
        Selection(ListId("b"), 2),
        Selection(ListId(""), 0),
        NoList(GONE()),
    ),
    Gather: (
        Gathered(ListId("c"), 3, 2, 1, 4, 30, 6, ListId("d"), ("Awa",), READ_AT),
        Gathered(ListId(""), 0, 0, 0, 0, 3, 0, ListId("e"), (), READ_AT),
        Unmatched(38),
        NoList(GONE()),
    ),
    Preview: (Rendering("Hello Awa"), Rendering("Hello", ("contact.firstName", "custom.day"))),
    LinkOf: (Reached(), Reached(), TurnedDown(NO_SUCH_SITE(host="example.com"))),
    FileOf: (Hosted("https://bot.example.com/media/a/0/b.jpg", KEPT), TurnedDown(NO_SUCH_SITE(host="Telegram"))),
    PhoneOf: (Phone("+33612345678"), TurnedDown(NO_SUCH_SITE(host="12"))),
    TemplatesLike: (TemplateMatches((CODED, BARE), 500, whole=False), TemplateMatches((), 2, whole=True)),
    SampleContacts: (
        ContactSample((Contact(ContactId("1"), "Awa", "+33639980001"), Contact(ContactId("2"), "", ""))),
        ContactSample(()),
    ),
    Fit: (
        Fitted((Part(ListId("a" * 32), 30, 18, 12), Part(ListId("b" * 32), 9, 9, 0)), 90),
        Fitted(tuple(Part(ListId(f"{at:032}"), 100, 0, 0, arbitrary=True) for at in range(7)), 700),
        Fitted((), 0),
    ),
    LiveState: (NumberState("connected", NOW), NumberState("disconnected", NOW), NumberState("odd", NOW)),
    Health: (NumberHealth(NOW, "stable", 72, 100, 0.4), NumberHealth(NOW)),
    Usage: (MonthLeft(48_675, 50_000, NOW), MonthLeft(3, 500, NOW), MonthLeft(3, 500, NOW, campaigns=False)),
    Verdicts: (Entries(()), Entries((PAST,))),
    SentBefore: (Entries(()), Entries((PAST,)), Entries((ELSEWHERE,), (Shared(Reference("ABCDE"), 0, 3, NOW),))),
    TemperaturesOf: (Temperatures(NOW, (Crowd(40, 30, 0),)), Temperatures(NOW, (Crowd(40, 9, 2), Crowd(9, 1, 0)))),
    State: (CampaignState(Campaign(CampaignId("9"), "", "odd", None, None, None, (("sent", 3), ("new", 1)))),),
}
NOT_DONE: tuple[Result, ...] = (Missed(), Unsure(), Declined("UNAUTHORIZED"))
RESULTS: dict[type[Deed], tuple[Result, ...]] = {
    Add: (
        Added(None, 13, (), 8, 2, 0, 20),
        Added(ListId("f"), 13, ("Awa",), 8, 2, 0, 20),
        Added(ListId("f"), 13, ("Awa",), 8, 2, 0, 20, "MONTHLY_API_REQUEST_QUOTA_EXCEEDED"),
        Added(ListId("g"), 33, ("Awa",), 28, 2, 0, 0),
    ),
    LookUp: (LookedUp(2, 1, 0, ListId("h")), LookedUp(0, 3, 0, ListId("i"))),
    HandBack: (Handed(),),
    SendTest: (Queued(),),
    Resume: (Steered(PAUSED),),
    End: (LetGo(),),
    PauseAll: (Each((Steered(PAUSED),)),),
    Pause: (Steered(PAUSED), Steered(PAUSED), Steered(replace(PAUSED, status="odd"))),
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
    Attached("contact", contact=SharedContact("0639980001", "Awa")),
    Attached("document", file=SentFile("f", "list.csv", "text/csv", 300)),
)
ANSWERS = {
    "tags": "vip, client",
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
COMMANDS = ("start", "new", "drafts", "campaigns", "cancel", "language", "timezone", "help", "pause", "stop", "")
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


def request_of(submission: Submission) -> dict[str, object]:
    """The request, with as many contacts as the selection is said to hold."""
    contacts = submission.draft.find(Contacts)
    chosen = tuple(ContactId(f"{UUID[:-2]}{at:03}") for at in range(contacts.count if contacts else 0))
    return to_request(submission.draft, submission.name, chosen)
