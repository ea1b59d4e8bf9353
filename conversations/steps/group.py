"""Which contact group receives the message."""

from dataclasses import dataclass

from conversations.draft import Draft
from conversations.needs import GroupPage, Groups, Need, Nothing
from conversations.replies import unusable
from conversations.screen import Block, Button, Key, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step, Still
from conversations.steps.recipients import CHAPTER, Recipients
from conversations.words import Plural, Said, Text
from conversations.workspace import Group

QUESTION = Text(fr="Quel groupe reçoit le message ?", en="Which group receives the message?")
LABEL = Text(fr="Groupe", en="Group")
NO_GROUPS = Text(
    fr="MsgFlash n’a encore aucun groupe. Créez-en un dans la console MsgFlash, ou revenez choisir autrement.",
    en="MsgFlash has no groups yet. Create one in the MsgFlash console, or go back and choose another way.",
)
EMPTY_GROUP = Text(
    fr="Le groupe « {name} » est vide : le message ne serait envoyé à personne. Choisissez-en un autre.",
    en="The group “{name}” is empty: the message would go to nobody. Choose another.",
)
GONE = Text(fr="Ce groupe n’est plus dans la liste. Choisissez-en un autre.", en="That group is gone. Choose another.")
MEMBERS = Plural(
    one=Text(fr="{name} : {count} contact", en="{name}: {count} contact"),
    many=Text(fr="{name} : {count} contacts", en="{name}: {count} contacts"),
)
EARLIER = Text(fr="‹ Précédents", en="‹ Earlier")
LATER = Text(fr="Suivants ›", en="More ›")


@dataclass(frozen=True, slots=True)
class InGroup:
    group: Group


@dataclass(frozen=True, slots=True)
class Pages:
    """The cursors walked so far; the last one is the page on the screen."""

    cursors: tuple[str, ...]


def needs(context: Context) -> Need:
    cursors = _cursors(context)
    return Groups(cursors[-1] if cursors else None)


def applies(draft: Draft) -> bool:
    recipients = draft.find(Recipients)
    return recipients is not None and recipients.kind == "group"


def ask(context: Context) -> Question:
    page = _page(context)
    blocks: tuple[Block, ...] = ()
    if not page.groups and not _cursors(context) and not isinstance(context.finding, Nothing):
        blocks = (Warned(NO_GROUPS()),)
    keys: tuple[Key, ...] = tuple(Button(_labelled(group), f"id:{group.id}") for group in page.groups)
    turns: list[Key] = []
    if _cursors(context):
        turns.append(Button(EARLIER(), "earlier"))
    if page.next is not None:
        turns.append(Button(LATER(), "later"))
    return Question(QUESTION(), blocks, (*rows(keys, 1), *((tuple(turns),) if turns else ())))


def read(reply: Reply, context: Context) -> Outcome:
    page = _page(context)
    match reply:
        case Chosen("later") if page.next is not None:
            return Still(Pages((*_cursors(context), page.next)))
        case Chosen("earlier"):
            return Still(Pages(_cursors(context)[:-1]) if len(_cursors(context)) > 1 else None)
        case Chosen(choice) if choice.startswith("id:"):
            chosen = next((group for group in page.groups if f"id:{group.id}" == choice), None)
            if chosen is None:
                return Problem(GONE())
            return Problem(EMPTY_GROUP(name=chosen.name)) if chosen.size == 0 else Answered(InGroup(chosen))
        case _:
            return unusable(reply)


def recap(answer: InGroup, context: Context) -> Said | str:
    return _labelled(answer.group)


def _labelled(group: Group) -> Said | str:
    return group.name if group.size is None else MEMBERS(group.size, name=group.name)


def _page(context: Context) -> GroupPage:
    return context.finding if isinstance(context.finding, GroupPage) else GroupPage(())


def _cursors(context: Context) -> tuple[str, ...]:
    return context.memo.cursors if isinstance(context.memo, Pages) else ()


def size(answer: InGroup) -> int | None:
    return answer.group.size


STEP = Step(
    name="group",
    chapter=CHAPTER,
    label=LABEL,
    answer=InGroup,
    needs=needs,
    applies=applies,
    ask=ask,
    read=read,
    recap=recap,
    size=size,
    fields=("recipients.groupId",),
    memos=(Pages,),
)
