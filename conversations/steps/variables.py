"""The values of a template's own variables, asked one by one."""

from dataclasses import dataclass

from conversations.contents import CHAPTER, of_kind
from conversations.draft import Draft
from conversations.needs import Need, Preview
from conversations.replies import shortened, text_of
from conversations.screen import Block, Button, Key, Quoted, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.number import Number
from conversations.steps.template import FromTemplate
from conversations.words import Said, Text

QUESTION = Text(fr="Que mettre à la place de « {name} » ?", en="What goes in the place of “{name}”?")
LABEL = Text(fr="Variables", en="Variables")
ANEW = Text(fr="Tout ressaisir", en="Fill in all again")
ALL_SET = Text(fr="Toutes les variables sont remplies.", en="All variables are filled in.")
ONE_TOO_MANY = Text(
    fr="Toutes les variables ont déjà une valeur, je n’ai pas pris « {value} ». "
    "Pour en changer, touchez Tout ressaisir.",
    en="All variables have a value already, I did not take “{value}”. To change them, tap Fill in all again.",
)
NONE = Text(fr="aucune", en="none")
MOST = 1024
SHORT = 36


@dataclass(frozen=True, slots=True)
class Variables:
    """Name and value of each variable filled so far; names have no `custom.` prefix."""

    values: tuple[tuple[str, str], ...]


def applies(draft: Draft) -> bool:
    template = draft.find(FromTemplate)
    return of_kind(draft, "template") and template is not None and bool(template.template.custom)


def whole(answer: Variables, draft: Draft) -> bool:
    return not _missing(draft, answer)


def ask(context: Context) -> Question:
    template = context.draft.find(FromTemplate)
    blocks: tuple[Block, ...] = (Quoted(template.template.body),) if template and template.template.body else ()
    missing = _missing(context.draft, context.draft.find(Variables))
    if missing:
        last = context.habits.value(missing[0])
        offered: tuple[Key, ...] = () if last is None else (Button(shortened(last, SHORT), "last", "primary"),)
        return Question(QUESTION(name=missing[0]), blocks, rows(offered, 1))
    keys: tuple[Key, ...] = (Button(ANEW(), "anew"),)
    return Question(ALL_SET(), blocks, rows(keys, 1))


def read(reply: Reply, context: Context) -> Outcome:
    given = context.draft.find(Variables) or Variables(())
    if reply == Chosen("anew"):
        return Answered(Variables(()))
    missing = _missing(context.draft, given)
    last = context.habits.value(missing[0]) if missing else None
    text = last if reply == Chosen("last") and last is not None else text_of(reply, MOST)
    if isinstance(text, Problem):
        return text
    if not missing:
        return Problem(ONE_TOO_MANY(value=shortened(text)))
    return Answered(Variables((*given.values, (missing[0], text))))


def recap(answer: Variables, context: Context) -> Said | str:
    if not answer.values:
        return NONE()
    return " ; ".join(f"{name} = {value}" for name, value in answer.values)


def preview(draft: Draft) -> Need | None:
    template, number, given = draft.find(FromTemplate), draft.find(Number), draft.find(Variables)
    if template is None or number is None or not of_kind(draft, "template"):
        return None
    return Preview(template.template.id, number.instance.id, given.values if given else ())


def _missing(draft: Draft, given: Variables | None) -> tuple[str, ...]:
    template = draft.find(FromTemplate)
    filled = {name for name, _ in given.values} if given else set()
    return tuple(name for name in template.template.custom if name not in filled) if template else ()


STEP = Step(
    name="variables",
    chapter=CHAPTER,
    label=LABEL,
    answer=Variables,
    applies=applies,
    whole=whole,
    ask=ask,
    read=read,
    recap=recap,
    preview=preview,
    follows=(FromTemplate,),
    fields=("variables",),
)
