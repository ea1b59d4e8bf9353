"""What MsgFlash answered to a campaign: created, with its verdict on the risk, while there is time to hold it.

A receipt stays in the chat as it is: it says nothing that time makes untrue. What must be decided stands by the keys.
"""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation, Receipt, Watching
from conversations.deeds import Pause
from conversations.fitting import is_beyond
from conversations.flow import audience_size
from conversations.needs import CampaignState, Found, State
from conversations.screen import Block, Button, Copy, Key, Line, Paragraph, Screen, Warned
from conversations.stages import fitting, keys, told
from conversations.stages.verdict import DECISION, PEOPLE, decided, known, verdict
from conversations.stages.waiting import ONE_MOMENT, is_busy
from conversations.words import Said, Text, When
from conversations.workspace import Campaign, CampaignId, Record

CREATED = Text(fr="Campagne créée", en="Campaign created")
WAVE_CREATED = Text(fr="Vague créée", en="Wave created")
# What of the verdict differs from wave to wave.
OF_EACH = (DECISION, PEOPLE)
AT = Text(fr="{when}", en="{when}")
NAME = Text(fr="Nom", en="Name")
STATUS = Text(fr="État", en="Status")
LEAVES = Text(fr="Départ", en="Start")
OTHER_DATE = Text(
    fr="MsgFlash a enregistré {stored}, et non {asked}. Vérifiez dans la console MsgFlash.",
    en="MsgFlash has stored {stored}, not {asked}. Check in the MsgFlash console.",
)
NO_DATE = Text(fr="MsgFlash n’a pas redonné la date.", en="MsgFlash did not give the date back.")
NOBODY = Text(
    fr="Cette campagne n’a aucun destinataire : personne ne recevra ce message.",
    en="This campaign has no recipients: nobody will receive this message.",
)
NOBODY_PAUSE = Text(
    fr="Cette campagne n’a aucun destinataire : personne ne recevra ce message. Mettez-la en pause.",
    en="This campaign has no recipients: nobody will receive this message. Pause it.",
)
NO_VERDICT = Text(fr="MsgFlash n’a pas donné d’avis sur le risque.", en="MsgFlash gave no verdict on the risk.")
DECIDE = Text(
    fr="MsgFlash conseille la prudence : à vous de décider. Sans réponse, elle part le {when}.",
    en="MsgFlash advises caution: you decide. Without an answer it goes out on {when}.",
)
IN_TIME = Text(fr="Jusqu’à son départ, vous pouvez demander la pause.", en="Until it starts you can ask for a pause.")
HOLD = Button(Text(fr="⏸ Mettre en pause", en="⏸ Pause it")(), "hold", "danger")
LET_GO = Button(Text(fr="Laisser partir", en="Let it go")(), "go")
GOES = Text(fr="C’est noté : elle part comme prévu.", en="Noted: it goes out as planned.")
STATUSES = {
    "scheduled": Text(fr="programmée", en="scheduled"),
    "running": Text(fr="en cours", en="running"),
    "paused": Text(fr="en pause", en="paused"),
    "completed": Text(fr="terminée", en="completed"),
    "cancelled": Text(fr="annulée", en="cancelled"),
}
MOST_TO_COPY = 256
MORE = Text(
    fr="MsgFlash compte {counted} destinataires, et le récapitulatif en annonçait {announced} : "
    "des contacts sont venus s’ajouter depuis.",
    en="MsgFlash counts {counted} recipients, and the recap announced {announced}: contacts have been added since.",
)
COPY_ID = Text(fr="Copier l’identifiant", en="Copy the id")


def look(stage: Receipt, conversation: Conversation, now: datetime, *, news: bool = False) -> Screen:
    """Return what MsgFlash answered; `news` of it has no keys to make it fit, so it speaks of none."""
    campaign = stage.campaign
    lines: tuple[Line, ...] = (Line(NAME(), campaign.name or stage.name),)
    if campaign.status != "scheduled":
        lines = (*lines, Line(STATUS(), known(STATUSES, campaign.status)))
    what = told.of(stage.draft, conversation, now) if stage.draft else ()
    blocks: list[Block] = []
    if campaign.schedule is None:
        blocks.append(Paragraph(NO_DATE()))
    else:
        when = When(campaign.schedule, conversation.zone)
        lines = (*lines, Line(LEAVES(), told.at(when, campaign.repeat)))
        if campaign.schedule != stage.asked_for:
            blocks.append(Warned(OTHER_DATE(stored=when, asked=When(stage.asked_for, conversation.zone))))
    holding, question = _airlock(stage, conversation, now)
    if campaign.safety is not None and campaign.safety.total_recipients == 0:
        blocks.append(Warned(NOBODY_PAUSE() if holding else NOBODY()))
    blocks += _more_than_announced(stage)
    if campaign.safety is None:
        blocks.append(Paragraph(NO_VERDICT()))
    else:
        blocks += verdict(campaign.safety, conversation.language)
    fit, ways = ((), ()) if news else fitting.offers(stage, conversation, now)
    return Screen(
        CREATED(),
        (*lines, *what),
        (*blocks, *fit, *question),
        (*holding, *ways, *copying(campaign.id), (keys.CAMPAIGNS, keys.NEW)),
        kept=True,
    )


def look_brief(stage: Receipt, conversation: Conversation, now: datetime) -> Screen | None:
    """Return what is new of one of several waves; None when there is more to be read, or to be decided."""
    campaign = stage.campaign
    safety = campaign.safety
    expected = campaign.status == "scheduled" and campaign.schedule == stage.asked_for
    if not expected or safety is None or safety.decision != "allow" or is_beyond(safety) or not safety.total_recipients:
        return None
    if _more_than_announced(stage):
        return None
    when = Said(AT, (("when", When(stage.asked_for, conversation.zone)),))
    told_again = tuple(line for line in decided(safety) if line.label.text in OF_EACH)
    lines = (Line(NAME(), campaign.name or stage.name), Line(LEAVES(), when), *told_again)
    holding, _ = _airlock(stage, conversation, now)
    return Screen(WAVE_CREATED(), lines, keys=holding, kept=True)


def _more_than_announced(stage: Receipt) -> tuple[Block, ...]:
    """Return that more people are written to than the operator read before Send."""
    announced = audience_size(stage.draft) if stage.draft else None
    counted = stage.campaign.safety.total_recipients if stage.campaign.safety else None
    if announced is None or counted is None or counted <= announced:
        return ()
    return (Warned(MORE(counted=counted, announced=announced)),)


def press(stage: Receipt, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    record = recorded(stage)
    match choice:
        case "hold" if is_busy(conversation):
            return replace(conversation, problem=ONE_MOMENT())
        case "hold":
            early = now < (stage.campaign.schedule or stage.asked_for)
            return replace(conversation, stage=Watching(record), doing=Pause(stage.campaign.id, early, record.name))
        case "go":
            found = Found(State(stage.campaign.id), CampaignState(stage.campaign, stage.created_at or now))
            return replace(conversation, stage=Watching(record), found=(found,), notice=GOES())
        case _:
            return fitting.press(stage, conversation, choice, now)


def recorded(stage: Receipt) -> Record:
    """Return the campaign's line in the bot's own list."""
    created_at = stage.created_at or stage.asked_for
    return Record(stage.reference, stage.campaign.id, stage.campaign.name or stage.name, stage.asked_for, created_at)


def copying(campaign: CampaignId | None) -> tuple[tuple[Key, ...], ...]:
    """Return the key that copies an id; Telegram's clipboard takes 256 characters."""
    return ((Copy(COPY_ID(), campaign),),) if campaign and len(campaign) <= MOST_TO_COPY else ()


def is_doubtful(campaign: Campaign) -> bool:
    """Tell whether MsgFlash said anything but that the campaign may go."""
    return campaign.safety is not None and campaign.safety.decision not in {None, "allow"}


def _airlock(
    stage: Receipt, conversation: Conversation, now: datetime
) -> tuple[tuple[tuple[Key, ...], ...], tuple[Block, ...]]:
    """Return the keys that hold it or let it go, and what is asked, while nothing has left."""
    leaves = stage.campaign.schedule or stage.asked_for
    if now >= leaves or stage.campaign.status == "paused" or conversation.airlock.here:
        return (), ()
    when = When(leaves, conversation.zone)
    if is_doubtful(stage.campaign):
        return ((HOLD, LET_GO),), (Warned(DECIDE(when=when)),)
    return ((HOLD,),), (Paragraph(IN_TIME()),)
