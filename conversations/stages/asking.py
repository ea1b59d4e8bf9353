"""A question is open: its screen, and what becomes of the reply."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Asking, Conversation, Home, Left, Recap
from conversations.deeds import Deed, Result
from conversations.draft import Draft
from conversations.flow import BY_NAME, STEPS, answered, applicable, next_question, progress, question_before
from conversations.needs import Need, Nothing
from conversations.refusals import reading_failed
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Warned
from conversations.stages import keys
from conversations.step import Answered, AnyStep, Chosen, Context, Doing, Outcome, Problem, Question, Reply, Still
from conversations.steps.optout import OptOut
from conversations.steps.place import Place
from conversations.steps.variables import Variables
from conversations.words import Said, Text

TITLE = Text(fr="{at}/{of} · {chapter}", en="{at}/{of} · {chapter}")
READING = Text(fr="Je demande à MsgFlash…", en="Asking MsgFlash…")
BUSY = Text(
    fr="Je fais encore ce que vous avez demandé avant. Réessayez dans un instant.",
    en="I am still doing what you asked before. Try again in a moment.",
)
NOW = Text(fr="Réponse actuelle", en="Current answer")
KEEP = Button(Text(fr="Garder cette réponse ▶", en="Keep this answer ▶")(), "keep", "primary")
TO_RECAP = Button(Text(fr="◀ Récapitulatif", en="◀ Recap")(), "back")


def context(
    conversation: Conversation, draft: Draft, now: datetime, memo: object = None, need: Need | None = None
) -> Context:
    """Return what a step may look at; `need` is the one whose finding it may use."""
    return Context(
        draft,
        now,
        conversation.zone,
        conversation.language,
        conversation.quiet,
        conversation.zone_known,
        memo,
        conversation.finding(need),
        None,
        conversation.hosts,
        conversation.habits,
        conversation.airlock,
    )


def needed(stage: Asking, conversation: Conversation, now: datetime) -> Need | None:
    draft = conversation.draft
    return None if draft is None else BY_NAME[stage.step].needs(context(conversation, draft, now, stage.memo))


def needed_beside(stage: Asking, conversation: Conversation, now: datetime) -> Need | None:
    """Return the second need of the open question, once the first is met."""
    need, draft = needed(stage, conversation, now), conversation.draft
    finding = conversation.finding(need)
    if draft is None or finding is None:
        return None
    return BY_NAME[stage.step].beside(replace(context(conversation, draft, now, stage.memo), finding=finding))


def look(stage: Asking, conversation: Conversation, draft: Draft, now: datetime) -> Screen:
    step = BY_NAME[stage.step]
    around = _around(stage, conversation, draft, now)
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
        (*own, *kept, (TO_RECAP if stage.from_recap and not _leads_up(stage) else keys.BACK, keys.CANCEL)),
    )


def _leads_up(stage: Asking) -> bool:
    """Tell whether Back goes on with the same question, and not out of it."""
    return stage.memo is not None and BY_NAME[stage.step].up(stage.memo) != stage.memo


def press(stage: Asking, conversation: Conversation, draft: Draft, choice: str, now: datetime) -> Conversation:
    match choice:
        case "back" if _leads_up(stage):
            return replace(conversation, stage=replace(stage, memo=BY_NAME[stage.step].up(stage.memo)))
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
    outcome = BY_NAME[stage.step].read(said, _around(stage, conversation, draft, now))
    if isinstance(outcome, Answered) and isinstance(said, Chosen) and stage.from_recap:
        same = all(draft.find(type(answer)) == answer for answer in outcome.answers)
        following = _following(BY_NAME[stage.step], draft) if same else None
        if following is not None:
            return replace(conversation, stage=Asking(following.name, from_recap=True))
    return _taken(stage, conversation, draft, outcome, now)


def did(conversation: Conversation, deed: Deed, result: Result, now: datetime) -> Conversation:
    """Take up what came of a deed of the open question; elsewhere nobody waits for it any more."""
    stage, draft = conversation.stage, conversation.draft
    if not isinstance(stage, Asking) or draft is None:
        return conversation
    outcome = BY_NAME[stage.step].did(deed, result, context(conversation, draft, now, stage.memo))
    return _taken(stage, conversation, draft, outcome, now)


def _taken(stage: Asking, conversation: Conversation, draft: Draft, outcome: Outcome, now: datetime) -> Conversation:
    match outcome:
        case Answered(answers, notice):
            conversation = replace(conversation, notice=notice or conversation.notice)
            after = answered(draft, answers)
            return go_on(_at_home(conversation, answers), after, now)
        case Still(memo):
            return replace(conversation, stage=replace(stage, memo=memo))
        case Doing() if conversation.doing is not None:
            return replace(conversation, problem=BUSY())
        case Doing(memo, deed):
            return replace(conversation, stage=replace(stage, memo=memo), doing=deed)
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
            left = conversation.left
            half = left is not None and left.reference == draft.reference and left.stage.step == step.name
            stage = left.stage if left is not None and half else Asking(step.name)
            return replace(conversation, stage=stage, problem=said, left=None if half else left)


def left_behind(before: Conversation, after: Conversation) -> Conversation:
    """Return the conversation with what was half answered, when its question is left."""
    stage, draft = before.stage, before.draft
    if not isinstance(stage, Asking) or stage.memo is None or draft is None:
        return after
    if isinstance(after.stage, Asking) and after.stage.step == stage.step:
        return after
    kept = BY_NAME[stage.step].kept(stage.memo)
    answers = after.draft is not None and after.draft.answers != draft.answers
    if kept is None or answers:
        return after
    return replace(after, left=Left(draft.reference, replace(stage, memo=kept)))


def suggested(stage: Asking, conversation: Conversation, draft: Draft, now: datetime) -> Conversation | None:
    """Return the conversation with what the step answers, or turns down, by itself, or None when it does neither.

    What the step needs must have been found.
    """
    step = BY_NAME[stage.step]
    around = _around(stage, conversation, draft, now)
    concluded = None if stage.memo is None else step.concludes(around)
    if concluded is not None:
        return _taken(stage, replace(conversation, stage=replace(stage, memo=None)), draft, concluded, now)
    if draft.find(step.answer) is not None:
        return None
    answer = step.suggest(around)
    return None if answer is None else go_on(_at_home(conversation, (answer,)), answered(draft, (answer,)), now)


def _around(stage: Asking, conversation: Conversation, draft: Draft, now: datetime) -> Context:
    around = context(conversation, draft, now, stage.memo, needed(stage, conversation, now))
    return replace(around, beside=conversation.finding(needed_beside(stage, conversation, now)))


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
        waiting = step.waits(around) or Question(step.awaits(around) or READING())
        return (Paragraph(waiting.said), *waiting.blocks), waiting.keys
    question = step.ask(around)
    blocks: tuple[Block, ...] = (Paragraph(question.said), *question.blocks)
    if isinstance(around.finding, Nothing) and not step.asked_without:
        code = around.finding.code
        failed: tuple[Block, ...] = (Warned(reading_failed(code)), *((Small(code),) if code else ()))
        return failed, (*question.keys, (keys.AGAIN,))
    return blocks, question.keys
