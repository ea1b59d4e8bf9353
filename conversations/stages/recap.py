"""All is answered: everything in words, each answer to be changed alone, and the one key that sends."""

from dataclasses import replace
from datetime import datetime

from conversations.checks import checked
from conversations.checks import needed as needed_by_checks
from conversations.contents import Body, of_kind
from conversations.conversation import Asking, Conversation, HeldHere, OwnNumber, Recap, Sending, Submission
from conversations.draft import Draft
from conversations.flow import STEPS, applicable, audience_size, fewest_people, last_question, next_question
from conversations.needs import Need, Preview, Rendering
from conversations.replies import units
from conversations.screen import AsRead, Block, Button, Key, Paragraph, Screen, Small, Warned, rows
from conversations.stages import asking, checking, hold, keys, sampling, testing
from conversations.stages.asking import context, go_on
from conversations.step import Chosen, Context
from conversations.steps import optout
from conversations.steps.name import Name, sent_as
from conversations.steps.number import Number
from conversations.steps.optout import OptOut
from conversations.steps.schedule import Schedule
from conversations.words import Plural, Said, Several, Text

TITLE = Text(fr="{of}/{of} · Récapitulatif", en="{of}/{of} · Recap")
AS_READ = Text(fr="Le message à envoyer", en="The message to be sent")
AS_STORED = Text(fr="Le texte du modèle, avant d’être rempli", en="The template’s text, before it is filled in")
NO_TEXT = Text(
    fr="MsgFlash n’a pas donné le texte de ce modèle.", en="MsgFlash did not give the text of this template."
)
MAY_HAVE_ARRIVED = Text(
    fr="Cette campagne a déjà été envoyée une fois et existe peut-être dans MsgFlash. "
    "Regardez dans la console avant de la renvoyer.",
    en="This campaign was sent once already and may exist in MsgFlash. Look in the console before sending it again.",
)
SEND_TO = Text(fr="Envoyer à {count}", en="Send to {count}")
SEND_BETWEEN = Text(fr="Envoyer à {fewest} – {most}", en="Send to {fewest} – {most}")
SEND = Text(fr="Envoyer (nombre inconnu)", en="Send (size unknown)")
YES_TO = Text(fr="Oui, envoyer à {count}", en="Yes, send to {count}")
YES = Text(fr="Oui, envoyer", en="Yes, send")
CHANGE = Button(Text(fr="✎ Changer une réponse", en="✎ Change an answer")(), "change")
ANOTHER_TIME = Button(Text(fr="✎ Autre date", en="✎ Another time")(), "edit:schedule")
WHICH = Text(fr="Quelle réponse voulez-vous changer ?", en="Which answer do you want to change?")
SURE_OF = Plural(
    one=Text(
        fr="Ce message ira à tous vos contacts : {count} personne. Une fois parti, il ne peut plus être rappelé.",
        en="This message will go to all your contacts: {count} person. Once sent, it cannot be recalled.",
    ),
    many=Text(
        fr="Ce message ira à tous vos contacts : {count} personnes. Une fois parti, il ne peut plus être rappelé.",
        en="This message will go to all your contacts: {count} people. Once sent, it cannot be recalled.",
    ),
)
SURE = Text(
    fr="Ce message ira à tous vos contacts, et je n’en connais pas le nombre. "
    "Une fois parti, il ne peut plus être rappelé.",
    en="This message will go to all your contacts, and I do not know how many. Once sent, it cannot be recalled.",
)
READ_ANEW = Text(
    fr="Ce récapitulatif était ancien : je l’ai relu, rien n’est parti. Regardez-le, puis envoyez.",
    en="This recap was old: I have read it anew, nothing was sent. Look at it, then send.",
)
OTHERWISE_NOW = Text(
    fr="Depuis ce récapitulatif, la façon de partir a changé : rien n’est parti. Relisez, puis envoyez.",
    en="Since this recap was shown, how campaigns leave has changed: nothing was sent. Read it again, then send.",
)
LOOK_AGAIN = Button(Text(fr="◀ Non, relire", en="◀ No, look again")(), "look")
MISSING = Text(
    fr="MsgFlash n’a pas de valeur pour {names}. Complétez les variables, ou choisissez un autre modèle.",
    en="MsgFlash has no value for {names}. Complete the variables, or choose another template.",
)
IN_TWO = Text(
    fr="Votre texte est arrivé en deux parties, et seule la première est dans la campagne. "
    "Pour la raccourcir, touchez Changer une réponse.",
    en="Your text arrived in two parts, and only the first is in the campaign. To shorten it, tap Change an answer.",
)
WITH_LINE = Button(Text(fr="+ Ligne STOP", en="+ STOP line")(), "optout")
WITHOUT_LINE = Button(Text(fr="− Ligne STOP", en="− STOP line")(), "no optout")
NUMBERED = Button(Text(fr="Texte numéroté", en="Numbered text")(), "numbered")
CUT_FROM = 4000
NOT_ADDED = Text(
    fr="Votre texte n’a pas été ajouté à la campagne. Pour le changer, touchez Changer une réponse.",
    en="Your text was not added to the campaign. To change it, tap Change an answer.",
)


def needed(stage: Recap, conversation: Conversation) -> tuple[Need, ...]:
    """Return what shows the message as it will be read, what names a few of those who will, and what checks look at."""
    draft = conversation.draft
    if draft is None:
        return ()
    sample = _sample(draft)
    shown = (*sampling.needed(stage, conversation, _preview(draft)), *(() if sample is None else (sample,)))
    return (*shown, *needed_by_checks(draft))


def look(stage: Recap, conversation: Conversation, draft: Draft, now: datetime) -> Screen:
    draft = as_sent(draft, conversation, now)
    finding = sampling.rendering(stage, conversation, _preview(draft))
    sample = conversation.finding(_sample(draft))
    around = replace(context(conversation, draft, now), finding=finding, beside=sample)
    steps = tuple(step for step in applicable(draft) if draft.find(step.answer) is not None or step.on_request)
    shown = checking.as_it_stands(draft if draft.find(Name) else draft.having(Name(None)), conversation)
    lines = tuple(
        line
        for step in steps
        if (answer := shown.find(step.answer)) is not None
        and (step.also_named or step.message(answer) is None)
        and not step.implied(answer)
        if (line := step.line(replace(around, draft=shown))) is not None
    )
    checks = checked(conversation, draft, now)
    if stage.doing == "checks":
        return checking.look(conversation, checks, now)
    live, warnings = checking.live(conversation, draft), checking.warnings(conversation, checks, now)
    blocks = (
        *_doubt(draft),
        _message(draft, finding, sampling.title(stage, conversation)),
        *((Paragraph(hold.WAITS(minutes=conversation.airlock.minutes)),) if conversation.airlock.here else ()),
        *_notes(draft, around, warnings, known=live is not None),
        checking.folded(conversation, needed_by_checks(draft), checks),
    )
    size, fewest = audience_size(draft), fewest_people(draft)
    send = SEND() if size is None else SEND_TO(count=size)
    if size is not None and fewest is not None and fewest < size:
        send = SEND_BETWEEN(fewest=fewest, most=size)
    if stage.doing == "change":
        changes: tuple[Key, ...] = tuple(Button(step.label(), f"edit:{step.name}") for step in steps)
        return Screen(
            _title(), lines, (Paragraph(WHICH()),), (*rows((*changes, testing.TRY_ELSEWHERE), 2), (asking.TO_RECAP,))
        )
    if stage.doing == "sure":
        sure = SURE() if size is None else SURE_OF(size)
        yes = Button(YES() if size is None else YES_TO(count=size), "send", "danger")
        return Screen(_title(), lines, (*blocks, Warned(sure)), ((LOOK_AGAIN,), (yes,)))
    grave = any(step.grave(draft.find(step.answer)) for step in steps if draft.find(step.answer) is not None)
    return Screen(
        _title(),
        lines,
        blocks,
        (
            (Button(send, "sure" if grave else "send", "success"),),
            *(((ANOTHER_TIME,),) if stage.proposed else ()),
            *_beside(draft),
            *((swipe,) for swipe in (sampling.swipe(stage, conversation),) if swipe is not None),
            (CHANGE,),
            (keys.BACK, checking.CHECKS, keys.CANCEL),
        ),
    )


def _beside(draft: Draft) -> tuple[tuple[Key, ...], ...]:
    """Return the keys that change the message, or try it, by one tap."""
    return (*_on_the_message(draft), *(((NUMBERED,),) if of_kind(draft, "buttons") else ()))


def _on_the_message(draft: Draft) -> tuple[tuple[Key, ...], ...]:
    if not optout.applies(draft):
        return ((testing.TRY,),)
    line = draft.find(OptOut)
    return ((WITHOUT_LINE if line is not None and line.text else WITH_LINE, testing.TRY),)


def press(stage: Recap, conversation: Conversation, draft: Draft, choice: str, now: datetime) -> Conversation:
    match choice:
        case "sure" | "change" | "checks" as doing:
            return replace(conversation, stage=replace(stage, doing=doing))
        case "send":
            return _send(conversation, draft, now)
        case "back" if stage.doing == "read":
            return replace(conversation, stage=Asking(last_question(draft).name))
        case "numbered":
            return asking.reply(Asking("choices", from_recap=True), conversation, draft, Chosen(choice), now)
        case "swipe":
            return sampling.swiped(stage, conversation)
        case "test":
            return testing.begin(conversation, draft)
        case "test number":
            return replace(conversation, stage=OwnNumber())
        case "optout":
            line = optout.line(conversation.habits, conversation.language)
            return go_on(conversation, draft.having(line), now)
        case "no optout":
            return go_on(conversation, draft.having(OptOut(None)), now)
        case choice if choice.startswith("edit:"):
            return replace(conversation, stage=Asking(choice.removeprefix("edit:"), from_recap=True))
        case _:
            return replace(conversation, stage=replace(stage, doing="read"))


def written(conversation: Conversation) -> Conversation:
    body = conversation.draft.find(Body) if conversation.draft else None
    # Telegram's apps cut a text of more than 4,096 characters into several messages.
    cut = body is not None and units(body.text) >= CUT_FROM
    return replace(conversation, stage=Recap(), problem=IN_TWO() if cut else NOT_ADDED())


def as_sent(draft: Draft, conversation: Conversation, now: datetime) -> Draft:
    """Return the draft with the moment at which it would leave: "now" is when it is sent, not when it was chosen."""
    schedule = draft.find(Schedule)
    if schedule is None or not schedule.at_once:
        return draft
    return draft.having(replace(schedule, at=conversation.airlock.soonest(now)))


def _send(conversation: Conversation, draft: Draft, now: datetime) -> Conversation:
    """Turn the draft into a submission, unless an answer no longer holds, or what was read of it is old."""
    schedule = draft.find(Schedule)
    if next_question(draft, now) is not None or schedule is None:
        return go_on(conversation, draft, now)
    if conversation.promised != conversation.airlock:
        return replace(conversation, stage=Recap(), found=(), problem=OTHERWISE_NOW())
    if checking.is_old(conversation, now):
        return replace(conversation, stage=Recap(), found=(), problem=READ_ANEW())
    draft = as_sent(draft, conversation, now)
    name = sent_as(draft, context(conversation, draft, now))
    airlock = conversation.airlock
    at = airlock.soonest(now) if schedule.at_once else schedule.at
    submission = Submission(draft.reference, draft.attempts + 1, draft, name, at, now)
    if airlock.here:
        until = airlock.until(now, None if schedule.at_once else at)
        submission = replace(submission, state="held", until=until)
    return replace(
        conversation,
        stage=HeldHere(draft.reference) if airlock.here else Sending(draft.reference),
        draft=None,
        submissions=(*conversation.submissions, submission),
    )


def _doubt(draft: Draft) -> tuple[Block, ...]:
    return (Warned(MAY_HAVE_ARRIVED()),) if draft.in_doubt else ()


def _message(draft: Draft, finding: object, as_read: Said | None) -> Block:
    """Return the message as it will be read; of a template MsgFlash has not filled in, what is known of it."""
    if isinstance(finding, Rendering):
        return AsRead(finding.text, as_read or AS_READ())
    message = message_of(draft)
    if not message:
        return Small(NO_TEXT())
    return AsRead(message, AS_READ() if _preview(draft) is None else AS_STORED())


def message_of(draft: Draft) -> str:
    parts = (step.message(answer) for step in applicable(draft) if (answer := draft.find(step.answer)) is not None)
    return "\n\n".join(part for part in parts if part)


def _notes(draft: Draft, around: Context, warnings: tuple[Block, ...], *, known: bool) -> tuple[Block, ...]:
    """Return what else is to be known; of the number's link only what is newer, where that is `known`."""
    said: tuple[Block, ...] = tuple(
        note
        for step in applicable(draft)
        if (answer := draft.find(step.answer)) is not None and not (known and isinstance(answer, Number))
        for note in step.notes(answer, around)
    )
    match around.finding:
        case Rendering(_, missing) if ours := tuple(name for name in missing if not name.startswith("contact.")):
            # Each recipient's own `contact.*` is filled when the message leaves.
            return checking.gathered((Warned(MISSING(names=Several(ours))), *warnings, *said))
        case _:
            return checking.gathered((*warnings, *said))


def _title() -> Said:
    return TITLE(of=len(dict.fromkeys(step.chapter for step in STEPS if not step.on_request)) + 1)


def _preview(draft: Draft) -> Preview | None:
    return next((need for step in STEPS if isinstance(need := step.preview(draft), Preview)), None)


def _sample(draft: Draft) -> Need | None:
    return next((need for step in applicable(draft) if (need := step.sample(draft)) is not None), None)
