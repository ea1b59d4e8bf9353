"""Pausing and going on, one campaign or all of them."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Confirming,
    Conversation,
    Stopped,
    Stopping,
    Watching,
)
from conversations.deeds import Declined, Each, End, Missed, Pause, PauseAll, Resume, goes_no_further, is_paused
from conversations.needs import (
    KnownCampaigns,
    Need,
    Nothing,
    RecordOf,
    RecordPage,
    Underway,
)
from conversations.screen import Block, Button, Listed, Paragraph, Screen, Small, Warned
from conversations.stages import keys
from conversations.stages.hold import held
from conversations.stages.receipt import STATUSES
from conversations.stages.sending import kept, without
from conversations.stages.verdict import known
from conversations.stages.waiting import ONE_MOMENT, is_busy, steers
from conversations.words import Plural, Said, Text
from conversations.workspace import Campaign, Record

PAUSE = Text(fr="Mettre en pause ?", en="Pause it?")
RESUME = Text(fr="Reprendre l’envoi ?", en="Resume it?")
PAUSING = Text(
    fr="« {name} » : ce qui est déjà parti ne revient pas, le reste attend que vous repreniez.",
    en="“{name}”: what has left does not come back, the rest waits until you resume it.",
)
RESUMING = Text(
    fr="« {name} » : ce qui reste partira. Si son heure est passée, MsgFlash ne dit pas quand : "
    "attendez-vous à un départ immédiat.",
    en="“{name}”: what is left will go out. If its time has passed, MsgFlash does not say when: expect it at once.",
)
END = Text(fr="C’est fini ?", en="Is it over?")
ENDING = Text(
    fr="« {name} » : je ne la suis plus, et son fichier est effacé dans l’heure.",
    en="“{name}”: I no longer follow it, and its file is deleted within the hour.",
)
FIRST_THERE = Text(
    fr="Cela n’arrête rien chez MsgFlash : si elle y tourne encore, elle partirait sans son fichier. "
    "Mettez-la d’abord en pause, ou supprimez-la dans la console.",
    en="This stops nothing at MsgFlash: if it still runs there, it would leave without its file. "
    "Pause it first, or delete it in the console.",
)
YES_END = Button(Text(fr="Oui, c’est fini", en="Yes, it is over")(), "yes", "danger")
YES_PAUSE = Button(Text(fr="⏸ Oui, mettre en pause", en="⏸ Yes, pause it")(), "yes", "danger")
YES_RESUME = Button(Text(fr="▶ Oui, reprendre", en="▶ Yes, resume it")(), "yes", "success")
NO = Button(Text(fr="◀ Non", en="◀ No")(), "no")
CONFIRMED = {
    "pause": (PAUSE, PAUSING, YES_PAUSE),
    "resume": (RESUME, RESUMING, YES_RESUME),
    "end": (END, ENDING, YES_END),
}
NOT_FOUND = Text(
    fr="Je ne connais pas cette campagne. Voyez Mes campagnes.",
    en="I do not know this campaign. See My campaigns.",
)
READING = Text(fr="Je cherche…", en="Looking…")
STOP = Text(fr="Tout arrêter", en="Stop everything")
NOTHING_RUNS = Text(
    fr="Aucune de vos campagnes n’est en cours ni programmée, à ma connaissance.",
    en="None of your campaigns is running or scheduled, as far as I know.",
)
CANNOT_STOP = Text(
    fr="Je ne peux pas arrêter celles-ci : regardez dans la console MsgFlash",
    en="I cannot stop these: look in the MsgFlash console",
)
ONLY_YOURS = Text(
    fr="Les campagnes des autres opérateurs n’en font pas partie.", en="Other operators’ campaigns are not among them."
)
STOPPED_WHICH = Text(fr="Sera mis en pause", en="Will be paused")
ROW = Text(fr="{name} ({status})", en="{name} ({status})")
HELD_ROW = Text(fr="{name} (gardée ici : sera retirée)", en="{name} (held here: will be taken back)")
STOP_ALL = Plural(
    one=Text(fr="⏸ Arrêter {count} campagne", en="⏸ Stop {count} campaign"),
    many=Text(fr="⏸ Arrêter {count} campagnes", en="⏸ Stop {count} campaigns"),
)
STOPPING = Text(fr="J’arrête…", en="Stopping…")
STOPS_NEXT = Text(
    fr="MsgFlash n’a pas encore répondu à la demande d’avant : j’arrête tout dès que c’est fait.",
    en="MsgFlash has not answered the request before this one yet: I stop everything as soon as it has.",
)
RESULTS = Text(fr="Ce qui est arrêté, et ce qui ne l’est pas", en="What is stopped, and what is not")
IS_PAUSED = Text(fr="{name} : en pause", en="{name}: paused")
IS_TAKEN_BACK = Text(fr="{name} : retirée, rien n’est parti", en="{name}: taken back, nothing has left")
IS_REFUSED = Text(
    fr="{name} : NON arrêtée, MsgFlash a refusé ({code})", en="{name}: NOT stopped, MsgFlash refused ({code})"
)
HAS_NOT_BEGUN = Text(
    fr="{name} : NON arrêtée, MsgFlash n’arrête pas ce qui n’a pas commencé. Refaites /stop dès le départ.",
    en="{name}: NOT stopped, MsgFlash does not stop what has not started. Type /stop again once it starts.",
)
IS_ALREADY = Text(fr="{name} : déjà {status}", en="{name}: already {status}")
IS_MISSED = Text(
    fr="{name} : NON arrêtée, MsgFlash est injoignable", en="{name}: NOT stopped, MsgFlash is out of reach"
)
IS_UNSURE = Text(
    fr="{name} : MsgFlash n’a pas répondu, regardez dans la console",
    en="{name}: MsgFlash did not answer, look in the console",
)
AGAIN = Button(Text(fr="↻ Regarder à nouveau", en="↻ Look again")(), "again", "primary")


def needed(stage: Confirming | Stopping) -> Need:
    match stage:
        case Confirming(_, reference):
            return RecordOf(reference)
        case Stopping():
            return Underway()


def look_confirming(stage: Confirming, conversation: Conversation, now: datetime) -> Screen:
    title, text, yes = CONFIRMED[stage.doing]
    match _record(stage, conversation):
        case Record() as record:
            warned = (Warned(FIRST_THERE()),) if stage.doing == "end" else ()
            return Screen(title(), blocks=(Paragraph(text(name=record.name)), *warned), keys=((NO,), (yes,)))
        case None if conversation.finding(needed(stage)) is None:
            return Screen(title(), blocks=(Paragraph(READING()),), keys=((keys.HOME,),))
        case None:
            return Screen(title(), blocks=(Warned(NOT_FOUND()),), keys=((keys.CAMPAIGNS,), (keys.HOME,)))


def press_confirming(stage: Confirming, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    record = _record(stage, conversation)
    if record is None:
        return conversation
    if choice != "yes" or record.id is None:
        return replace(conversation, stage=Watching(record))
    if is_busy(conversation):
        return replace(conversation, problem=ONE_MOMENT())
    if stage.doing == "end":
        return replace(conversation, stage=Watching(record), doing=End(record.reference))
    if stage.doing == "pause":
        early = now < record.schedule
        return replace(conversation, stage=Watching(record), doing=Pause(record.id, early, record.name))
    return replace(conversation, stage=Watching(record), doing=Resume(record.id, record.name))


def look_stopping(stage: Stopping, conversation: Conversation, now: datetime) -> Screen:
    beyond = _beyond_reach(conversation)
    unreached = (Listed(beyond, CANNOT_STOP()),) if beyond else ()
    if conversation.stopping is not None:
        taken_back = tuple(IS_TAKEN_BACK(name=name) for name in stage.taken_back)
        done = (Listed(taken_back, RESULTS()),) if taken_back else ()
        waits = stage.waits and steers(conversation)
        first: Block = Warned(STOPS_NEXT()) if waits else Paragraph(STOPPING())
        return Screen(STOP(), blocks=(first, *done), keys=((keys.HOME,),))
    if stage.tried:
        items = (*(_outcome(each) for each in stage.stopped), *(IS_TAKEN_BACK(name=n) for n in stage.taken_back))
        blocks = (Listed(items, RESULTS()), *unreached)
        return Screen(STOP(), blocks=blocks, keys=((AGAIN,), (keys.CAMPAIGNS, keys.HOME)))
    running = _running(conversation)
    if running is None:
        return Screen(STOP(), blocks=(Paragraph(READING()),), keys=((keys.HOME,),))
    waiting = held(conversation)
    rows = (
        *(ROW(name=record.name, status=known(STATUSES, campaign.status)) for record, campaign in running),
        *(HELD_ROW(name=submission.name) for submission in waiting),
    )
    if not rows:
        said = () if beyond else (Paragraph(NOTHING_RUNS()),)
        return Screen(STOP(), blocks=(*said, *unreached, Small(ONLY_YOURS())), keys=((keys.CAMPAIGNS, keys.HOME),))
    stop = Button(STOP_ALL(len(rows)), "yes", "danger")
    blocks = (Listed(rows, STOPPED_WHICH()), *unreached, Small(ONLY_YOURS()))
    return Screen(STOP(), blocks=blocks, keys=((keys.HOME,), (stop,)))


def _beyond_reach(conversation: Conversation) -> tuple[str, ...]:
    """Return the names of campaigns that exist or may exist, and of which no id is known."""
    unsettled = (one.name for one in conversation.submissions if one.state != "held")
    finding = conversation.finding(Underway())
    seen = (record.name for record in finding.unreached) if isinstance(finding, KnownCampaigns) else ()
    return (*unsettled, *seen)


def press_stopping(stage: Stopping, conversation: Conversation, choice: str) -> Conversation:
    if choice == "again":
        return replace(conversation, stage=Stopping(), found=())
    if choice != "yes":
        return conversation
    waiting = held(conversation)
    rest = conversation
    for submission in waiting:
        rest = kept(without(rest, submission), submission.draft)
    names = tuple(submission.name for submission in waiting)
    campaigns = tuple((campaign.id, record.name) for record, campaign in _running(conversation) or ())
    if not campaigns:
        # What ran may have ended meanwhile: the screen says that nothing runs.
        return replace(rest, stage=Stopping(taken_back=names, tried=bool(names)))
    stage = Stopping(taken_back=names, waits=steers(conversation))
    return replace(rest, stage=stage, stopping=PauseAll(campaigns))


def stopped(stage: Stopping, conversation: Conversation, deed: PauseAll, each: Each) -> Conversation:
    """Return the conversation once all were tried."""
    results = tuple(Stopped(name, result) for (_, name), result in zip(deed.campaigns, each.results, strict=True))
    return replace(conversation, stage=replace(stage, stopped=results, tried=True, waits=False))


def _record(stage: Confirming, conversation: Conversation) -> Record | None:
    match conversation.finding(needed(stage)):
        case RecordPage((record, *_)):
            return record
        case _:
            return None


def _running(conversation: Conversation) -> tuple[tuple[Record, Campaign], ...] | None:
    match conversation.finding(Underway()):
        case KnownCampaigns(campaigns):
            return tuple(pair for pair in campaigns if pair[1].status != "paused")
        case Nothing():
            return ()
        case _:
            return None


def _outcome(stopped: Stopped) -> Said:
    match stopped.result:
        case _ if is_paused(stopped.result):
            return IS_PAUSED(name=stopped.name)
        case Declined(_, "scheduled"):
            return HAS_NOT_BEGUN(name=stopped.name)
        case Declined(_, str() as standing) if goes_no_further(stopped.result):
            return IS_ALREADY(name=stopped.name, status=known(STATUSES, standing))
        case Declined(code):
            return IS_REFUSED(name=stopped.name, code=code)
        case Missed():
            return IS_MISSED(name=stopped.name)
        case _:
            return IS_UNSURE(name=stopped.name)
