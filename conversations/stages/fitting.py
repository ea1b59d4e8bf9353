"""A campaign beyond its number's limits is made to fit: fewer people, several waves, or later.

The original is held first, and nothing goes on unless MsgFlash says that it is paused: so nobody is written to twice.
"""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from conversations.checks.marks import whom
from conversations.conversation import MOST_ASIDE, Conversation, Fitting, Receipt
from conversations.deeds import Pause, Result, Steered
from conversations.draft import Draft
from conversations.fitting import is_beyond, largest, limits_of
from conversations.needs import Finding, Fit, Fitted, Need, Nothing
from conversations.refusals import OUR_OWN, reading_failed
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Warned
from conversations.stages import keys
from conversations.stages.waiting import ONE_MOMENT, is_busy
from conversations.steps.repeat import Repeat
from conversations.watch import may_have_left
from conversations.words import Plural, Said, Text
from conversations.workspace import Safety

ONLY = Plural(
    one=Text(fr="Envoyer à {count} seul", en="Send to {count} only"),
    many=Text(fr="Envoyer à {count} seulement", en="Send to {count} only"),
)
FEWER = Text(fr="Envoyer à moins de gens", en="Send to fewer people")
IN_WAVES = Text(fr="En vagues", en="Send in waves")
LATER = Text(fr="Plus tard", en="Send later")
FIT = Text(
    fr="Elle dépasse les limites conseillées. Pour l’y ramener, je la mets d’abord en pause.",
    en="It is beyond the advised limits. To make it fit, I pause it first.",
)
TOO_LITTLE = Text(
    fr="MsgFlash conseille la prudence sans donner {missing} : je ne peux pas calculer d’envoi plus sûr.",
    en="MsgFlash advises caution without giving {missing}, so I cannot reckon a safer sending.",
)
THE_LIMITS = Text(fr="de limites", en="limits")
THE_AUDIENCE = Text(fr="le nombre de destinataires", en="the number of recipients")
TITLE = Text(fr="Rester dans les limites", en="Staying within the limits")
HOLDING = Text(fr="Je mets la campagne en pause…", en="Pausing the campaign…")
READING = Text(
    fr="La campagne est en pause. Je lis les contacts pour choisir à qui écrire d’abord…",
    en="The campaign is paused. I am reading the contacts, to choose whom to write to first…",
)
NOT_HELD = Text(
    fr="MsgFlash n’a pas confirmé la pause : la campagne reste comme elle était, et je n’ai rien fait d’autre.",
    en="MsgFlash did not confirm the pause: the campaign stays as it was, and I did nothing else.",
)
HAVE_LEFT = Plural(
    one=Text(
        fr="Elle est en pause, mais {count} message était déjà parti : je n’envoie rien d’autre à sa place, "
        "ou cette personne le recevrait deux fois.",
        en="It is paused, but {count} message had already left: I send nothing in its place, "
        "or that person would receive it twice.",
    ),
    many=Text(
        fr="Elle est en pause, mais {count} messages étaient déjà partis : je n’envoie rien d’autre à sa place, "
        "ou des gens le recevraient deux fois.",
        en="It is paused, but {count} messages had already left: I send nothing in its place, "
        "or people would receive it twice.",
    ),
)
MAY_HAVE_LEFT = Text(
    fr="Elle est en pause, mais son heure était passée et MsgFlash ne dit pas combien de messages sont partis : "
    "je n’envoie rien d’autre à sa place.",
    en="It is paused, but its time had come and MsgFlash does not say how many messages have left: "
    "I send nothing in its place.",
)
TOO_LATE = Text(
    fr="Son heure est passée : elle part peut-être déjà, je n’envoie rien d’autre à sa place. Mettez-la en pause.",
    en="Its time has come: it may be leaving already, so I send nothing in its place. Pause it.",
)
UNREAD = Text(
    fr="La campagne reste en pause. Je n’ai pas pu lire ses destinataires.",
    en="The campaign stays paused. I could not read its recipients.",
)
NOBODY = Text(
    fr="La campagne reste en pause. Aucun choix de destinataires ne tient dans les limites de ce numéro : "
    "attendez qu’il chauffe, ou écrivez d’abord à des contacts qui ont déjà répondu.",
    en="The campaign stays paused. No choice of recipients is within this number’s limits: "
    "wait until it has warmed up, or write first to contacts who have answered before.",
)
NO_ROOM = Text(
    fr="La campagne reste en pause. Trop de brouillons attendent déjà : supprimez-en (/drafts), "
    "puis ouvrez cette campagne dans Mes campagnes, et dupliquez-la.",
    en="The campaign stays paused. Too many drafts are waiting already: drop some (/drafts), "
    "then open this campaign under My campaigns, and duplicate it.",
)
STAYS_PAUSED = Text(fr="La première campagne reste en pause.", en="The first campaign stays paused.")
FULL = Text(
    fr="Trop de brouillons attendent déjà : supprimez-en d’abord (/drafts). La campagne est restée comme elle était.",
    en="Too many drafts are waiting already: drop some first (/drafts). The campaign has stayed as it was.",
)


def offers(
    stage: Receipt, conversation: Conversation, now: datetime
) -> tuple[tuple[Block, ...], tuple[tuple[Key, ...], ...]]:
    """Return what a receipt says and offers when its campaign is beyond the limits and has not left, else nothing."""
    safety, draft = stage.campaign.safety, stage.draft
    # Where MsgFlash does not pause what has not started, nothing can be held, so nothing may be sent beside it.
    held_elsewhere = conversation.airlock.here
    if safety is None or draft is None or held_elsewhere or stage.campaign.status != "scheduled" or _due(stage, now):
        return (), ()
    if not is_beyond(safety):
        missing = _missing(safety)
        said = (Small(TOO_LITTLE(missing=missing)),) if missing is not None and safety.decision == "warn" else ()
        return said, ()
    repeat = draft.find(Repeat)
    once = repeat is None or repeat.every == "none"
    later = Button(LATER(), "fit:later")
    ways = ((Button(_fewer(safety), "fit:smaller"),), (Button(IN_WAVES(), "fit:waves"), later) if once else (later,))
    return (Paragraph(FIT()),), ways


def press(stage: Receipt, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    """Hold the campaign first, whichever way was chosen."""
    match choice.partition(":"):
        case "fit", _, _ if _due(stage, now):
            return replace(conversation, problem=TOO_LATE())
        case "fit", _, _ if room(conversation) < 1:
            return replace(conversation, problem=FULL())
        case "fit", _, _ if is_busy(conversation):
            return replace(conversation, problem=ONE_MOMENT())
        case "fit", _, ("smaller" | "waves" | "later") as way:
            pause = Pause(stage.campaign.id, early=True, name=stage.campaign.name or stage.name)
            return replace(conversation, stage=Fitting(stage, way), doing=pause)
        case _:
            return conversation


def held(conversation: Conversation, deed: object, result: Result, now: datetime) -> Conversation:
    """Go on only when MsgFlash says that it is paused and nothing has left; else back to the receipt, and say why."""
    stage = conversation.stage
    if not isinstance(stage, Fitting) or stage.held:
        return conversation
    if not isinstance(deed, Pause) or deed.campaign != stage.receipt.campaign.id:
        return conversation
    match result:
        case Steered(campaign) if campaign.status == "paused":
            paused = replace(stage.receipt, campaign=replace(stage.receipt.campaign, status="paused"))
            left = may_have_left(campaign)
            if left or (left is None and _due(stage.receipt, now)):
                why = HAVE_LEFT(left) if left else MAY_HAVE_LEFT()
                return replace(conversation, stage=paused, notice=None, problem=why)
            return replace(conversation, stage=replace(stage, receipt=paused, held=True), notice=None)
        case Steered():
            return replace(conversation, stage=stage.receipt, notice=None, problem=NOT_HELD())
        case _:
            return replace(conversation, stage=stage.receipt)


def _due(stage: Receipt, now: datetime) -> bool:
    """Tell whether a campaign's time has come: from then on people may have been written to."""
    return now >= (stage.campaign.schedule or stage.asked_for)


def needed(stage: Fitting) -> tuple[Need, ...]:
    draft = stage.receipt.draft
    if not stage.held or stage.way == "later" or draft is None:
        return ()
    need = _fit(draft, stage.receipt.campaign.safety or Safety(), stage.way)
    return () if need is None else (need,)


def look(stage: Fitting, conversation: Conversation, now: datetime) -> Screen:
    name = Line(NAME(), stage.receipt.campaign.name or stage.receipt.name)
    needs = needed(stage)
    finding = conversation.finding(needs[0]) if needs else None
    around = (keys.CAMPAIGNS, keys.HOME)
    if stage.held and room(conversation) < places(stage, finding):
        return Screen(TITLE(), (name,), (Warned(NO_ROOM()),), (around,))
    match finding:
        case Nothing(code):
            small = (Small(code),) if code and code not in OUR_OWN else ()
            said = (Warned(UNREAD()), Paragraph(reading_failed(code)), *small)
            return Screen(TITLE(), (name,), said, ((keys.AGAIN,), around))
        case Fitted():
            return Screen(TITLE(), (name,), (Warned(NOBODY()),), (around,))
        case _:
            said = (Paragraph(READING() if stage.held else HOLDING()),)
            return Screen(TITLE(), (name,), said, (around,))


NAME = Text(fr="Nom", en="Name")


def pressed(stage: Fitting, conversation: Conversation, choice: str) -> Conversation:
    return replace(conversation, found=()) if choice == "again" else conversation


def _fit(draft: Draft, safety: Safety, way: Literal["smaller", "waves"]) -> Fit | None:
    limits, chosen = limits_of(safety), whom(draft)
    if limits is None or chosen is None:
        return None
    return Fit(chosen.reach, chosen.words, safety.total_recipients, limits, way)


def _fewer(safety: Safety) -> Said:
    """Return the key's label, with the number where it can be reckoned beforehand."""
    limits, people = limits_of(safety), safety.total_recipients
    if limits is None or people is None or (safety.cold_ratio is None and limits.ratio < 1):
        return FEWER()
    count = largest(people, safety.cold_ratio or 0.0, limits)
    return ONLY(count) if count else FEWER()


def _missing(safety: Safety) -> Said | None:
    if limits_of(safety) is None:
        return THE_LIMITS()
    return THE_AUDIENCE() if safety.total_recipients is None else None


def room(conversation: Conversation) -> int:
    """Return how many drafts can still be made, if everything under way came back."""
    open_one = conversation.draft is not None
    return MOST_ASIDE - len(conversation.aside) - len(conversation.submissions) - open_one


def places(stage: Fitting, finding: Finding | None) -> int:
    """Return how many drafts it takes, as far as is known."""
    return len(finding.parts) if isinstance(finding, Fitted) and stage.way == "waves" else 1
