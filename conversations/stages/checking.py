"""The checks before sending, as the recap shows them: what is to be known, one line for all that is fine, and all."""

from dataclasses import replace
from datetime import datetime, timedelta

from conversations.checks.check import Checked, Passed, Raised, Unanswered, marked
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.needs import LiveState, Need, NumberState
from conversations.screen import Assured, Block, Button, Listed, Screen, Small, Warned
from conversations.stages import asking
from conversations.steps.number import Number
from conversations.words import Plural, Text

TO_KNOW = Text(fr="⚠ À savoir avant d’envoyer", en="⚠ To know before you send")
CHECKS = Button(Text(fr="Contrôles", en="Checks")(), "checks")
ALL_CHECKS = Text(fr="Vérifications avant l’envoi", en="Checks before sending")
FINE = Plural(
    one=Text(fr="{count} vérification sans souci", en="{count} check fine"),
    many=Text(fr="{count} vérifications sans souci", en="{count} checks fine"),
)
UNANSWERED = Text(fr="{said}, {count} sans réponse", en="{said}, {count} without an answer")
UNDER_WAY = Text(fr="{said}, {count} en cours…", en="{said}, {count} under way…")
NOT_KNOWN = Text(fr="Sans réponse", en="Without an answer")
WELL = Text(fr="✓ Sans souci", en="✓ Fine")
# Numbers get unlinked and months run out while a screen lies open.
FRESH = timedelta(minutes=10)
STILL = Text(fr="J’attends encore des réponses…", en="Still waiting for answers…")


def live(conversation: Conversation, draft: Draft) -> NumberState | None:
    number = draft.find(Number)
    found = conversation.finding(LiveState(number.instance.id)) if number else None
    return found if isinstance(found, NumberState) else None


def as_it_stands(draft: Draft, conversation: Conversation) -> Draft:
    """Return the draft with the number as it is linked now, where that is known."""
    number, now = draft.find(Number), live(conversation, draft)
    if number is None or now is None:
        return draft
    return draft.having(Number(replace(number.instance, status=now.status)))


def warnings(conversation: Conversation, checks: tuple[Checked, ...], now: datetime) -> tuple[Block, ...]:
    return tuple(Warned(marked(check, conversation.zone, now)) for check in checks if isinstance(check, Raised))


def gathered(notes: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put several warnings into one quotation that folds: the answers must stay in sight beside the Send key."""
    warnings = tuple(note.said for note in notes if isinstance(note, Warned))
    if len(warnings) <= 1:
        return notes
    rest = tuple(note for note in notes if not isinstance(note, Warned))
    return (*rest, Listed(warnings, TO_KNOW(), folded=True))


def is_old(conversation: Conversation, now: datetime) -> bool:
    """Tell whether what a screen says may not be so any more: something it has read is old."""
    return any(found.at is not None and now - found.at > FRESH for found in conversation.found)


def folded(conversation: Conversation, needs: tuple[Need, ...], checks: tuple[Checked, ...]) -> Assured:
    """Return the one line for all that is well: how many, and how many nobody has answered yet."""
    said = FINE(sum(isinstance(check, Passed) for check in checks))
    silent = sum(isinstance(check, Unanswered) for check in checks)
    waiting = sum(conversation.finding(need) is None for need in needs)
    said = UNANSWERED(said=said, count=silent) if silent else said
    return Assured(UNDER_WAY(said=said, count=waiting) if waiting else said)


def look(conversation: Conversation, checks: tuple[Checked, ...], now: datetime) -> Screen:
    titles = {Raised: TO_KNOW, Unanswered: NOT_KNOWN, Passed: WELL}
    said = {
        kind: tuple(marked(check, conversation.zone, now) for check in checks if isinstance(check, kind))
        for kind in titles
    }
    lists = tuple(Listed(items, titles[kind]()) for kind, items in said.items() if items)
    still: tuple[Block, ...] = (Small(STILL()),) if conversation.fetching else ()
    return Screen(ALL_CHECKS(), blocks=(*lists, *still), keys=((asking.TO_RECAP,),))
