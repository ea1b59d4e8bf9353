"""Which contacts, chosen one by one or from a list, receive the message."""

from dataclasses import dataclass, replace

from conversations import choosing, leftovers
from conversations.choosing import Adding, Checked, Checking, Choosing, Leftover, Matched, Matching, Tagging
from conversations.deeds import Deed, Result
from conversations.draft import Draft
from conversations.listing import listed
from conversations.needs import Need
from conversations.people import ContactPage, ContactSearch, Gather, Gathered, ListId, Selection, Settle
from conversations.replies import text_of, unusable
from conversations.screen import Block
from conversations.step import (
    Answered,
    Attached,
    Chosen,
    Context,
    Outcome,
    Problem,
    Question,
    Reply,
    Step,
    Still,
    Wrote,
)
from conversations.steps.number import Number
from conversations.steps.recipients import CHAPTER, Recipients, among
from conversations.tagging import names_in, walking
from conversations.words import Plural, Said, Text

LABEL = Text(fr="Contacts choisis", en="Chosen contacts")
COUNTED = Plural(
    one=Text(fr="{count} contact", en="{count} contact"),
    many=Text(fr="{count} contacts", en="{count} contacts"),
)


@dataclass(frozen=True, slots=True)
class Contacts:
    """A selection in the store, which never changes: how many contacts it holds, and a few of their names."""

    selection: ListId
    count: int
    names: tuple[str, ...] = ()


def applies(draft: Draft) -> bool:
    recipients = draft.find(Recipients)
    return recipients is not None and recipients.kind == "explicit"


def needs(context: Context) -> Need | None:
    match _memo(context):
        case Choosing(_, words, cursors):
            return ContactSearch(words, cursors[-1] if cursors else None)
        case Matching(base, source, walk):
            number = context.draft.find(Number)
            return Gather(source, base, number.instance.phone if number else None, walk)
        case _:
            return None


def beside(context: Context) -> Need | None:
    match _memo(context), context.finding:
        case Choosing(base, turned=turned), ContactPage(contacts) if base or turned:
            return Settle(base, turned, tuple(contact.id for contact in contacts))
        case _:
            return None


def waits(context: Context) -> Question | None:
    memo = _memo(context)
    return walking(_contacts(context)) if isinstance(memo, Matching) and memo.walk else None


def ask(context: Context) -> Question:
    match _memo(context):
        case Choosing() as memo:
            return choosing.search(memo, context.finding, context.beside)
        case Matching():
            return leftovers.matching(context.finding, _contacts(context))
        case memo:
            return leftovers.ask(memo)


def read(reply: Reply, context: Context) -> Outcome:
    memo = _memo(context)
    match reply, memo:
        case Wrote(), Tagging():
            text = text_of(reply, most=1000)
            names = text if isinstance(text, Problem) else names_in(text)
            return names if isinstance(names, Problem) else leftovers.begun(memo, names[0])
        case ((Wrote() | Attached()), _):
            return _written(reply, memo, context)
        case Chosen("more"), _:
            return Still(Choosing(_base(memo, context)))
        case Chosen("continue"), _:
            return _finished(memo, context)
        case Chosen(choice), Choosing():
            after = choosing.turned(memo, _base(memo, context), context.finding, choice)
            return unusable(reply) if after is None else Still(after)
        case Chosen("read"), Matching():
            return Still(replace(memo, walk=memo.walk + 1))
        case Chosen("stop"), Matching():
            return Still(Choosing(memo.base))
        case Chosen(choice), Matching() if isinstance(context.finding, Gathered):
            return leftovers.pressed(Matched(context.finding), choice, context) or unusable(reply)
        case Chosen(choice), Matched() | Tagging() | Adding() | Checking() | Checked():
            return leftovers.pressed(memo, choice, context) or unusable(reply)
        case _:
            return unusable(reply)


def did(deed: Deed, result: Result, context: Context) -> Outcome:
    return leftovers.did(_memo(context), deed, result)


def recap(answer: Contacts, context: Context) -> Said:
    return COUNTED(answer.count)


def notes(answer: Contacts, context: Context) -> tuple[Block, ...]:
    return among(answer.names)


def size(answer: Contacts) -> int | None:
    return answer.count


def _memo(context: Context) -> Choosing | Matching | Leftover:
    """Return where choosing stands; at first, what was chosen before."""
    match context.memo:
        case Choosing() | Matching() | Matched() | Tagging() | Adding() | Checking() | Checked() as memo:
            return memo
        case _:
            before = context.draft.find(Contacts)
            return Choosing(before.selection if before else None)


def _base(memo: Choosing | Matching | Leftover, context: Context) -> ListId | None:
    """Return the selection as it stands."""
    match memo:
        case Choosing(base):
            return context.beside.list if isinstance(context.beside, Selection) else base
        case Matching(base):
            return context.finding.selection if isinstance(context.finding, Gathered) else base
        case _:
            return memo.gathered.selection


def _written(reply: Wrote | Attached, memo: Choosing | Matching | Leftover, context: Context) -> Outcome:
    source = choosing.source_of(reply)
    if source is not None:
        return listed(memo, _base(memo, context), source, context.finding)
    if isinstance(reply, Attached):
        return unusable(reply)
    words = text_of(reply, choosing.LONGEST)
    return words if isinstance(words, Problem) else Still(Choosing(_base(memo, context), " ".join(words.split())))


def _finished(memo: Choosing | Matching | Leftover, context: Context) -> Outcome:
    match memo, context.finding, context.beside:
        case Choosing(), _, Selection(selection, count, names) if count:
            return Answered(Contacts(selection, count, names))
        case Matching(), Gathered() as gathered, _ if gathered.count:
            return Answered(Contacts(gathered.selection, gathered.count, gathered.names))
        case ((Matched() | Tagging() | Adding() | Checking() | Checked()), _, _) if memo.gathered.count:
            return Answered(Contacts(memo.gathered.selection, memo.gathered.count, memo.gathered.names))
        case _:
            return Problem(leftovers.NOBODY())


def _contacts(context: Context) -> int | None:
    recipients = context.draft.find(Recipients)
    return recipients.contacts if recipients else None


STEP = Step(
    name="contacts",
    chapter=CHAPTER,
    label=LABEL,
    answer=Contacts,
    needs=needs,
    beside=beside,
    applies=applies,
    waits=waits,
    ask=ask,
    read=read,
    did=did,
    recap=recap,
    notes=notes,
    size=size,
    up=choosing.up,
    kept=choosing.kept,
    fields=("recipients.value",),
    memos=(Choosing, Matching, Matched, Tagging, Adding, Checking, Checked),
    asked_without=True,
)
