"""Which of MsgFlash's stored messages is sent."""

from dataclasses import dataclass

from conversations.contents import CHAPTER, of_kind
from conversations.draft import Draft
from conversations.needs import Need, Nothing, TemplatePage, Templates
from conversations.replies import shortened, unusable
from conversations.screen import Block, Button, Key, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step, Still
from conversations.words import Text
from conversations.workspace import Template

QUESTION = Text(fr="Quel modèle envoyez-vous ?", en="Which template are you sending?")
LABEL = Text(fr="Modèle", en="Template")
NO_TEMPLATES = Text(
    fr="MsgFlash n’a encore aucun modèle. Créez-en un dans la console MsgFlash, ou revenez choisir un autre genre.",
    en="MsgFlash has no templates yet. Create one in the MsgFlash console, or go back and choose another kind.",
)
GONE = Text(
    fr="Ce modèle n’est plus dans la liste. Choisissez-en un autre.", en="That template is gone. Choose another."
)
EARLIER = Text(fr="‹ Précédents", en="‹ Earlier")
LATER = Text(fr="Suivants ›", en="More ›")

FIRST = 1


@dataclass(frozen=True, slots=True)
class FromTemplate:
    template: Template


@dataclass(frozen=True, slots=True)
class Page:
    number: int


def needs(context: Context) -> Need:
    return Templates(_page(context))


def applies(draft: Draft) -> bool:
    return of_kind(draft, "template")


def ask(context: Context) -> Question:
    found = _found(context)
    blocks: tuple[Block, ...] = ()
    if not found.templates and _page(context) == FIRST and not isinstance(context.finding, Nothing):
        blocks = (Warned(NO_TEMPLATES()),)
    keys: tuple[Key, ...] = tuple(Button(_labelled(template), f"id:{template.id}") for template in found.templates)
    turns: list[Key] = []
    if _page(context) > FIRST:
        turns.append(Button(EARLIER(), "earlier"))
    if found.more:
        turns.append(Button(LATER(), "later"))
    return Question(QUESTION(), blocks, (*rows(keys, 1), *((tuple(turns),) if turns else ())))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Chosen("later"):
            return Still(Page(_page(context) + 1))
        case Chosen("earlier"):
            return Still(Page(_page(context) - 1) if _page(context) > FIRST + 1 else None)
        case Chosen(choice) if choice.startswith("id:"):
            templates = _found(context).templates
            chosen = next((template for template in templates if f"id:{template.id}" == choice), None)
            return Problem(GONE()) if chosen is None else Answered(FromTemplate(chosen))
        case _:
            return unusable(reply)


def recap(answer: FromTemplate, context: Context) -> str:
    return answer.template.name


def _labelled(template: Template) -> str:
    first = template.body.strip().splitlines()[0] if template.body and template.body.strip() else template.kind
    return f"{template.name} · {shortened(first, 40)}"


def _page(context: Context) -> int:
    return context.memo.number if isinstance(context.memo, Page) else FIRST


def _found(context: Context) -> TemplatePage:
    return context.finding if isinstance(context.finding, TemplatePage) else TemplatePage(())


def message(answer: FromTemplate) -> str | None:
    return answer.template.body


STEP = Step(
    name="template",
    chapter=CHAPTER,
    label=LABEL,
    answer=FromTemplate,
    needs=needs,
    applies=applies,
    ask=ask,
    read=read,
    recap=recap,
    message=message,
    also_named=True,
    fields=("templateId",),
    refusals=("NOT_FOUND", "TEMPLATE_INVALID"),
    memos=(Page,),
)
