"""The messages that stay about a campaign: its one living card, the alerts, and the report when it is over.

Their keys are commands, good for ever; they are shown with what was last read, and say when that was.
"""

from datetime import datetime

from conversations.airlock import A_MINUTE
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Warned
from conversations.stages.receipt import LEAVES, STATUS, STATUSES
from conversations.stages.verdict import known
from conversations.watch import Alert, Watch, count, gone, is_live, missing, phase
from conversations.words import Bar, Clock, Plural, Said, Text, When
from conversations.workspace import Campaign

AT = Text(fr="{when}", en="{when}")
COUNTERS = {
    "planned": Text(fr="Prévus", en="Planned"),
    "queued": Text(fr="En file", en="Queued"),
    "sent": Text(fr="Envoyés", en="Sent"),
    "delivered": Text(fr="Remis", en="Delivered"),
    "read": Text(fr="Lus", en="Read"),
    "failed": Text(fr="En échec", en="Failed"),
    "cancelled": Text(fr="Annulés", en="Cancelled"),
}
OTHER = Text(fr="{name}", en="{name}")
OF_PLANNED = Text(fr="{bar} {count} / {of}", en="{bar} {count} / {of}")
NUMBER = Text(fr="{count}", en="{count}")
AS_OF = Text(fr="Lu chez MsgFlash le {when}.", en="Read from MsgFlash on {when}.")
CHANGED = Text(fr="Dernier changement : {clock}. Lu chez MsgFlash à {read}.", en="Last change: {clock}. Read: {read}.")
SILENT = Text(fr="MsgFlash ne répond plus depuis {clock}.", en="MsgFlash has not answered since {clock}.")
WILL_LEAVE = Text(
    fr="Je regarderai quand elle partira. Elle part sans autre question.",
    en="I will look when it starts. It starts without asking again.",
)
WAITS_FOR_YOU = Text(fr="Elle attend que vous la repreniez.", en="It waits until you resume it.")
NEXT_LOOK = Text(fr="Je regarde à nouveau à {clock}.", en="I look again at {clock}.")
SHORTLY = Text(fr="Je regarde à nouveau dans un instant.", en="I look again in a moment.")
DONE_SOON = Text(
    fr="À cette allure, fini vers {clock} (estimation).", en="At this pace done around {clock} (estimate)."
)
ABOUT_DONE = Text(
    fr="À cette allure, fini vers {clock} (estimation). Je regarde à nouveau à {look}.",
    en="At this pace done around {clock} (estimate). I look again at {look}.",
)
UNWATCHED = Text(
    fr="Je ne regarde plus de moi-même. Pour savoir où elle en est : Actualiser.",
    en="I no longer look by myself. To see how it stands: Refresh.",
)
DISMISSED = Text(
    fr="Vous avez dit que c’est fini : je ne la suis plus, et son fichier est effacé.",
    en="You said that it is over: I no longer follow it, and its file is deleted.",
)
GONE = Text(
    fr="MsgFlash ne connaît plus cette campagne : elle a peut-être été supprimée dans la console.",
    en="MsgFlash no longer knows this campaign: it may have been deleted in the console.",
)
ASLEEP = Text(
    fr="Le bot ne tournait pas entre {since} et {until} : pendant ce temps, personne n’a veillé.",
    en="The bot was not running between {since} and {until}: nobody watched during that time.",
)
PAUSE = Text(fr="⏸ Pause", en="⏸ Pause")
RESUME = Text(fr="▶ Reprendre", en="▶ Resume")
REFRESH = Text(fr="↻ Actualiser", en="↻ Refresh")
REPEAT = Text(fr="Refaire", en="Repeat")
IS_OVER = Text(fr="C’est fini", en="It is over")
DUPLICATE = Text(fr="Dupliquer", en="Duplicate")
LATE = Text(
    fr="Elle devait partir à {clock} et n’a pas commencé. Regardez si le numéro est relié dans la console MsgFlash.",
    en="It should have started at {clock} and has not. Check in the MsgFlash console that the number is linked.",
)
STALLED = Text(
    fr="Plus rien n’avance depuis {clock}. Regardez si le numéro est relié dans la console MsgFlash.",
    en="Nothing has moved since {clock}. Check in the MsgFlash console that the number is linked.",
)
FAILING = Text(
    fr="{failed} messages sur {of} ont échoué. Mettez en pause, et cherchez pourquoi avant de continuer.",
    en="{failed} of {of} messages have failed. Pause it, and find out why before going on.",
)
DISCONNECTED = Text(
    fr="Le numéro n’est plus relié à WhatsApp : rien ne part. Reliez-le dans la console MsgFlash.",
    en="The number is no longer linked to WhatsApp: nothing is sent. Link it again in the MsgFlash console.",
)
MEDIA = Text(
    fr="Elle part le {when}, et son fichier n’est pas accessible : ses destinataires ne le recevraient pas. "
    "Mettez-la en pause, puis prévenez la personne qui gère le bot.",
    en="It starts on {when}, and its file cannot be reached: its recipients would not receive it. "
    "Pause it, then tell the person who runs the bot.",
)
ALERT = Text(fr="⚠ {name}", en="⚠ {name}")
DONE = Text(fr="{name} : terminée", en="{name}: done")
CANCELLED = Text(fr="{name} : annulée", en="{name}: cancelled")
INCOMPLETE = Plural(
    one=Text(
        fr="Terminée incomplète : {count} message sans nouvelles. MsgFlash ne dit pas s’il est parti.",
        en="Ended incomplete: {count} message without news. MsgFlash does not say whether it left.",
    ),
    many=Text(
        fr="Terminée incomplète : {count} messages sans nouvelles. MsgFlash ne dit pas s’ils sont partis.",
        en="Ended incomplete: {count} messages without news. MsgFlash does not say whether they left.",
    ),
)
NOT_FOLLOWED = Text(fr="{name} : je ne la suis plus", en="{name}: no longer followed")
COMES_IN = Text(
    fr="Remis et lus montent encore : la carte au-dessus sera tenue à jour une heure.",
    en="Delivered and read still rise: the card above is kept up to date for an hour.",
)


def look(watch: Watch, zone: str, now: datetime) -> Screen:
    """Return the card as it is after the last reading."""
    where = phase(watch, now)
    lines = [Line(STATUS(), known(STATUSES, watch.campaign.status))]
    if where == "waiting" and count(watch.campaign, "sent") == 0:
        lines.append(Line(LEAVES(), AT(when=When(watch.schedule, zone))))
    blocks: list[Block] = [*counters(watch.campaign)]
    blocks.append(Paragraph(_next(watch, zone, now)))
    if watch.asleep is not None:
        since, until = watch.asleep
        blocks.append(Small(ASLEEP(since=When(since, zone), until=When(until, zone))))
    read = Clock(watch.seen_at, zone)
    blocks.append(
        Small(SILENT(clock=read) if watch.silent else CHANGED(clock=Clock(watch.changed_at, zone), read=read))
    )
    return Screen(watch.name, tuple(lines), tuple(blocks), _keys(watch))


def alert(watch: Watch, kind: Alert, zone: str) -> Screen:
    """Return the loud message that something is wrong."""
    keys: tuple[tuple[Key, ...], ...] = ((_pause(watch), _refresh(watch)),)
    return Screen(ALERT(name=watch.name), blocks=(Warned(_wrong(watch, kind, zone)),), keys=keys)


def report(watch: Watch, zone: str) -> Screen:
    """Return the message that a campaign is over, and what is missing."""
    campaign = watch.campaign
    again: tuple[tuple[Key, ...], ...] = (
        (Button(REPEAT(), f"/again {watch.reference}"), Button(DUPLICATE(), f"/copy {watch.reference}")),
    )
    read = Small(AS_OF(when=When(watch.seen_at, zone)))
    if watch.ending == "gone":
        return Screen(NOT_FOLLOWED(name=watch.name), blocks=(Warned(GONE()), *counters(campaign), read), keys=again)
    if watch.ending in {"unwatched", "dismissed"}:
        said: tuple[Block, ...] = (Warned(UNWATCHED()), *counters(campaign), read)
        around = (*_keys(watch), *again)
        return Screen(NOT_FOLLOWED(name=watch.name), blocks=said, keys=around)
    title = CANCELLED if campaign.cancelled_at is not None or campaign.status == "cancelled" else DONE
    lost = missing(campaign)
    short: tuple[Block, ...] = (Warned(INCOMPLETE(lost)),) if lost else ()
    # Nothing of what never left is delivered or read.
    rising = title is DONE and count(campaign, "sent") > 0
    later: tuple[Block, ...] = (Paragraph(COMES_IN()),) if rising else ()
    return Screen(title(name=watch.name), blocks=(*short, *counters(campaign), *later, read), keys=again)


def is_loud(watch: Watch) -> bool:
    """Tell whether a report is to be heard: only when something is missing."""
    return watch.ending != "over" or missing(watch.campaign) > 0


def counters(campaign: Campaign) -> tuple[Line, ...]:
    """Return the counters that say something: bars against what was planned, and no zero but of what should rise."""
    planned = count(campaign, "planned")
    if not any(number for _, number in campaign.counts):
        return ()
    lines = []
    for name, number in campaign.counts:
        label = COUNTERS[name]() if name in COUNTERS else OTHER(name=name)
        if name in {"sent", "delivered", "read"} and planned:
            lines.append(Line(label, OF_PLANNED(bar=Bar(number / planned), count=number, of=planned)))
        elif number and not (planned and name in {"planned", "queued"} and "sent" in dict(campaign.counts)):
            lines.append(Line(label, NUMBER(count=number)))
    return tuple(lines)


def _wrong(watch: Watch, kind: Alert, zone: str) -> Said:
    campaign = watch.campaign
    match kind:
        case "late":
            return LATE(clock=Clock(watch.schedule, zone))
        case "stalled":
            return STALLED(clock=Clock(max(watch.changed_at, watch.schedule), zone))
        case "failing":
            failed = count(campaign, "failed")
            return FAILING(failed=failed, of=count(campaign, "sent") + failed)
        case "disconnected":
            return DISCONNECTED()
        case "media":
            return MEDIA(when=When(watch.schedule, zone))


def _next(watch: Watch, zone: str, now: datetime) -> Said:
    where = phase(watch, now)
    if watch.ending == "gone":
        return GONE()
    if watch.ending == "dismissed":
        return DISMISSED()
    if where == "paused":
        return WAITS_FOR_YOU()
    if watch.look_at is None:
        return UNWATCHED()
    clock = Clock(watch.look_at, zone)
    if where == "waiting" and now < watch.schedule:
        return WILL_LEAVE()
    done = _done_at(watch) if where == "running" else None
    if watch.look_at - now < A_MINUTE:
        return SHORTLY() if done is None else DONE_SOON(clock=Clock(done, zone))
    return NEXT_LOOK(clock=clock) if done is None else ABOUT_DONE(clock=Clock(done, zone), look=clock)


def _done_at(watch: Watch) -> datetime | None:
    """Return when all will have left at the pace so far; None while too little is known."""
    start, before = watch.since or (watch.schedule, 0)
    left, done, elapsed = missing(watch.campaign), gone(watch.campaign) - before, watch.seen_at - start
    if not left or done <= 0 or elapsed.total_seconds() <= 0 or watch.changed_at != watch.seen_at:
        return None
    return watch.seen_at + elapsed / done * left


def _keys(watch: Watch) -> tuple[tuple[Key, ...], ...]:
    if not is_live(watch):
        return ((_refresh(watch),),)
    if watch.campaign.status == "paused":
        return ((Button(RESUME(), f"/resume {watch.reference}", "success"), _refresh(watch)), (_end(watch),))
    lasting = watch.repeats or watch.ending == "unwatched"
    return ((_pause(watch), _refresh(watch)), *(((_end(watch),),) if lasting else ()))


def _end(watch: Watch) -> Button:
    """Offer to call it over: MsgFlash tells of no end of a campaign that repeats, or waits for a person."""
    return Button(IS_OVER(), f"/end {watch.reference}")


def _pause(watch: Watch) -> Button:
    return Button(PAUSE(), f"/pause {watch.reference}", "danger")


def _refresh(watch: Watch) -> Button:
    return Button(REFRESH(), f"/refresh {watch.reference}")
