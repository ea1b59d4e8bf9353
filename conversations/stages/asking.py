"""A question is open: its screen, and what becomes of the reply."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Asking, Conversation, Home, Recap
from conversations.draft import Draft
from conversations.flow import BY_NAME, STEPS, answered, applicable, next_question, progress, question_before
from conversations.needs import Need, Nothing
from conversations.refusals import reading_failed
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Warned
from conversations.stages import keys
from conversations.step import Answered, AnyStep, Chosen, Context, Outcome, Problem, Reply, Still
from conversations.steps.optout import OptOut
from conversations.steps.place import Place
from conversations.steps.variables import Variables
from conversations.words import Said, Text

TITLE = Text(fr="{at}/{of} · {chapter}", en="{at}/{of} · {chapter}")
READING = Text(fr="Je demande à MsgFlash…", en="Asking MsgFlash…")
NOW = Text(fr="Réponse actuelle", en="Current answer")
KEEP = Button(Text(fr="Garder cette réponse ▶", en="Keep this answer ▶")(), "keep", "primary")
TO_RECAP = Button(Text(fr="◀ Récapitulatif", en="◀ Recap")(), "back")


def context(conversation: Conversation, draft: Draft, now: datetime, memo: object = None) -> Context:
    finding = conversation.found[0].finding if conversation.found else None
    return Context(
        draft,
        now,
        conversation.zone,
        conversation.language,
        conversation.quiet,
        conversation.zone_known,
        memo,
        finding,
        conversation.hosts,
        conversation.habits,
    )


def needed(stage: Asking, conversation: Conversation, now: datetime) -> Need | None:
    draft = conversation.draft
    return None if draft is None else BY_NAME[stage.step].needs(context(conversation, draft, now, stage.memo))


def look(stage: Asking, conversation: Conversation, draft: Draft, now: datetime) -> Screen:
    step = BY_NAME[stage.step]
    around = context(conversation, draft, now, stage.memo)
    lines = tuple(line for other in _settled(draft, step) if (line := other.line(around)) is not None)
    blocks, own = _question(step, around, reading=bool(conversation.fetching))
    current: tuple[Block, ...] = ()
    kept: tuple[tuple[Key, ...], ...] = ()
    answer = draft.find(step.answer)
    if answer is not None and step.whole(answer, draft) and step.check(answer, now) is None:
        current = (Line(NOW(), step.recap(answer, around)),)
        kept = () if stage.from_recap else ((KEEP,),)
    return Screen(
        _title(step),
        lines,
        (*current, *blocks),
        (*own, *kept, (TO_RECAP if stage.from_recap else keys.BACK, keys.CANCEL)),
    )


def press(stage: Asking, conversation: Conversation, draft: Draft, choice: str, now: datetime) -> Conversation:
    match choice:
        case "back" if stage.memo is not None:
            return replace(conversation, stage=replace(stage, memo=None))
        case "back" if stage.from_recap:
            return replace(conversation, stage=Recap())
        case "back":
            return _back(stage, conversation, draft)
        case _ if choice.startswith("edit:"):
            return replace(conversation, stage=Asking(choice.removeprefix("edit:"), from_recap=True))
        case "keep":
            return go_on(conversation, draft, now)
        case "again":
            return replace(conversation, found=())
        case _:
            return reply(stage, conversation, draft, Chosen(choice), now)


def reply(stage: Asking, conversation: Conversation, draft: Draft, said: Reply, now: datetime) -> Conversation:
    """Take up a reply to the open question."""
    outcome = BY_NAME[stage.step].read(said, context(conversation, draft, now, stage.memo))
    if isinstance(outcome, Answered) and isinstance(said, Chosen) and stage.from_recap:
        same = all(draft.find(type(answer)) == answer for answer in outcome.answers)
        following = _following(BY_NAME[stage.step], draft) if same else None
        if following is not None:
            return replace(conversation, stage=Asking(following.name, from_recap=True))
    return _taken(stage, conversation, draft, outcome, now)


def _taken(stage: Asking, conversation: Conversation, draft: Draft, outcome: Outcome, now: datetime) -> Conversation:
    match outcome:
        case Answered(answers, notice):
            conversation = replace(conversation, notice=notice or conversation.notice)
            after = answered(draft, answers)
            return go_on(_at_home(conversation, answers), after, now)
        case Still(memo):
            return replace(conversation, stage=replace(stage, memo=memo))
        case Problem(message):
            return replace(conversation, problem=message)


def go_on(conversation: Conversation, draft: Draft, now: datetime) -> Conversation:
    """Go where the answers lead: to the first question without one that holds, else to the recap."""
    conversation = replace(conversation, draft=draft)
    match next_question(draft, now):
        case None:
            return replace(conversation, stage=Recap())
        case (step, problem):
            said = conversation.problem if problem is None else problem.message
            return replace(conversation, stage=Asking(step.name), problem=said)


def suggested(stage: Asking, conversation: Conversation, draft: Draft, now: datetime) -> Conversation | None:
    """Return the conversation with what the step answers, or turns down, by itself, or None when it does neither.

    What the step needs must have been found.
    """
    step = BY_NAME[stage.step]
    around = context(conversation, draft, now, stage.memo)
    concluded = None if stage.memo is None else step.concludes(around)
    if concluded is not None:
        return _taken(stage, replace(conversation, stage=replace(stage, memo=None)), draft, concluded, now)
    if draft.find(step.answer) is not None:
        return None
    answer = step.suggest(around)
    return None if answer is None else go_on(_at_home(conversation, (answer,)), answered(draft, (answer,)), now)


def _following(step: AnyStep, draft: Draft) -> AnyStep | None:
    """Return the next question of the same chapter: choosing the same kind again is wanting to change what follows."""
    rest = (other for other in applicable(draft) if STEPS.index(other) > STEPS.index(step))
    return next((other for other in rest if other.chapter == step.chapter), None)


def placed(draft: Draft, conversation: Conversation) -> Draft:
    """Return a draft taken up again, in the operator's zone of today."""
    place = draft.find(Place)
    stale = conversation.zone_known and place is not None and place.zone != conversation.zone
    return draft.having(Place(conversation.zone)) if stale else draft


def _at_home(conversation: Conversation, answers: tuple[object, ...]) -> Conversation:
    """Remember for every draft to come where the operator said to be, and what else is offered again."""
    for answer in answers:
        match answer:
            case Place(zone):
                conversation = replace(conversation, zone=zone, zone_known=True)
            case OptOut(str(text)):
                conversation = replace(conversation, habits=replace(conversation.habits, opt_out=text))
            case Variables(values):
                conversation = replace(conversation, habits=conversation.habits.having(values))
            case _:
                pass
    return conversation


def _back(stage: Asking, conversation: Conversation, draft: Draft) -> Conversation:
    earlier = question_before(BY_NAME[stage.step], draft)
    return replace(conversation, stage=Home() if earlier is None else Asking(earlier.name))


def _settled(draft: Draft, step: AnyStep) -> tuple[AnyStep, ...]:
    return tuple(
        other
        for other in applicable(draft)
        if other is not step
        and not other.on_request
        and (answer := draft.find(other.answer)) is not None
        and not other.implied(answer)
    )


def _title(step: AnyStep) -> Said:
    place = progress(step)
    return step.chapter() if place is None else TITLE(at=place[0], of=place[1], chapter=step.chapter())


def _question(
    step: AnyStep, around: Context, *, reading: bool
) -> tuple[tuple[Block, ...], tuple[tuple[Key, ...], ...]]:
    if reading:
        return (Paragraph(step.awaits(around) or READING()),), ()
    question = step.ask(around)
    blocks: tuple[Block, ...] = (Paragraph(question.said), *question.blocks)
    if isinstance(around.finding, Nothing) and not step.asked_without:
        code = around.finding.code
        failed: tuple[Block, ...] = (Warned(reading_failed(code)), *((Small(code),) if code else ()))
        return failed, (*question.keys, (keys.AGAIN,))
    return blocks, question.keys
