"""What MsgFlash answered to a campaign: created, with its verdict on the risk for the number, whole."""

from datetime import datetime

from conversations.conversation import Conversation, Receipt
from conversations.screen import Block, Copy, Key, Line, Listed, Paragraph, Screen, Spoken, Warned
from conversations.stages import fitting, keys
from conversations.words import Distance, Said, Share, Text, When
from conversations.workspace import CampaignId, Safety

CREATED = Text(fr="Campagne créée", en="Campaign created")
NAME = Text(fr="Nom", en="Name")
STATUS = Text(fr="État", en="Status")
LEAVES = Text(fr="Départ", en="Leaves")
LEAVES_AT = Text(fr="{when}, {distance}", en="{when}, {distance}")
OTHER_DATE = Text(
    fr="MsgFlash a enregistré {stored}, et non {asked}. Vérifiez dans la console MsgFlash.",
    en="MsgFlash has stored {stored}, not {asked}. Check in the MsgFlash console.",
)
NO_DATE = Text(fr="MsgFlash n’a pas redonné la date.", en="MsgFlash did not give the date back.")
NOBODY = Text(
    fr="Cette campagne n’a aucun destinataire : personne ne recevra ce message. "
    "Mettez-la en pause dans la console MsgFlash.",
    en="This campaign has no recipients: nobody will receive this message. Pause it in the MsgFlash console.",
)
NO_VERDICT = Text(fr="MsgFlash n’a pas donné d’avis sur le risque.", en="MsgFlash gave no verdict on the risk.")
DECISION = Text(fr="Avis de MsgFlash", en="MsgFlash’s verdict")
ALLOWED = Text(fr="rien à signaler", en="nothing to report")
WARNED = Text(fr="à surveiller, la campagne est acceptée", en="caution, the campaign is accepted")
RISK = Text(fr="Risque", en="Risk")
RISKS = {
    "low": Text(fr="faible", en="low"),
    "medium": Text(fr="moyen", en="medium"),
    "high": Text(fr="élevé", en="high"),
}
NUMBER_STATE = Text(fr="État du numéro", en="State of the number")
STATES = {
    "warming": Text(fr="en chauffe", en="warming up"),
    "stable": Text(fr="stable", en="stable"),
}
STATUSES = {
    "scheduled": Text(fr="programmée", en="scheduled"),
    "running": Text(fr="en cours", en="running"),
    "paused": Text(fr="en pause", en="paused"),
}
SCORE = Text(fr="Score", en="Score")
PEOPLE = Text(fr="Destinataires", en="Recipients")
COLD = Text(fr="Contacts froids", en="Cold contacts")
WITHIN = Text(fr="{value} / {limit} au plus", en="{value} / {limit} at most")
BEYOND = Text(fr="{value} / {limit} au plus ⚠", en="{value} / {limit} at most ⚠")
COUNT = Text(fr="{value}", en="{value}")
LIMIT_ONLY = Text(fr="{limit} au plus conseillés", en="{limit} at most advised")
REASONS = Text(fr="Raisons, dans les mots de MsgFlash", en="Reasons, in MsgFlash’s words")
ADVICE = Text(fr="Conseils, dans les mots de MsgFlash", en="Advice, in MsgFlash’s words")
MOST_TO_COPY = 256
COPY_ID = Text(fr="Copier l’identifiant", en="Copy the id")


def look(stage: Receipt, conversation: Conversation, now: datetime) -> Screen:
    campaign = stage.campaign
    lines = (Line(NAME(), campaign.name or stage.name), Line(STATUS(), known(STATUSES, campaign.status)))
    stored: tuple[Line, ...] = ()
    blocks: list[Block] = []
    if campaign.schedule is None:
        blocks.append(Paragraph(NO_DATE()))
    else:
        when = When(campaign.schedule, conversation.zone)
        stored = (Line(LEAVES(), LEAVES_AT(when=when, distance=Distance(campaign.schedule, now))),)
        if campaign.schedule != stage.asked_for:
            blocks.append(Warned(OTHER_DATE(stored=when, asked=When(stage.asked_for, conversation.zone))))
    if campaign.safety is not None and campaign.safety.total_recipients == 0:
        blocks.append(Warned(NOBODY()))
    blocks += [Paragraph(NO_VERDICT())] if campaign.safety is None else verdict(campaign.safety)
    fit, ways = fitting.offers(stage, conversation)
    return Screen(
        CREATED(),
        (*lines, *stored),
        (*blocks, *fit),
        (*ways, *copying(campaign.id), (keys.CAMPAIGNS, keys.NEW)),
        kept=True,
    )


def copying(campaign: CampaignId | None) -> tuple[tuple[Key, ...], ...]:
    """Return the key that copies an id; Telegram's clipboard takes 256 characters."""
    return ((Copy(COPY_ID(), campaign),),) if campaign and len(campaign) <= MOST_TO_COPY else ()


def verdict(safety: Safety) -> list[Block]:
    """Return every part of a verdict that came, without a judgement of the score's direction."""
    blocks: list[Block] = []
    if safety.decision is not None:
        blocks.append(Line(DECISION(), known({"allow": ALLOWED, "warn": WARNED}, safety.decision)))
    if safety.risk is not None:
        blocks.append(Line(RISK(), known(RISKS, safety.risk)))
    if safety.state is not None:
        blocks.append(Line(NUMBER_STATE(), known(STATES, safety.state)))
    if safety.score is not None:
        blocks.append(Line(SCORE(), COUNT(value=safety.score)))
    people = _against(safety.total_recipients, safety.max_recipients)
    if people is not None:
        blocks.append(Line(PEOPLE(), people))
    cold = _against(
        None if safety.cold_ratio is None else Share(safety.cold_ratio),
        None if safety.max_cold_ratio is None else Share(safety.max_cold_ratio),
    )
    if cold is not None:
        blocks.append(Line(COLD(), cold))
    if safety.reasons:
        blocks.append(Listed(safety.reasons, REASONS(), folded=True))
    if safety.recommendations:
        blocks.append(Listed(safety.recommendations, ADVICE(), folded=True))
    return blocks


def known(words: dict[str, Text], value: str) -> Spoken:
    """Return our word for a value of MsgFlash's, or the value as it came."""
    return words[value]() if value in words else value


def _against(value: int | Share | None, limit: int | Share | None) -> Said | None:
    if value is None:
        return None if limit is None else LIMIT_ONLY(limit=limit)
    if limit is None:
        return COUNT(value=value)
    return (BEYOND if _number(value) > _number(limit) else WITHIN)(value=value, limit=limit)


def _number(value: int | Share) -> float:
    return value.of_one if isinstance(value, Share) else value
