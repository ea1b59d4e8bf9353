"""Which tags choose the recipients."""

import re
from dataclasses import dataclass

from conversations.draft import Draft
from conversations.replies import shortened, text_of, unusable
from conversations.screen import Block, Paragraph, Warned
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.recipients import CHAPTER, Recipients
from conversations.words import Plural, Said, Text

QUESTION = Text(
    fr="Écrivez une étiquette, ou plusieurs séparées par des virgules.",
    en="Write a tag, or several separated by commas.",
)
LABEL = Text(fr="Étiquettes", en="Tags")
NO_TAG = Text(
    fr="Je ne lis aucune étiquette dans « {value} ». Exemple : client, vip",
    en="I read no tag in “{value}”. Example: client, vip",
)
LONG_TAG = Text(
    fr="L’étiquette « {tag} » est trop longue ({length} caractères, {most} au plus). "
    "Séparez les étiquettes par des virgules.",
    en="The tag “{tag}” is too long ({length} characters, {most} at most). Separate tags by commas.",
)
AS_WRITTEN = Text(
    fr="Elles doivent être écrites comme dans MsgFlash.", en="They must be spelled as they are in MsgFlash."
)
UNCOUNTED = Text(
    fr="Je ne peux pas compter ces contacts d’avance. Si l’étiquette n’existe pas dans MsgFlash, "
    "personne ne recevra rien.",
    en="I cannot count these contacts in advance. If the tag does not exist in MsgFlash, nobody will receive anything.",
)
ANY_OR_ALL = Text(
    fr="Avec plusieurs étiquettes, MsgFlash ne dit pas s’il faut en porter une seule ou toutes.",
    en="With several tags, MsgFlash does not say whether contacts need one of them or all.",
)
MANY_TAGS = Plural(
    one=Text(fr="{count} étiquette : {some}…", en="{count} tag: {some}…"),
    many=Text(fr="{count} étiquettes : {some}…", en="{count} tags: {some}…"),
)
LONGEST = 100
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tags:
    """Tag names as typed, each once, in the order they came."""

    names: tuple[str, ...]


def applies(draft: Draft) -> bool:
    recipients = draft.find(Recipients)
    return recipients is not None and recipients.kind == "tags"


def ask(context: Context) -> Question:
    return Question(QUESTION(), (Paragraph(AS_WRITTEN()),))


def read(reply: Reply, context: Context) -> Outcome:
    if isinstance(reply, Chosen):
        return unusable(reply)
    text = text_of(reply, most=100_000)
    if isinstance(text, Problem):
        return text
    pieces = (" ".join(piece.split()).removeprefix("#").strip() for piece in re.split(r"[\n,;،、，；]", text))
    names = tuple(dict.fromkeys(piece for piece in pieces if piece))
    if not names:
        return Problem(NO_TAG(value=shortened(text)))
    longest = max(names, key=len)
    if len(longest) > LONGEST:
        return Problem(LONG_TAG(tag=shortened(longest), length=len(longest), most=LONGEST))
    return Answered(Tags(names))


def recap(answer: Tags, context: Context) -> Said | str:
    shown = ", ".join(answer.names[:SHOWN])
    return shown if len(answer.names) <= SHOWN else MANY_TAGS(len(answer.names), some=shown)


def notes(answer: Tags, context: Context) -> tuple[Block, ...]:
    several: tuple[Block, ...] = (Warned(ANY_OR_ALL()),) if len(answer.names) > 1 else ()
    return (Warned(UNCOUNTED()), *several)


STEP = Step(
    name="tags",
    chapter=CHAPTER,
    label=LABEL,
    answer=Tags,
    applies=applies,
    ask=ask,
    read=read,
    recap=recap,
    notes=notes,
    fields=("recipients.value",),
)
