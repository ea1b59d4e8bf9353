"""Lists that come one upon the other while contacts are chosen: none takes the place of one not matched yet."""

from dataclasses import replace

from conversations.choosing import Matching
from conversations.needs import Finding
from conversations.people import Gathered, ListId, NoList, OneList, Pasted, Together
from conversations.replies import is_uuid
from conversations.step import Problem, Still
from conversations.words import Text

# Shared from the address book, contacts come one by one.
MOST_LISTS = 50

TOO_MANY_LISTS = Text(
    fr="Je n’ai pas encore cherché ce que vous avez envoyé avant. Attendez le résultat, puis renvoyez ceci.",
    en="I have not looked for what you sent before yet. Wait for what is found, then send this again.",
)


def listed(memo: object, base: ListId | None, source: OneList, finding: Finding | None) -> Still | Problem:
    """Return what a list that was sent leads to: it is put to those that came before and are not matched yet."""
    match memo, finding:
        case _, (Gathered() | NoList()):
            return Still(Matching(base, source))
        case Matching(source=before) as waiting, _:
            lists = (*(before.lists if isinstance(before, Together) else (before,)), source)
            # Ids are matched in another way than numbers.
            if len(lists) > MOST_LISTS or any(map(_of_ids, lists)):
                return Problem(TOO_MANY_LISTS())
            return Still(replace(waiting, source=Together(lists)))
        case _:
            return Still(Matching(base, source))


def _of_ids(source: OneList) -> bool:
    return isinstance(source, Pasted) and any(map(is_uuid, source.text.replace(",", " ").split()))
