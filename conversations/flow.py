"""The questions in their order, and which comes next: the answers decide, the place follows."""

from collections.abc import Sequence
from datetime import datetime

from conversations.draft import Draft
from conversations.step import AnyStep, Problem
from conversations.steps import (
    body,
    caption,
    choices,
    contacts,
    content,
    description,
    footer,
    group,
    media,
    name,
    number,
    optout,
    place,
    recipients,
    repeat,
    schedule,
    tags,
    template,
    title,
    variables,
)

STEPS: tuple[AnyStep, ...] = (
    number.STEP,
    recipients.STEP,
    tags.STEP,
    group.STEP,
    contacts.STEP,
    place.STEP,
    schedule.STEP,
    repeat.STEP,
    content.STEP,
    body.STEP,
    media.STEP,
    caption.STEP,
    title.STEP,
    description.STEP,
    optout.STEP,
    footer.STEP,
    choices.STEP,
    template.STEP,
    variables.STEP,
    name.STEP,
)
BY_NAME = {step.name: step for step in STEPS}


def applicable(draft: Draft) -> tuple[AnyStep, ...]:
    """Return the steps that this draft has, those asked on request among them."""
    return tuple(step for step in STEPS if step.applies(draft))


def next_question(draft: Draft, now: datetime) -> tuple[AnyStep, Problem | None] | None:
    """Return the first step without an answer that still holds, and why it does not; None when all is said."""
    for step in applicable(draft):
        answer = draft.find(step.answer)
        if answer is None and step.on_request:
            continue
        if answer is None or not step.whole(answer, draft):
            return step, None
        problem = step.check(answer, now)
        if problem is not None:
            return step, problem
    return None


def question_before(step: AnyStep, draft: Draft) -> AnyStep | None:
    """Return the question that comes before this one, or None at the first."""
    asked = [other for other in applicable(draft) if not other.on_request]
    earlier = [other for other in asked if STEPS.index(other) < STEPS.index(step)]
    return earlier[-1] if earlier else None


def last_question(draft: Draft) -> AnyStep:
    return [step for step in applicable(draft) if not step.on_request][-1]


def answered(draft: Draft, answers: Sequence[object]) -> Draft:
    """Return the draft with these answers, less those that were chosen in the light of what they change."""
    for answer in answers:
        changed = draft.find(type(answer)) not in (None, answer)
        draft = draft.having(answer)
        if changed:
            draft = draft.without(*(step.answer for step in STEPS if type(answer) in step.follows))
    return draft


def progress(step: AnyStep) -> tuple[int, int] | None:
    """Return which of how many parts this is ("2/6"; the recap is the last), or None for a step on request."""
    chapters = list(dict.fromkeys(step.chapter for step in STEPS if not step.on_request))
    return None if step.on_request else (chapters.index(step.chapter) + 1, len(chapters) + 1)


def to_mend(draft: Draft, code: str, field: str | None) -> AnyStep | None:
    """Return the step a refusal leads back to: the one that filled the field named, else the one the code speaks of."""
    steps = applicable(draft)
    if field is not None:
        filling = [(len(name), step) for step in steps for name in step.fields if f"{field}.".startswith(f"{name}.")]
        if filling:
            return max(filling, key=lambda found: found[0])[1]
    return next((step for step in reversed(steps) if code in step.refusals), None)


def audience_size(draft: Draft) -> int | None:
    """Return how many people the draft's own answers choose at most, where that is known."""
    sizes = (step.size(answer) for step in applicable(draft) if (answer := draft.find(step.answer)) is not None)
    return next((size for size in sizes if size is not None), None)


def fewest_people(draft: Draft) -> int | None:
    """Return how many people the draft's own answers choose at least, where that is known to be less than the most."""
    sizes = (step.fewest(answer) for step in applicable(draft) if (answer := draft.find(step.answer)) is not None)
    return next((size for size in sizes if size is not None), None)


def has_content(draft: Draft) -> bool:
    """Tell whether the operator put anything into a draft: the number may have been taken by itself."""
    return any(not isinstance(answer, number.Number) for answer in draft.answers)
