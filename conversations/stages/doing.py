"""Something was asked of MsgFlash besides creating: what came of it is said on whatever screen is open."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation, Stopping
from conversations.deeds import (
    Declined,
    Deed,
    Each,
    End,
    LetGo,
    Missed,
    Pause,
    PauseAll,
    Result,
    Resume,
    SendTest,
    Steered,
    Unsure,
    goes_no_further,
    is_paused,
)
from conversations.effects import Effect, Learn, Track
from conversations.needs import CampaignState, Found, State
from conversations.people import Add, HandBack, LookUp
from conversations.stages import asking, steering, testing
from conversations.stages.receipt import STATUSES
from conversations.stages.verdict import known
from conversations.words import Said, Text

PAUSED = Text(fr="C’est fait : {name} est en pause.", en="Done: {name} is paused.")
RESUMED = Text(fr="C’est fait : {name} a repris.", en="Done: {name} is resumed.")
QUOTED = Text(fr="« {name} »", en="“{name}”")
THE_CAMPAIGN = Text(fr="la campagne", en="the campaign")
NOT_SO = Text(
    fr="MsgFlash a répondu, mais {name} est : {status}. Regardez où elle en est.",
    en="MsgFlash answered, but {name} is: {status}. Look at how it stands.",
)
NOT_DONE = Text(
    fr="MsgFlash ne l’a pas fait : {name} reste comme elle était.",
    en="MsgFlash did not do it: {name} stays as it was.",
)
NEVER_LEFT = Text(
    fr="MsgFlash est injoignable : rien n’a changé. Réessayez.",
    en="MsgFlash cannot be reached: nothing changed. Try again.",
)
UNSURE = Text(
    fr="MsgFlash n’a pas répondu : regardez où en est {name}.",
    en="MsgFlash did not answer: look at how {name} stands.",
)


NOT_EARLY = Text(
    fr="MsgFlash ne met pas en pause une campagne qui n’a pas commencé : {name} part comme prévu. "
    "Touchez Pause dès qu’elle est partie. À partir de maintenant, je garderai vos campagnes ici avant de les envoyer.",
    en="MsgFlash does not pause a campaign that has not started: {name} goes out as planned. "
    "Tap Pause as soon as it has left. From now on I will hold your campaigns here before they are sent.",
)
LET_GO = Text(
    fr="C’est noté : je ne suis plus cette campagne. Son fichier, si elle en a un, part dans l’heure.",
    en="Noted: I no longer follow this campaign. Its file, if it has one, goes within the hour.",
)
NOT_LET_GO = Text(
    fr="Je n’ai pas pu le noter. Touchez encore « C’est fini » sur sa carte.",
    en="I could not note it. Tap “It is over” on its card again.",
)
ALL_TRIED = Text(fr="Campagnes arrêtées : {done} sur {count}.", en="Campaigns stopped: {done} of {count}.")
NOT_ALL = Text(
    fr="{said} Touchez /stop pour voir lesquelles partent encore.",
    en="{said} Tap /stop to see which still go out.",
)


def did(conversation: Conversation, deed: Deed, result: Result, now: datetime) -> Conversation:
    """Return the conversation once a deed is done, or not done, or nobody knows."""
    if isinstance(deed, Add | LookUp | HandBack):
        return asking.did(conversation, deed, result, now)
    if isinstance(deed, SendTest):
        return testing.did(conversation, deed, result)
    after = replace(conversation, found=())
    match deed, result:
        case End(), LetGo():
            return replace(after, notice=LET_GO())
        case End(), _:
            return replace(after, problem=NOT_LET_GO())
        case PauseAll(campaigns), _:
            each = result if isinstance(result, Each) else Each(tuple(Unsure() for _ in campaigns))
            if isinstance(conversation.stage, Stopping):
                return steering.stopped(conversation.stage, conversation, deed, each)
            done = sum(goes_no_further(one) for one in each.results)
            said = ALL_TRIED(done=done, count=len(campaigns))
            if done == len(campaigns):
                return replace(after, notice=said)
            return replace(after, problem=NOT_ALL(said=said))
        case ((Pause() | Resume()), Steered(campaign)):
            after = replace(after, found=(Found(State(deed.campaign), CampaignState(campaign, now)),))
            if is_paused(result) != isinstance(deed, Pause):
                said = NOT_SO(name=_named(deed), status=known(STATUSES, campaign.status))
                return replace(after, problem=said)
            return replace(after, notice=(PAUSED if isinstance(deed, Pause) else RESUMED)(name=_named(deed)))
        case Pause(early=True), Declined("BAD_REQUEST" as code, "scheduled"):
            here = replace(after.airlock, here=True)
            return replace(after, problem=NOT_EARLY(name=_named(deed)), code=code, airlock=here)
        case _, Declined(code):
            return replace(after, problem=NOT_DONE(name=_named(deed)), code=code)
        case _, Missed():
            return replace(after, problem=NEVER_LEFT())
        case _:
            return replace(after, problem=UNSURE(name=_named(deed)))


def _named(deed: Deed) -> Said:
    name = deed.name if isinstance(deed, Pause | Resume) else ""
    return QUOTED(name=name) if name else THE_CAMPAIGN()


def learned(deed: Deed, result: Result) -> tuple[Effect, ...]:
    """Return what a result teaches besides: how the campaign stands, and what this MsgFlash does not do."""
    match deed, result:
        # A campaign that was paused elsewhere, or is over, is refused in the same words.
        case Pause(early=True), Declined("BAD_REQUEST", "scheduled"):
            return (Learn("late pause only"),)
        case _, Steered(campaign):
            return (Track(campaign),)
        case _, Each(results):
            early = Declined("BAD_REQUEST", "scheduled") in results
            tracked = tuple(Track(one.campaign) for one in results if isinstance(one, Steered))
            return (*tracked, Learn("late pause only")) if early else tracked
        case _:
            return ()
