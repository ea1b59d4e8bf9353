"""Drafts: beginning one, putting it aside, taking it up again, dropping it."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import MOST_ASIDE, Conversation, Drafts, Dropping, Home, NewOrOn
from conversations.draft import Draft, reference
from conversations.flow import applicable, has_content
from conversations.screen import Button, Key, Line, Paragraph, Screen, Warned
from conversations.stages import keys
from conversations.stages.asking import context, go_on, placed
from conversations.stages.sending import opened
from conversations.words import Plural, Said, Several, Text

OPEN_DRAFT = Text(fr="Un brouillon est ouvert", en="A draft is open")
WHICH = Text(
    fr="Le continuer, ou le mettre de côté et commencer une nouvelle campagne ?",
    en="Go on with it, or put it aside and begin a new campaign?",
)
GO_ON = Button(Text(fr="Continuer ce brouillon", en="Go on with this draft")(), "resume", "primary")
ASIDE = Button(Text(fr="En commencer une autre", en="Start another one")(), "aside")
FULL = Plural(
    one=Text(fr="{count} brouillon attend déjà.", en="{count} draft is waiting already."),
    many=Text(
        fr="{count} brouillons attendent déjà, c’est le maximum. Supprimez-en un, puis recommencez.",
        en="{count} drafts are waiting already, that is the most. Drop one, then try again.",
    ),
)
DROP = Text(fr="Supprimer ce brouillon ?", en="Drop this draft?")
FOR_GOOD = Text(fr="Ses réponses seront perdues.", en="Its answers will be lost.")
KEEP = Button(Text(fr="◀ Non, le garder", en="◀ No, keep it")(), "keep")
YES = Button(Text(fr="Oui, supprimer", en="Yes, drop it")(), "drop", "danger")
TITLE = Text(fr="Brouillons mis de côté", en="Drafts put aside")
OPEN = Text(fr="Ouvert", en="Open")
NONE = Text(fr="Aucun brouillon n’est mis de côté.", en="No draft is put aside.")
TAP = Text(fr="Touchez un brouillon pour le reprendre.", en="Tap a draft to take it up again.")
BIN = Text(fr="Supprimer", en="Drop")
NO_DRAFT = Text(fr="Il n’y a pas de brouillon à abandonner.", en="There is no draft to give up.")
DROPPED = Text(fr="Brouillon supprimé.", en="Draft dropped.")
A_PAGE = 5


def new(conversation: Conversation, now: datetime) -> Conversation:
    """Begin a draft, or ask what becomes of the open one."""
    if conversation.draft is not None and has_content(conversation.draft):
        return replace(conversation, stage=NewOrOn())
    if _waiting(conversation) > MOST_ASIDE:
        return replace(conversation, stage=Drafts(), problem=FULL(_waiting(conversation)))
    return begun(replace(conversation, draft=None), now)


def begun(conversation: Conversation, now: datetime) -> Conversation:
    serial = conversation.begun + 1
    draft = Draft(reference(conversation.seed, serial, now), now)
    return go_on(replace(conversation, begun=serial), draft, now)


def cancel(conversation: Conversation) -> Conversation:
    draft = conversation.draft
    if draft is None:
        return replace(conversation, stage=Home(), problem=NO_DRAFT())
    if has_content(draft):
        return replace(conversation, stage=Dropping(draft.reference))
    return replace(conversation, stage=Home(), draft=None)


def look_new_or_on(conversation: Conversation, now: datetime) -> Screen:
    lines = _lines(conversation, conversation.draft, now) if conversation.draft else ()
    return Screen(OPEN_DRAFT(), lines, (Paragraph(WHICH()),), ((GO_ON,), (ASIDE,), (keys.HOME,)))


def press_new_or_on(conversation: Conversation, choice: str, now: datetime) -> Conversation:
    if choice != "aside" or conversation.draft is None:
        return conversation
    return refused(conversation) if is_full(conversation) else begun(put_aside(conversation), now)


def is_full(conversation: Conversation) -> bool:
    """Tell whether the open draft cannot be put aside any more."""
    return conversation.draft is not None and _waiting(conversation) >= MOST_ASIDE


def refused(conversation: Conversation) -> Conversation:
    """Return to the drafts, one of which has to go first."""
    return replace(conversation, stage=Drafts(), problem=FULL(_waiting(conversation)))


def put_aside(conversation: Conversation) -> Conversation:
    """Put the open draft aside; one without an answer is worth no keeping."""
    draft = conversation.draft
    kept = (draft,) if draft is not None and has_content(draft) else ()
    return replace(conversation, draft=None, aside=(*conversation.aside, *kept))


def look_dropping(stage: Dropping, conversation: Conversation, now: datetime) -> Screen:
    draft = _find(conversation, stage.reference)
    lines = _lines(conversation, draft, now) if draft else ()
    return Screen(DROP(), lines, (Warned(FOR_GOOD()),), ((KEEP,), (YES,)))


def press_dropping(stage: Dropping, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    current = conversation.draft is not None and conversation.draft.reference == stage.reference
    if choice == "keep":
        return (
            go_on(conversation, conversation.draft, now)
            if current and conversation.draft
            else replace(conversation, stage=Drafts())
        )
    if current:
        return replace(conversation, stage=Home(), draft=None, notice=DROPPED())
    rest = tuple(draft for draft in conversation.aside if draft.reference != stage.reference)
    return replace(conversation, stage=Drafts(), aside=rest, notice=DROPPED())


def look(stage: Drafts, conversation: Conversation, now: datetime) -> Screen:
    newest = conversation.aside[::-1]
    page = newest[stage.page * A_PAGE : (stage.page + 1) * A_PAGE]
    rows: list[tuple[Key, ...]] = [
        (Button(_title(conversation, draft, now), f"open:{draft.reference}"), Button(BIN(), f"bin:{draft.reference}"))
        for draft in page
    ]
    turns: list[Key] = [Button(keys.EARLIER(), "earlier")] if stage.page > 0 else []
    if len(newest) > (stage.page + 1) * A_PAGE:
        turns.append(Button(keys.LATER(), "later"))
    rows += [tuple(turns)] if turns else []
    current = conversation.draft if conversation.draft is not None and has_content(conversation.draft) else None
    lines = () if current is None else (Line(OPEN(), _title(conversation, current, now)),)
    rows += [] if current is None else [(GO_ON,)]
    return Screen(TITLE(), lines, (Paragraph(TAP() if page else NONE()),), (*rows, (keys.BACK, keys.HOME)))


def press(stage: Drafts, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    what, _, mark = choice.partition(":")
    draft = _find(conversation, mark)
    match what:
        case "later":
            return replace(conversation, stage=Drafts(stage.page + 1))
        case "earlier":
            return replace(conversation, stage=Drafts(max(0, stage.page - 1)))
        case "bin" if draft is not None:
            return replace(conversation, stage=Dropping(draft.reference))
        case "open" if draft is not None:
            return go_on(opened(conversation, draft), placed(draft, conversation), now)
        case _:
            return conversation


def _waiting(conversation: Conversation) -> int:
    """Count the drafts put aside, and those that may still come back from being sent."""
    return len(conversation.aside) + len(conversation.submissions)


def _find(conversation: Conversation, mark: str) -> Draft | None:
    drafts = (*conversation.aside, *((conversation.draft,) if conversation.draft else ()))
    return next((draft for draft in drafts if draft.reference == mark), None)


def _lines(conversation: Conversation, draft: Draft, now: datetime) -> tuple[Line, ...]:
    around = context(conversation, draft, now)
    steps = applicable(draft)
    return tuple(
        line
        for step in steps
        if (answer := draft.find(step.answer)) is not None
        and not step.implied(answer)
        and (line := step.line(around)) is not None
    )


def _title(conversation: Conversation, draft: Draft, now: datetime) -> Said | str:
    said = tuple(line.value for line in _lines(conversation, draft, now) if line.value)
    without_number = said[1:] if len(said) > 1 else said
    return Said(TITLED, (("first", Several(without_number[:1] or (draft.reference,))), ("reference", draft.reference)))


TITLED = Text(fr="{first} · {reference}", en="{first} · {reference}")
