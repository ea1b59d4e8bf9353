"""Which contact group receives the message: tapped in the list, or looked for by a word of its name."""

from dataclasses import dataclass, field
from datetime import datetime

from conversations.draft import Draft
from conversations.needs import GroupPage, Groups, Need, Nothing
from conversations.people import Members, Sample
from conversations.replies import shortened, text_of, unusable
from conversations.screen import Block, Button, Key, Paragraph, Small, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step, Still, Wrote
from conversations.steps.recipients import CHAPTER, Recipients, aged, among
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
    one=Text(fr="{name} ({count} contact)", en="{name} ({count} contact)"),
    many=Text(fr="{name} ({count} contacts)", en="{name} ({count} contacts)"),
)
OR_SEARCH = Text(fr="Pour en chercher un, écrivez un mot de son nom.", en="To look for one, write a word of its name.")
HOLDING = Text(fr="Groupes contenant « {words} » :", en="Groups that hold “{words}”:")
NO_MATCH = Text(fr="Aucun groupe ne contient « {words} ».", en="No group holds “{words}”.")
ALL_GROUPS = Button(Text(fr="Tous les groupes", en="All groups")(), "all groups")
# `api-reference/contact-groups/list`: a search has 1 to 100 characters.
LONGEST = 100
SHORT = 24
EARLIER = Text(fr="‹ Précédents", en="‹ Earlier")
LATER = Text(fr="Suivants ›", en="More ›")


@dataclass(frozen=True, slots=True)
class InGroup:
    """`at` (aware) is when its members were counted."""

    group: Group
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Pages:
    """The cursors walked so far; the last one is the page on the screen. `search` is what the groups listed hold."""

    cursors: tuple[str, ...]
    search: str = ""


def needs(context: Context) -> Need:
    cursors = _cursors(context)
    return Groups(cursors[-1] if cursors else None, _search(context))


def applies(draft: Draft) -> bool:
    recipients = draft.find(Recipients)
    return recipients is not None and recipients.kind == "group"


def ask(context: Context) -> Question:
    page = _page(context)
    search = _search(context)
    blocks: tuple[Block, ...] = ()
    if search:
        found = (HOLDING if page.groups else NO_MATCH)(words=shortened(search))
        blocks = (Paragraph(found),)
    elif page.groups:
        blocks = (Small(OR_SEARCH()),)
    elif not _cursors(context) and not isinstance(context.finding, Nothing):
        blocks = (Warned(NO_GROUPS()),)
    keys: tuple[Key, ...] = tuple(Button(_labelled(group, SHORT), f"id:{group.id}") for group in page.groups)
    turns: list[Key] = []
    if _cursors(context):
        turns.append(Button(EARLIER(), "earlier"))
    if page.next is not None:
        turns.append(Button(LATER(), "later"))
    everything = ((ALL_GROUPS,),) if search else ()
    return Question(QUESTION(), blocks, (*rows(keys, 1), *((tuple(turns),) if turns else ()), *everything))


def read(reply: Reply, context: Context) -> Outcome:
    page = _page(context)
    match reply:
        case Chosen("later") if page.next is not None:
            return Still(Pages((*_cursors(context), page.next), _search(context)))
        case Chosen("earlier"):
            left = Pages(_cursors(context)[:-1], _search(context))
            return Still(left if left.cursors or left.search else None)
        case Chosen("all groups"):
            return Still(None)
        case Wrote():
            words = text_of(reply, LONGEST)
            return words if isinstance(words, Problem) else Still(Pages((), " ".join(words.split())))
        case Chosen(choice) if choice.startswith("id:"):
            chosen = next((group for group in page.groups if f"id:{group.id}" == choice), None)
            if chosen is None:
                return Problem(GONE())
            return (
                Problem(EMPTY_GROUP(name=chosen.name)) if chosen.size == 0 else Answered(InGroup(chosen, context.now))
            )
        case _:
            return unusable(reply)


def recap(answer: InGroup, context: Context) -> Said | str:
    return _labelled(answer.group)


def _labelled(group: Group, most: int | None = None) -> Said | str:
    """Return the name, cut where it is too long for a key, and the size: that must stay in sight."""
    name = group.name if most is None else shortened(group.name, most)
    return name if group.size is None else MEMBERS(group.size, name=name)


def _page(context: Context) -> GroupPage:
    return context.finding if isinstance(context.finding, GroupPage) else GroupPage(())


def _cursors(context: Context) -> tuple[str, ...]:
    return context.memo.cursors if isinstance(context.memo, Pages) else ()


def _search(context: Context) -> str:
    return context.memo.search if isinstance(context.memo, Pages) else ""


def notes(answer: InGroup, context: Context) -> tuple[Block, ...]:
    some = among(context.beside.names) if isinstance(context.beside, Sample) else ()
    return some if answer.group.size is None else (*some, *aged(answer.at, context.now))


def sample(draft: Draft) -> Need | None:
    chosen = draft.find(InGroup)
    return Members(chosen.group.id) if chosen else None


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
    notes=notes,
    sample=sample,
    size=size,
    fields=("recipients.groupId",),
    refusals=("NOT_FOUND",),
    memos=(Pages,),
)
