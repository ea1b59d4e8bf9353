"""Which contacts, named one by one, receive the message."""

from dataclasses import dataclass

from conversations.draft import Draft
from conversations.replies import is_uuid, shortened, text_of, unusable
from conversations.screen import Small
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.recipients import CHAPTER, Recipients
from conversations.words import Plural, Said, Several, Text
from conversations.workspace import ContactId

QUESTION = Text(
    fr="Collez les identifiants MsgFlash des contacts, séparés par des virgules ou des retours à la ligne.",
    en="Paste the MsgFlash ids of the contacts, separated by commas or new lines.",
)
EXAMPLE = Text(fr="Exemple : {example}", en="Example: {example}")
LABEL = Text(fr="Contacts choisis", en="Chosen contacts")
NOT_IDS = Plural(
    one=Text(
        fr="{some} n’est pas un identifiant de contact (36 caractères, comme {example}). "
        "Corrigez et renvoyez la liste.",
        en="{some} is not a contact id (36 characters, like {example}). Correct it and send the list again.",
    ),
    many=Text(
        fr="{count} mots ne sont pas des identifiants de contact, dont {some}. Corrigez et renvoyez la liste.",
        en="{count} words are not contact ids, among them {some}. Correct them and send the list again.",
    ),
)
COUNTED = Plural(
    one=Text(fr="{count} contact choisi", en="{count} chosen contact"),
    many=Text(fr="{count} contacts choisis", en="{count} chosen contacts"),
)
SAMPLE_ID = "3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d10"


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contact ids, each once."""

    ids: tuple[ContactId, ...]


def applies(draft: Draft) -> bool:
    recipients = draft.find(Recipients)
    return recipients is not None and recipients.kind == "explicit"


def ask(context: Context) -> Question:
    return Question(QUESTION(), (Small(EXAMPLE(example=SAMPLE_ID)),))


def read(reply: Reply, context: Context) -> Outcome:
    if isinstance(reply, Chosen):
        return unusable(reply)
    text = text_of(reply, most=100_000)
    if isinstance(text, Problem):
        return text
    words = text.replace(",", " ").replace(";", " ").split()
    wrong = tuple(word for word in words if not is_uuid(word))
    if wrong or not words:
        some = Several(tuple(shortened(word, 40) for word in wrong[:3]) or (shortened(text, 40),))
        few = len(wrong) <= 1
        return Problem(
            NOT_IDS(1, some=some, example=SAMPLE_ID) if few else NOT_IDS(len(wrong), some=some, example=SAMPLE_ID)
        )
    return Answered(Contacts(tuple(ContactId(word) for word in dict.fromkeys(word.lower() for word in words))))


def recap(answer: Contacts, context: Context) -> Said:
    return COUNTED(len(answer.ids))


def size(answer: Contacts) -> int | None:
    return len(answer.ids)


STEP = Step(
    name="contacts",
    chapter=CHAPTER,
    label=LABEL,
    answer=Contacts,
    applies=applies,
    ask=ask,
    read=read,
    recap=recap,
    size=size,
    fields=("recipients.value",),
)
