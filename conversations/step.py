"""What a step is: one question, its answer, and when it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from conversations.airlock import USUAL as THREE_MINUTES
from conversations.airlock import Airlock
from conversations.deeds import Deed, Result
from conversations.draft import Draft
from conversations.habits import NONE, Habits
from conversations.markup.spans import Span
from conversations.needs import Finding, Need
from conversations.quiet import USUAL, Quiet
from conversations.screen import Block, Key, Line, Spoken
from conversations.words import Language, Said, Text


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may look at: nothing else influences it. `hosts` when the bot can hand out files sent to it."""

    draft: Draft
    now: datetime
    zone: str
    language: Language
    quiet: Quiet = USUAL
    zone_known: bool = True
    memo: object = None
    finding: Finding | None = None
    beside: Finding | None = None
    hosts: bool = False
    habits: Habits = NONE
    airlock: Airlock = THREE_MINUTES


@dataclass(frozen=True, slots=True)
class Chosen:
    """A key of the step's own screen was pressed."""

    choice: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """A text was typed or forwarded; `spans` are its formatting."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram describes it, which need not be so. `id` is Telegram's, of use to this bot only.

    `size` is in bytes.
    """

    id: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact card sent from the phone's address book: `phone` as written there, `vcard` the rest if there is one."""

    phone: str
    name: str
    vcard: str | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that is no text was sent; `kind` is Telegram's name for it.

    Photos of an album share `album`; a location brings the IANA `zones` of the towns nearest to it. `spans` are the
    formatting of the `caption`.
    """

    kind: str
    album: str | None = None
    zones: tuple[str, ...] = ()
    file: SentFile | None = None
    caption: str = ""
    spans: tuple[Span, ...] = ()
    contact: SharedContact | None = None


Reply: TypeAlias = Chosen | Wrote | Attached


@dataclass(frozen=True, slots=True)
class Question:
    """What a step puts on the screen: the question, more to read, and its own keys."""

    said: Said
    blocks: tuple[Block, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a reply is no answer, or an answer no longer holds."""

    message: Said


@dataclass(frozen=True, slots=True, init=False)
class Answered:
    """One answer, or several when a reply settles more than was asked; `notice` is what is said of it."""

    answers: tuple[object, ...]
    notice: Said | None

    def __init__(self, *answers: object, notice: Said | None = None) -> None:
        object.__setattr__(self, "answers", answers)
        object.__setattr__(self, "notice", notice)


@dataclass(frozen=True, slots=True)
class Still:
    """Not an answer yet: the same question goes on from `memo`, for instance on its next page."""

    memo: object


@dataclass(frozen=True, slots=True)
class Doing:
    """Something is to be done first; the question goes on from `memo`, and `did` takes up what comes of it."""

    memo: object
    deed: Deed


Outcome: TypeAlias = Answered | Problem | Still | Doing

A = TypeVar("A")


def _no_need(_: Context) -> Need | None:
    return None


def _always(_: Draft) -> bool:
    return True


def _whole(_answer: object, _draft: Draft) -> bool:
    return True


def _fine(_answer: object, _now: datetime) -> Problem | None:
    return None


def _nothing(_: Context) -> object | None:
    return None


def _nothing_said(_: Context) -> Said | None:
    return None


def _nothing_concluded(_: Context) -> "Answered | Problem | None":
    return None


def _no_preview(_: Draft) -> Need | None:
    return None


def _no_notes(_answer: object, _context: Context) -> tuple[Block, ...]:
    return ()


def _no_message(_answer: object) -> str | None:
    return None


def _no_size(_: object) -> int | None:
    return None


def _no_waiting(_: Context) -> Question | None:
    return None


def _unheard(_deed: Deed, _result: Result, context: Context) -> Outcome:
    return Still(context.memo)


def _nothing_kept(_: object) -> object | None:
    return None


def _never(_: object) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[A]):
    """One question.

    `chapter` is the part of the campaign it belongs to: steps of one chapter share their number in "2/6".
    `fields` names the MsgFlash request fields that its answer fills: a refusal of one of them leads back here,
    as do the codes in `refusals`.
    `follows` names the earlier answers it was chosen in the light of: when they change, it is asked again.
    `whole` tells whether an answer says everything; `check` whether it holds now, and is run again before sending.
    `concludes` says what came of a memo once what the step needs has been found, and `awaits` what is said until then.
    `suggest` may answer by itself when nobody has answered. A step `on_request` is asked only from the recap; one
    `asked_without` what it needs makes do when that cannot be read; one
    `also_named` has its line in the recap even though the message shows it.
    `notes` is what else the operator should know before sending. `memos` are the kinds of `Still` it can come to.
    `message` is what the answer adds to the message as its recipient reads it, in WhatsApp's markup; `size` how many
    people it chooses at most, and `fewest` at least, where that is known; `grave` whether sending demands a second
    gesture; `implied` whether its line would tell nothing: another says it, or there is nothing.
    `beside` is a second need, found after the first, which `context.beside` holds; `waits` is what is asked meanwhile
    where reading takes long; `did` takes up what came of a deed of its own; `sample` is what the recap needs to name a
    few of the people chosen. Back leads from a memo `up` to another, to None where the question began, and out of the
    question when it is the same; `kept` is what is left of a memo when the question is left and taken up again.
    """

    name: str
    chapter: Text
    label: Text
    answer: type[A]
    ask: Callable[[Context], Question]
    read: Callable[[Reply, Context], Outcome]
    recap: Callable[[A, Context], Spoken]
    needs: Callable[[Context], Need | None] = _no_need
    applies: Callable[[Draft], bool] = _always
    whole: Callable[[A, Draft], bool] = _whole
    check: Callable[[A, datetime], Problem | None] = _fine
    awaits: Callable[[Context], Said | None] = _nothing_said
    concludes: Callable[[Context], Answered | Problem | None] = _nothing_concluded
    suggest: Callable[[Context], object | None] = _nothing
    preview: Callable[[Draft], Need | None] = _no_preview
    notes: Callable[[A, Context], tuple[Block, ...]] = _no_notes
    message: Callable[[A], str | None] = _no_message
    size: Callable[[A], int | None] = _no_size
    fewest: Callable[[A], int | None] = _no_size
    up: Callable[[object], object | None] = _nothing_kept
    kept: Callable[[object], object | None] = _nothing_kept
    beside: Callable[[Context], Need | None] = _no_need
    waits: Callable[[Context], Question | None] = _no_waiting
    did: Callable[[Deed, Result, Context], Outcome] = _unheard
    sample: Callable[[Draft], Need | None] = _no_preview
    grave: Callable[[A], bool] = _never
    implied: Callable[[A], bool] = _never
    follows: tuple[type[object], ...] = ()
    fields: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    memos: tuple[type[object], ...] = ()
    on_request: bool = False
    asked_without: bool = False
    also_named: bool = False

    def line(self, context: Context) -> Line | None:
        """Return the recap's line for this step, or None while it has no answer."""
        answer = context.draft.find(self.answer)
        return None if answer is None else Line(self.label(), self.recap(answer, context))


AnyStep: TypeAlias = Step[Any]
