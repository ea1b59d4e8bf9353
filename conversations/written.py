"""Steps that ask for one text, and nothing else: what they have in common."""

import re
from collections.abc import Callable
from typing import Protocol, TypeVar

from conversations import handed
from conversations.draft import Draft
from conversations.markup import unmarked
from conversations.replies import message_of, shortened, text_of
from conversations.screen import Block, Button, Key, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.words import Said, Text


class Written(Protocol):
    """An answer that is a text, or none where the step may be skipped."""

    @property
    def text(self) -> str | None: ...


W = TypeVar("W", bound=Written)

# `guides/templates`: MsgFlash fills these in templates; of a message's own text it does not say so.
PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
SHORT = 40
NOT_FILLED = Text(
    fr="« {value} » sera lu tel quel par tous : seul un modèle remplit les variables.",
    en="Everybody will read “{value}” as it stands: only a template fills in variables.",
)


def written(  # noqa: PLR0913 - a step's members
    *,
    name: str,
    chapter: Text,
    label: Text,
    question: Text,
    answer: type[W],
    made_from: Callable[[str], W],
    most: int,
    applies: Callable[[Draft], bool],
    field: str,
    as_read: str = "{text}",
    skipped: tuple[Text, W] | None = None,
    formatted: bool = False,
    handed_over: bool = False,
) -> Step[W]:
    """Return a step that asks for a text of at most `most` UTF-16 code units.

    `as_read` puts it into WhatsApp's markup; `skipped` is the key to go without, and the answer that key gives;
    a `formatted` text keeps the formatting it was typed with;
    where a message may be `handed_over`, a file becomes the content instead.
    """

    def ask(_: Context) -> Question:
        keys: tuple[Key, ...] = (Button(skipped[0](), "without"),) if skipped else ()
        return Question(question(), keys=(keys,) if keys else ())

    def read(reply: Reply, context: Context) -> Outcome:
        if handed_over and isinstance(reply, Attached) and handed.known(reply):
            return handed.take(reply, context)
        if skipped and reply == Chosen("without"):
            return Answered(skipped[1])
        text = message_of(reply, most) if formatted else text_of(reply, most)
        return text if isinstance(text, Problem) else Answered(made_from(text))

    def recap(given: W, _: Context) -> Said | str:
        if not given.text:
            return skipped[0]() if skipped else ""
        return unmarked(given.text) if formatted else given.text

    def message(given: W) -> str | None:
        return as_read.format(text=given.text) if given.text else None

    def notes(given: W, _: Context) -> tuple[Block, ...]:
        found = PLACEHOLDER.search(given.text or "")
        return () if found is None else (Warned(NOT_FILLED(value=shortened(found[0], SHORT))),)

    def implied(given: W) -> bool:
        return not given.text

    return Step(
        notes=notes,
        implied=implied,
        name=name,
        chapter=chapter,
        label=label,
        answer=answer,
        applies=applies,
        needs=handed.needed,
        awaits=handed.awaited,
        concludes=handed.concluded,
        ask=ask,
        read=read,
        recap=recap,
        message=message,
        fields=(field,),
        memos=handed.MEMOS if handed_over else (),
    )
