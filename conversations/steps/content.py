"""What kind of message is sent: a text, a media, reply buttons, or a template."""

from typing import get_args

from conversations import handed
from conversations.contents import CHAPTER, LABELS, MOST, Body, Content, Kind
from conversations.replies import message_of, unusable
from conversations.screen import Button, Key, Small, rows
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Step, Wrote
from conversations.words import Said, Text

LABEL = Text(fr="Genre", en="Kind")
QUESTION = Text(fr="Qu’envoyez-vous ?", en="What are you sending?")
OR_WRITE = Text(
    fr="Pour un simple texte, vous pouvez l’écrire tout de suite.",
    en="For a plain text, you can write it right away.",
)
OR_SEND = Text(
    fr="Le plus simple : envoyez ici le message lui-même (texte, photo, vidéo, document, ou maintenez le micro).",
    en="The simplest way: send the message itself here (text, photo, video, document, or hold the microphone).",
)


def ask(context: Context) -> Question:
    keys: tuple[Key, ...] = tuple(Button(label(), kind) for kind, label in LABELS.items())
    return Question(QUESTION(), (Small(OR_SEND() if context.hosts else OR_WRITE()),), rows(keys, 2))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Wrote():
            text = message_of(reply, MOST)
            return text if isinstance(text, Problem) else Answered(Content("text"), Body(text))
        case Attached():
            return handed.take(reply, context)
        case Chosen(choice):
            kind: Kind | None = next((kind for kind in get_args(Kind) if kind == choice), None)
            return unusable(reply) if kind is None else Answered(Content(kind))


def recap(answer: Content, context: Context) -> Said:
    return LABELS[answer.kind]()


def implied(answer: Content) -> bool:
    return answer.kind == "text"


STEP = Step(
    name="content",
    chapter=CHAPTER,
    label=LABEL,
    answer=Content,
    needs=handed.needed,
    awaits=handed.awaited,
    concludes=handed.concluded,
    ask=ask,
    read=read,
    recap=recap,
    implied=implied,
    fields=("type",),
    refusals=("UNSUPPORTED_FEATURE",),
    memos=handed.MEMOS,
)
