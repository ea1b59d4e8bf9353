"""The campaigns created through the bot, newest first, and how one of them stands."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.conversation import Campaigns, Confirming, Conversation, Watching
from conversations.deeds import Pause, Resume
from conversations.needs import AnswersOf, CampaignState, Created, KeptAnswers, Need, Nothing, RecordPage, State
from conversations.refusals import reading_failed
from conversations.replies import shortened
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Spoken, Warned
from conversations.stages import keys, told
from conversations.stages.card import DUPLICATE, GONE, REPEAT, counters
from conversations.stages.receipt import LEAVES, NAME, OTHER_DATE, STATUS, STATUSES, copying
from conversations.stages.verdict import known, verdict
from conversations.steps.repeat import Repeat
from conversations.watch import is_over
from conversations.words import Clock, Day, Said, Text, When
from conversations.workspace import Campaign, Record, Reference

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
COMPLETED = Text(fr="Terminée", en="Completed")
CANCELLED = Text(fr="Annulée", en="Cancelled")
ROW = Text(fr="{name} · {day} · {status}", en="{name} · {day} · {status}")
NAMED = Text(fr="{name}", en="{name}")
ROW_NAMED = Text(fr="{name} · {status}", en="{name} · {status}")
ROW_DATED = Text(fr="{name} · {day}", en="{name} · {day}")
AS_OF = Text(fr="Lu chez MsgFlash à {clock}.", en="Read from MsgFlash at {clock}.")
PAUSING = Text(fr="Mise en pause…", en="Pausing…")
RESUMING = Text(fr="Reprise…", en="Resuming…")
PAUSE = Button(Text(fr="⏸ Mettre en pause", en="⏸ Pause it")(), "pause", "danger")
RESUME = Button(Text(fr="▶ Reprendre", en="▶ Resume")(), "resume it", "success")
VERDICT = Text(fr="En reprenant, MsgFlash a dit", en="On resuming, MsgFlash said")
BY_YOU = Text(fr="vue par vous", en="seen by you")
MARKED = Text(fr="{name} · {mark}", en="{name} · {mark}")
ROW_MARKED = Text(fr="{name} · {mark} · {status}", en="{name} · {mark} · {status}")
MOST_OF_A_NAME = 26
MOST_BESIDE_A_MARK = 18


def needed(stage: Campaigns | Watching) -> Need | None:
    match stage:
        case Campaigns(page):
            return Created(page)
        case Watching(record):
            return None if record.id is None else State(record.id)


def awaited(stage: Campaigns | Watching, conversation: Conversation) -> Need | None:
    """Return what is to be read now: how a campaign stands only once it is not being paused or resumed any more."""
    return None if _steered(stage, conversation) is not None else needed(stage)


def _steered(stage: Campaigns | Watching, conversation: Conversation) -> Pause | Resume | None:
    """Return what is being done to the campaign that is looked at."""
    match stage, conversation.doing:
        case Watching(record), (Pause(campaign) | Resume(campaign)) as doing if campaign == record.id:
            return doing
        case _:
            return None


def beside(stage: Campaigns | Watching) -> Need | None:
    """Return what tells who receives what: the answers a campaign was made of."""
    return AnswersOf(stage.record.reference) if isinstance(stage, Watching) else None


def look(stage: Campaigns, conversation: Conversation, now: datetime) -> Screen:
    finding = conversation.finding(needed(stage))
    page = finding if isinstance(finding, RecordPage) else None
    said_of = {record.reference: _row(record, page, conversation.zone) for record in _records(page)}
    rows: list[tuple[Key, ...]] = [
        (Button(_told_apart(record, said_of, page), f"see:{record.reference}"),) for record in _records(page)
    ]
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
    steering: tuple[Key, ...] = ()
    blocks: tuple[Block, ...]
    match _steered(stage, conversation), finding:
        case (Pause() | Resume()) as doing, _:
            blocks = (Paragraph(PAUSING() if isinstance(doing, Pause) else RESUMING()),)
        case _, CampaignState(campaign, read_at):
            blocks = _state(campaign, record, read_at or now, conversation)
            steering = _steering(campaign)
        case _, Nothing("NOT_FOUND" as code):
            blocks = (Warned(GONE()), Small(code))
        case _, Nothing(code):
            blocks = (Warned(reading_failed(code)), *((Small(code),) if code else ()))
        case _:
            blocks = (Paragraph(SEEN_ONLY() if record.id is None else READING()),)
    kept = conversation.finding(beside(stage))
    draft = kept.draft if isinstance(kept, KeptAnswers) else None
    repeat = draft.find(Repeat) if draft else None
    ours = (
        Line(NAME(), record.name),
        Line(LEAVES(), told.at(When(record.schedule, conversation.zone), repeat.every if repeat else None)),
        *(told.of(draft, conversation, now) if draft else ()),
        Line((CREATED_AT if record.id else CONFIRMED_AT)(), AT(when=When(record.created_at, conversation.zone))),
    )
    own: tuple[tuple[Key, ...], ...] = ()
    if record.id is not None:
        again = (Button(REPEAT(), f"/again {record.reference}"), Button(DUPLICATE(), f"/copy {record.reference}"))
        own = ((*steering, REFRESH), again, *copying(record.id))
    return Screen(TITLE(), ours, blocks, (*own, (LIST, keys.HOME)))


def press_watching(stage: Watching, conversation: Conversation, choice: str) -> Conversation:
    match choice:
        case "refresh":
            return replace(conversation, found=())
        case "pause":
            return replace(conversation, stage=Confirming("pause", stage.record.reference))
        case "resume it":
            return replace(conversation, stage=Confirming("resume", stage.record.reference))
        case _:
            return replace(conversation, stage=Campaigns(stage.page))


def _records(page: RecordPage | None) -> tuple[Record, ...]:
    return page.records if page else ()


def _row(record: Record, page: RecordPage | None, zone: str) -> Said:
    """Return what a campaign is called in the list: its name, its day, and how it stood when it was read last."""
    own = record.name.removesuffix(f" · {record.reference}")
    name = own if len(own) <= MOST_OF_A_NAME else own[: MOST_OF_A_NAME - 1].rstrip() + "…"
    day = Day(record.schedule.astimezone(ZoneInfo(zone)).date())
    # A name that the bot proposed has the day in it.
    dated = own != record.name
    said = _status(record, page)
    if said is None:
        return NAMED(name=name) if dated else ROW_DATED(name=name, day=day)
    return ROW_NAMED(name=name, status=said) if dated else ROW(name=name, day=day, status=said)


def _told_apart(record: Record, said_of: dict[Reference, Said], page: RecordPage | None) -> Said:
    """Return a campaign's row, with its mark where another row on the page reads the same."""
    said = said_of[record.reference]
    if sum(other == said for other in said_of.values()) == 1:
        return said
    name = shortened(record.name.removesuffix(f" · {record.reference}"), MOST_BESIDE_A_MARK)
    status = _status(record, page)
    if status is None:
        return MARKED(name=name, mark=record.reference)
    return ROW_MARKED(name=name, mark=record.reference, status=status)


def _status(record: Record, page: RecordPage | None) -> Spoken | None:
    """Return how a campaign stood when it was read last; of one that only the operator saw, just that."""
    if record.id is None:
        return BY_YOU()
    status = dict(page.statuses).get(record.reference) if page else None
    return None if status is None else known(STATUSES, status)


def _steering(campaign: Campaign) -> tuple[Key, ...]:
    if is_over(campaign):
        return ()
    return (RESUME,) if campaign.status == "paused" else (PAUSE,)


def _state(campaign: Campaign, record: Record, read_at: datetime, conversation: Conversation) -> tuple[Block, ...]:
    zone = conversation.zone
    lines: list[Block] = [Line(STATUS(), known(STATUSES, campaign.status))]
    if campaign.schedule is not None and campaign.schedule != record.schedule:
        when = When(campaign.schedule, zone)
        lines.append(Warned(OTHER_DATE(stored=when, asked=When(record.schedule, zone))))
    lines += counters(campaign)
    if campaign.completed_at is not None:
        lines.append(Line(COMPLETED(), AT(when=When(campaign.completed_at, zone))))
    if campaign.cancelled_at is not None:
        lines.append(Line(CANCELLED(), AT(when=When(campaign.cancelled_at, zone))))
    if campaign.safety is not None and campaign.safety.max_recipients is None:
        # The answer to going on has a verdict without limits; that of the creation was shown with the receipt.
        lines += [Paragraph(VERDICT()), *verdict(campaign.safety, conversation.language)]
    return (*lines, Small(AS_OF(clock=Clock(read_at, zone))))
