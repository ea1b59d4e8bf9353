"""The campaigns created through the bot, newest first, and how one of them stands."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Campaigns, Conversation, Watching
from conversations.needs import CampaignState, Created, Need, Nothing, RecordPage, State
from conversations.refusals import reading_failed
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Warned
from conversations.stages import keys
from conversations.stages.receipt import LEAVES, LEAVES_AT, NAME, STATUS, STATUSES, copying, known
from conversations.words import Distance, Text, When
from conversations.workspace import Campaign, Record

TITLE = Text(fr="Mes campagnes", en="My campaigns")
READING = Text(fr="Je cherche…", en="Looking…")
NONE = Text(
    fr="Aucune campagne n’a encore été créée par ce bot. MsgFlash ne donne pas la liste des autres.",
    en="No campaign has been created through this bot yet. MsgFlash gives no list of the others.",
)
TAP = Text(fr="Touchez une campagne pour voir où elle en est.", en="Tap a campaign to see how it stands.")
REFRESH = Button(Text(fr="↻ Actualiser", en="↻ Refresh")(), "refresh")
LIST = Button(Text(fr="◀ Mes campagnes", en="◀ My campaigns")(), "list")
CONFIRMED_AT = Text(fr="Confirmée", en="Confirmed")
CREATED_AT = Text(fr="Créée", en="Created")
AT = Text(fr="{when}", en="{when}")
SEEN_ONLY = Text(
    fr="Vous avez vu cette campagne dans la console MsgFlash ; je n’ai pas son identifiant. Suivez-la dans la console.",
    en="You saw this campaign in the MsgFlash console; I do not have its id. Follow it in the console.",
)
COUNTERS = {
    "planned": Text(fr="Prévus", en="Planned"),
    "queued": Text(fr="En file", en="Queued"),
    "sent": Text(fr="Envoyés", en="Sent"),
    "delivered": Text(fr="Remis", en="Delivered"),
    "read": Text(fr="Lus", en="Read"),
    "failed": Text(fr="En échec", en="Failed"),
    "cancelled": Text(fr="Annulés", en="Cancelled"),
}
OTHER_COUNTER = Text(fr="{name}", en="{name}")
GONE = Text(
    fr="MsgFlash ne connaît plus cette campagne : elle a peut-être été supprimée dans la console.",
    en="MsgFlash no longer knows this campaign: it may have been deleted in the console.",
)
NUMBER = Text(fr="{count}", en="{count}")
COMPLETED = Text(fr="Terminée", en="Completed")
CANCELLED = Text(fr="Annulée", en="Cancelled")


def needed(stage: Campaigns | Watching) -> Need | None:
    match stage:
        case Campaigns(page):
            return Created(page)
        case Watching(record):
            return None if record.id is None else State(record.id)


def look(stage: Campaigns, conversation: Conversation, now: datetime) -> Screen:
    finding = conversation.finding(needed(stage))
    page = finding if isinstance(finding, RecordPage) else None
    rows: list[tuple[Key, ...]] = [(Button(record.name, f"see:{record.reference}"),) for record in _records(page)]
    turns: list[Key] = [Button(keys.EARLIER(), "earlier")] if stage.page > 0 else []
    if page is not None and page.more:
        turns.append(Button(keys.LATER(), "later"))
    rows += [tuple(turns)] if turns else []
    said: Block
    if isinstance(finding, Nothing):
        said, rows = Warned(reading_failed(finding.code)), [(keys.AGAIN,)]
    elif page is None:
        said = Paragraph(READING())
    else:
        said = Paragraph(TAP() if page.records else NONE())
    return Screen(TITLE(), blocks=(said,), keys=(*rows, (keys.BACK, keys.HOME)))


def press(stage: Campaigns, conversation: Conversation, choice: str) -> Conversation:
    finding = conversation.finding(needed(stage))
    page = finding if isinstance(finding, RecordPage) else None
    record = next((record for record in _records(page) if choice == f"see:{record.reference}"), None)
    match choice:
        case "later":
            return replace(conversation, stage=Campaigns(stage.page + 1))
        case "earlier":
            return replace(conversation, stage=Campaigns(max(0, stage.page - 1)))
        case "again":
            return replace(conversation, found=())
        case _ if record is not None:
            return replace(conversation, stage=Watching(record, stage.page))
        case _:
            return conversation


def look_watching(stage: Watching, conversation: Conversation, now: datetime) -> Screen:
    record = stage.record
    finding = conversation.finding(needed(stage))
    blocks: tuple[Block, ...]
    match finding:
        case CampaignState(campaign):
            blocks = _state(campaign, conversation, now)
        case Nothing("NOT_FOUND" as code):
            blocks = (Warned(GONE()), Small(code))
        case Nothing(code):
            blocks = (Warned(reading_failed(code)), *((Small(code),) if code else ()))
        case _:
            blocks = (Paragraph(SEEN_ONLY() if record.id is None else READING()),)
    ours = (
        Line(NAME(), record.name),
        Line(LEAVES(), AT(when=When(record.schedule, conversation.zone))),
        Line((CREATED_AT if record.id else CONFIRMED_AT)(), AT(when=When(record.created_at, conversation.zone))),
    )
    own: tuple[tuple[Key, ...], ...] = () if record.id is None else ((REFRESH,), *copying(record.id))
    return Screen(TITLE(), ours, blocks, (*own, (LIST, keys.HOME)))


def press_watching(stage: Watching, conversation: Conversation, choice: str) -> Conversation:
    if choice == "refresh":
        return replace(conversation, found=())
    return replace(conversation, stage=Campaigns(stage.page))


def _records(page: RecordPage | None) -> tuple[Record, ...]:
    return page.records if page else ()


def _state(campaign: Campaign, conversation: Conversation, now: datetime) -> tuple[Block, ...]:
    lines: list[Block] = [Line(STATUS(), known(STATUSES, campaign.status))]
    if campaign.schedule is not None:
        at = LEAVES_AT(when=When(campaign.schedule, conversation.zone), distance=Distance(campaign.schedule, now))
        lines.append(Line(LEAVES(), at))
    lines += [
        Line(COUNTERS[name]() if name in COUNTERS else OTHER_COUNTER(name=name), NUMBER(count=count))
        for name, count in campaign.counts
    ]
    if campaign.completed_at is not None:
        lines.append(Line(COMPLETED(), AT(when=When(campaign.completed_at, conversation.zone))))
    if campaign.cancelled_at is not None:
        lines.append(Line(CANCELLED(), AT(when=When(campaign.cancelled_at, conversation.zone))))
    return tuple(lines)
