"""The one or two reply buttons under the message, and the numbered text that can stand in for them."""

from dataclasses import dataclass

from conversations.contents import CHAPTER, Body, Content, of_kind
from conversations.draft import Draft
from conversations.replies import shortened, text_of, units
from conversations.screen import Button, Key, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.description import Description
from conversations.steps.footer import Footer
from conversations.steps.title import Title
from conversations.words import Said, Text

QUESTION = Text(
    fr="Écrivez le texte d’un ou deux boutons, un par ligne.", en="Write the text of one or two buttons, one per line."
)
LABEL = Text(fr="Boutons", en="Buttons")
CAVEAT = Text(
    fr="Certains téléphones n’affichent pas ces boutons, et le numéro doit être un compte WhatsApp Business. "
    "Un texte numéroté (« Répondez 1 ou 2 ») passe partout.",
    en="Some phones do not show these buttons, and the number must be a WhatsApp Business account. "
    "A numbered text (“Reply 1 or 2”) works everywhere.",
)
AS_TEXT = Text(fr="Plutôt un texte numéroté", en="A numbered text instead")
OTHER_NUMBER = Text(fr="Changer de numéro", en="Change the number")
TOO_MANY = Text(
    fr="Il y a {count} lignes, et deux boutons au plus sont possibles. Renvoyez une ou deux lignes.",
    en="There are {count} lines, and at most two buttons are possible. Send one or two lines.",
)
LONG_LABEL = Text(
    fr="« {value} » est trop long pour un bouton ({length} caractères, {most} au plus). "
    "Raccourcissez-le, et renvoyez une ou deux lignes.",
    en="“{value}” is too long for a button ({length} characters, {most} at most). "
    "Shorten it, and send one or two lines again.",
)
TWICE = Text(
    fr="Les deux boutons disent « {value} ». Donnez-leur des textes différents.",
    en="Both buttons say “{value}”. Give them different texts.",
)
ANSWER_ONE = Text(fr="Répondez 1 pour : {label}", en="Reply 1 for: {label}")
ANSWER_TWO = Text(fr="Répondez 2 pour : {label}", en="Reply 2 for: {label}")
MOST = 25
MOST_BUTTONS = 2


@dataclass(frozen=True, slots=True)
class Choices:
    """The labels of the buttons; their ids are made when the request is built."""

    labels: tuple[str, ...]


def applies(draft: Draft) -> bool:
    return of_kind(draft, "buttons")


def ask(context: Context) -> Question:
    keys: tuple[Key, ...] = ()
    if context.draft.find(Choices) is not None:
        keys = (Button(AS_TEXT(), "numbered"), Button(OTHER_NUMBER(), "edit:number"))
    return Question(QUESTION(), (Warned(CAVEAT()),), rows(keys, 1))


def read(reply: Reply, context: Context) -> Outcome:
    choices = context.draft.find(Choices)
    if reply == Chosen("numbered") and choices is not None:
        return Answered(Content("text"), Body(numbered(context, choices)))
    text = text_of(reply, most=1000)
    if isinstance(text, Problem):
        return text
    labels = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if len(labels) > MOST_BUTTONS:
        return Problem(TOO_MANY(count=len(labels)))
    for label in labels:
        if units(label) > MOST:
            return Problem(LONG_LABEL(value=shortened(label), length=units(label), most=MOST))
    if len({label.casefold() for label in labels}) < len(labels):
        return Problem(TWICE(value=labels[0]))
    return Answered(Choices(labels))


def numbered(context: Context, choices: Choices) -> str:
    """Return the same message as a plain text that asks for a number in reply."""
    title, description, footer = (
        context.draft.find(Title),
        context.draft.find(Description),
        context.draft.find(Footer),
    )
    asked = (
        (ANSWER_ONE if at == 0 else ANSWER_TWO).in_language(context.language).format(label=label)
        for at, label in enumerate(choices.labels)
    )
    parts = (
        f"*{title.text}*" if title else None,
        description.text if description else None,
        "\n".join(asked),
        f"_{footer.text}_" if footer and footer.text else None,
    )
    return "\n\n".join(part for part in parts if part)


def recap(answer: Choices, context: Context) -> Said | str:
    return " · ".join(f"[{label}]" for label in answer.labels)


def message(answer: Choices) -> str | None:
    return "\n".join(f"[ {label} ]" for label in answer.labels)


STEP = Step(
    name="choices",
    chapter=CHAPTER,
    label=LABEL,
    answer=Choices,
    applies=applies,
    ask=ask,
    read=read,
    recap=recap,
    message=message,
    fields=("buttons",),
    refusals=("UNSUPPORTED_FEATURE",),
)
