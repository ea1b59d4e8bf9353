"""The line that tells people how to receive no more messages; asked only when the operator wants another."""

from dataclasses import dataclass

from conversations.contents import CAPTIONED, CHAPTER, MOST, Body, Caption, of_kind
from conversations.draft import Draft
from conversations.habits import Habits
from conversations.replies import message_of, units
from conversations.screen import Button, Key, Paragraph, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.description import MOST as MOST_DESCRIPTION
from conversations.steps.description import Description
from conversations.words import Language, Said, Text

LABEL = Text(fr="Ligne STOP", en="STOP line")
QUESTION = Text(
    fr="Écrivez la ligne qui dit comment ne plus recevoir vos messages.",
    en="Write the line that says how to receive no more of your messages.",
)
REMEMBERED = Text(fr="Je m’en souviendrai pour la suite.", en="I will remember it from now on.")
TOO_MUCH = Text(
    fr="Avec cette ligne, le message ferait {length} caractères ; le maximum est {most}. "
    "Écrivez-en une plus courte, ou retirez-la et raccourcissez le message.",
    en="With this line the message would have {length} characters; the most is {most}. "
    "Write a shorter one, or leave it out and shorten the message.",
)
USUAL = Text(fr="Répondez STOP pour ne plus recevoir nos messages", en="Reply STOP to receive no more of our messages")
TAKE_USUAL = Text(fr="Ligne habituelle", en="Usual line")
WITHOUT = Text(fr="Sans ligne STOP", en="No STOP line")
LONGEST = 300
BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class OptOut:
    """The line, or None for a message without one."""

    text: str | None


def applies(draft: Draft) -> bool:
    return of_kind(draft, "text", "buttons", *CAPTIONED)


def whole(answer: OptOut, draft: Draft) -> bool:
    return _length(draft, answer) <= _most(draft)


def ask(context: Context) -> Question:
    keys: tuple[Key, ...] = (Button(TAKE_USUAL(), "usual"), Button(WITHOUT(), "without"))
    answer = context.draft.find(OptOut)
    much = answer is not None and not whole(answer, context.draft)
    said = TOO_MUCH(length=_length(context.draft, answer), most=_most(context.draft)) if much else REMEMBERED()
    return Question(QUESTION(), (Paragraph(said),), rows(keys, 2))


def read(reply: Reply, context: Context) -> Outcome:
    if reply == Chosen("usual"):
        text: str | Problem = USUAL.in_language(context.language)
    elif reply == Chosen("without"):
        return Answered(OptOut(None))
    else:
        text = message_of(reply, LONGEST)
    if isinstance(text, Problem):
        return text
    answer = OptOut(text)
    if whole(answer, context.draft):
        return Answered(answer)
    return Problem(TOO_MUCH(length=_length(context.draft, answer), most=_most(context.draft)))


def recap(answer: OptOut, context: Context) -> Said | str:
    return answer.text or WITHOUT()


def message(answer: OptOut) -> str | None:
    return answer.text


def implied(answer: OptOut) -> bool:
    return answer.text is None


def line(habits: Habits, language: Language) -> OptOut:
    """Return the line that one tap adds."""
    return OptOut(habits.opt_out or USUAL.in_language(language))


def with_line(draft: Draft, text: str | None) -> str | None:
    """Return a text as it is sent: with the line below it, if there is one."""
    answer = draft.find(OptOut)
    parts = (text, answer.text if answer else None)
    return BREAK.join(part for part in parts if part) or None


def _text(draft: Draft) -> str | None:
    if of_kind(draft, "text"):
        body = draft.find(Body)
        return body.text if body else None
    if of_kind(draft, "buttons"):
        description = draft.find(Description)
        return description.text if description else None
    caption = draft.find(Caption)
    return caption.text if caption else None


def _length(draft: Draft, answer: OptOut | None) -> int:
    return units(with_line(draft if answer is None else draft.having(answer), _text(draft)) or "")


def _most(draft: Draft) -> int:
    return MOST_DESCRIPTION if of_kind(draft, "buttons") else MOST


STEP = Step(
    name="optout",
    chapter=CHAPTER,
    label=LABEL,
    answer=OptOut,
    applies=applies,
    whole=whole,
    ask=ask,
    read=read,
    recap=recap,
    message=message,
    implied=implied,
    on_request=True,
)
