"""Which of MsgFlash's stored messages is sent."""

import re
from dataclasses import dataclass

from conversations.contents import CHAPTER, LABELS, of_kind
from conversations.draft import Draft
from conversations.needs import Need, Nothing, TemplateMatches, TemplatePage, Templates, TemplatesLike
from conversations.replies import shortened, unusable
from conversations.screen import Block, Button, Key, Small, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step, Still, Wrote
from conversations.words import Plural, Said, Text
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

OR_SEARCH = Text(fr="Pour chercher, écrivez un mot du modèle.", en="To search, write a word of the template.")
FOUND = Plural(
    one=Text(fr="{count} modèle contient « {words} ».", en="{count} template contains “{words}”."),
    many=Text(fr="{count} modèles contiennent « {words} ».", en="{count} templates contain “{words}”."),
)
NOT_ALL = Text(
    fr="J’ai cherché parmi les {searched} premiers seulement : il y en a d’autres dans MsgFlash.",
    en="I searched the first {searched} only: there are more in MsgFlash.",
)
ALL = Text(fr="Tous les modèles", en="All templates")
NAMED = Text(fr="{name} · {kind}", en="{name} · {kind}")

# What is filled in for each recipient is nothing to read on a key.
PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
FIRST = 1
A_PAGE = 8
SHORT = 19
WIDTH = 37
LONGEST = 100


@dataclass(frozen=True, slots=True)
class FromTemplate:
    template: Template


@dataclass(frozen=True, slots=True)
class Page:
    number: int


@dataclass(frozen=True, slots=True)
class TemplateSearch:
    """What was typed is looked for; `page` is the one of what was found that is shown, from 0."""

    words: str
    page: int = 0


def needs(context: Context) -> Need:
    return TemplatesLike(context.memo.words) if isinstance(context.memo, TemplateSearch) else Templates(_page(context))


def applies(draft: Draft) -> bool:
    return of_kind(draft, "template")


def ask(context: Context) -> Question:
    if isinstance(context.memo, TemplateSearch):
        return _ask_among(context.memo, context)
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
    if found.templates and (found.more or _page(context) > FIRST):
        blocks = (*blocks, Small(OR_SEARCH()))
    return Question(QUESTION(), blocks, (*rows(keys, 1), *((tuple(turns),) if turns else ())))


def _ask_among(search: TemplateSearch, context: Context) -> Question:
    matches = context.finding if isinstance(context.finding, TemplateMatches) else TemplateMatches((), 0, whole=True)
    start = search.page * A_PAGE
    shown = matches.templates[start : start + A_PAGE]
    keys: tuple[Key, ...] = tuple(Button(_labelled(template), f"id:{template.id}") for template in shown)
    turns: list[Key] = [Button(EARLIER(), "earlier")] if search.page > 0 else []
    if len(matches.templates) > start + A_PAGE:
        turns.append(Button(LATER(), "later"))
    said = FOUND(len(matches.templates), words=shortened(search.words))
    blocks: tuple[Block, ...] = () if matches.whole else (Small(NOT_ALL(searched=matches.searched)),)
    return Question(said, blocks, (*rows(keys, 1), *((tuple(turns),) if turns else ()), (Button(ALL(), "all"),)))


def _read_among(search: TemplateSearch, choice: str, context: Context) -> Outcome | None:
    match choice:
        case "all":
            return Still(None)
        case "later":
            return Still(TemplateSearch(search.words, search.page + 1))
        case "earlier":
            return Still(TemplateSearch(search.words, max(search.page - 1, 0)))
        case _:
            return None


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Wrote(text) if text.strip():
            return Still(TemplateSearch(text.strip()[:LONGEST]))
        case Chosen(choice) if isinstance(context.memo, TemplateSearch) and (
            turned := _read_among(context.memo, choice, context)
        ):
            return turned
        case Chosen("later"):
            return Still(Page(_page(context) + 1))
        case Chosen("earlier"):
            return Still(Page(_page(context) - 1) if _page(context) > FIRST + 1 else None)
        case Chosen(choice) if choice.startswith("id:"):
            templates = _offered(context)
            chosen = next((template for template in templates if f"id:{template.id}" == choice), None)
            return Problem(GONE()) if chosen is None else Answered(FromTemplate(chosen))
        case _:
            return unusable(reply)


def recap(answer: FromTemplate, context: Context) -> str:
    return answer.template.name


def _labelled(template: Template) -> Said | str:
    """Return the name and the first line, or what kind it is: both are cut, so that both are seen."""
    name = shortened(template.name, SHORT)
    if template.body and template.body.strip():
        first = PLACEHOLDER.sub("…", template.body.strip().splitlines()[0])
        return f"{name} · {shortened(first, WIDTH - len(name))}"
    kind = next((label() for known, label in LABELS.items() if known == template.kind), template.kind)
    return NAMED(name=name, kind=kind)


def _page(context: Context) -> int:
    return context.memo.number if isinstance(context.memo, Page) else FIRST


def _offered(context: Context) -> tuple[Template, ...]:
    match context.finding:
        case TemplatePage(templates) | TemplateMatches(templates):
            return templates
        case _:
            return ()


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
    # What it lacks is only known once it is read anew: it may have got another variable since it was chosen.
    refusals=("NOT_FOUND", "TEMPLATE_INVALID", "TEMPLATE_VARIABLES_MISSING"),
    memos=(Page, TemplateSearch),
)
