"""Choosing contacts: searched, ticked across searches, put in from lists; the selection itself lies in the store."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from conversations.needs import Finding, Nothing
from conversations.people import (
    Contact,
    ContactPage,
    Gathered,
    ListId,
    LookedUp,
    NoList,
    OneList,
    Pasted,
    Selection,
    SentList,
    SharedCard,
    Source,
    requests_for,
)
from conversations.refusals import reading_failed
from conversations.replies import is_uuid, shortened
from conversations.screen import Block, Button, Key, Paragraph, Small, Warned, rows
from conversations.step import Attached, Question, Wrote
from conversations.words import Plural, Said, Several, Text
from conversations.workspace import ContactId

LABEL = 18
NAMED = 5
# `api-reference/contacts/list`: a search has 1 to 100 characters.
LONGEST = 100
# So many digits are a number; fewer may be a part of one, that is looked for.
FEWEST_DIGITS = 8

HOW = Text(
    fr="Écrivez un nom ou un bout de numéro pour chercher un contact.",
    en="Write a name or part of a number to look for a contact.",
)
OR_LIST = Text(
    fr="Vous pouvez aussi coller des numéros, partager une fiche de contact, ou envoyer un fichier "
    "CSV, TXT, XLSX ou vCard.",
    en="You can also paste numbers, share a contact card, or send a CSV, TXT, XLSX or vCard file.",
)
HOLDING = Text(fr="Contacts contenant « {words} » :", en="Contacts that hold “{words}”:")
NO_MATCH = Text(
    fr="Aucun contact ne contient « {words} ». Essayez un autre mot, ou collez le numéro entier.",
    en="No contact holds “{words}”. Try another word, or paste the whole number.",
)
CHOSEN = Plural(
    one=Text(fr="{count} contact choisi : {names}", en="{count} contact chosen: {names}"),
    many=Text(fr="{count} contacts choisis, dont {names}", en="{count} contacts chosen, among them {names}"),
)
CHOSEN_ALL = Text(fr="{count} contacts choisis : {names}", en="{count} contacts chosen: {names}")
CHOSEN_NAMELESS = Plural(
    one=Text(fr="{count} contact choisi.", en="{count} contact chosen."),
    many=Text(fr="{count} contacts choisis.", en="{count} contacts chosen."),
)
TICKED = Text(fr="☑ {name} …{end}", en="☑ {name} …{end}")
OPEN = Text(fr="☐ {name} …{end}", en="☐ {name} …{end}")
CONTINUE = Text(fr="Continuer ({number})", en="Continue ({number})")
AGAIN = Button(Text(fr="↻ Réessayer", en="↻ Try again")(), "again")
START_OVER = Button(Text(fr="✕ Tout décocher", en="✕ Untick all")(), "anew")
ALL_CONTACTS = Button(Text(fr="Tous les contacts", en="All contacts")(), "all contacts")
EARLIER = Button(Text(fr="‹ Précédents", en="‹ Earlier")(), "earlier")
LATER = Button(Text(fr="Suivants ›", en="More ›")(), "later")
COST = Plural(
    one=Text(
        fr="Pour trouver ces {numbers} numéros, je dois lire vos {contacts} contacts. "
        "Coût : environ {count} demande sur celles de votre formule ce mois-ci.",
        en="To find these {numbers} numbers I have to read your {contacts} contacts. "
        "Cost: about {count} of your plan’s API requests this month.",
    ),
    many=Text(
        fr="Pour trouver ces {numbers} numéros, je dois lire vos {contacts} contacts. "
        "Coût : environ {count} demandes sur celles de votre formule ce mois-ci.",
        en="To find these {numbers} numbers I have to read your {contacts} contacts. "
        "Cost: about {count} of your plan’s API requests this month.",
    ),
)
COST_UNKNOWN = Text(
    fr="Pour trouver ces {numbers} numéros, je dois lire tous vos contacts. "
    "Coût : une demande par centaine de contacts, sur celles de votre formule ce mois-ci.",
    en="To find these {numbers} numbers I have to read all your contacts. "
    "Cost: one of your plan’s API requests this month for each hundred contacts.",
)


@dataclass(frozen=True, slots=True)
class Choosing:
    """A search is on the screen; `cursors` are the pages walked; `turned` was just ticked, or unticked, in `base`."""

    base: ListId | None = None
    words: str = ""
    cursors: tuple[str, ...] = ()
    turned: ContactId | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """A list is matched, or was, and is to be put to `base`; `walk` as in `Gather`."""

    base: ListId | None
    source: Source
    walk: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of a list is on the screen."""

    gathered: Gathered


@dataclass(frozen=True, slots=True)
class Tagging:
    """The numbers of a list are to be created: which tag they get is asked."""

    gathered: Gathered


@dataclass(frozen=True, slots=True)
class Adding:
    """Contacts are created, a few at a time; `going` until it is stopped, refused, or done.

    `kept` while the selection holds all of them that are there.
    """

    gathered: Gathered
    tag: str | None
    turn: int = 1
    made: int = 0
    there: int = 0
    refused: int = 0
    going: bool = True
    unsure: bool = False
    code: str | None = None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Checking:
    """Looking numbers up at WhatsApp was asked for: what it risks is said first.

    `asked` once it is under way, `failed` when it was not done.
    """

    gathered: Gathered
    asked: bool = False
    failed: bool = False
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The first numbers were looked up; `gathered` has now only those on WhatsApp as unknown, `before` all of them."""

    gathered: Gathered
    looked: LookedUp
    before: Gathered


Leftover: TypeAlias = Matched | Tagging | Adding | Checking | Checked


def up(memo: object) -> object | None:
    """Return where Back leads from a memo."""
    match memo:
        case Matching(base):
            return Choosing(base)
        case Tagging(gathered) | Checking(gathered) | Checked(before=gathered):
            return Matched(gathered)
        case Matched(gathered) | Adding(gathered):
            return Choosing(gathered.selection)
        case _:
            return memo


def kept(memo: object) -> object | None:
    """Return what is left of a memo when the question is left: nothing is read or created by itself afterwards."""
    match memo:
        case Matching(base, walk=walk) if walk:
            return Choosing(base)
        case Adding():
            return replace(memo, going=False)
        case Tagging(gathered) | Checking(gathered):
            return Matched(gathered)
        case _:
            return memo


def source_of(reply: Wrote | Attached) -> OneList | None:
    """Return the list that a reply is, None when it is a search or nothing of use."""
    match reply:
        case Wrote(text):
            digits = sum(sign.isdecimal() for sign in text)
            lines = sum(bool(line.strip()) for line in text.splitlines())
            listed = digits >= FEWEST_DIGITS or lines > 1 or any(map(is_uuid, text.replace(",", " ").split()))
            return Pasted(text) if listed else None
        case Attached(kind="contact", contact=card) if card is not None:
            return SharedCard(card.phone, card.name, card.vcard)
        case Attached(kind="document", file=file) if file is not None:
            return SentList(file.id, file.name or "", file.size)
        case Attached():
            return None


def search(memo: Choosing, found: Finding | None, chosen: Finding | None) -> Question:
    """Return the question of a search; `chosen` is what is ticked so far."""
    if isinstance(chosen, NoList):
        return Question(HOW(), (Warned(chosen.reason),), ((START_OVER,),))
    ticked = chosen if isinstance(chosen, Selection) else None
    if isinstance(found, ContactPage):
        return _searched(found, ticked, memo)
    code = found.code if isinstance(found, Nothing) else None
    failed: tuple[Block, ...] = (Warned(reading_failed(code)), *((Small(code),) if code else ()))
    return Question(HOW(), failed, ((AGAIN,),))


def turned(memo: Choosing, base: ListId | None, page: Finding | None, choice: str) -> Choosing | None:
    """Return what a key of a search leads to, None when it is none of these; `base` is what is ticked by now."""
    kind, _, place = choice.partition(":")
    at = int(place) if place.isascii() and place.isdigit() else -1
    match kind:
        case "anew":
            return Choosing(ListId(""), memo.words, memo.cursors)
        case "all contacts":
            return Choosing(base)
        case "later" if isinstance(page, ContactPage) and page.next is not None:
            return Choosing(base, memo.words, (*memo.cursors, page.next))
        case "earlier":
            return Choosing(base, memo.words, memo.cursors[:-1])
        case "pick" if isinstance(page, ContactPage) and 0 <= at < len(page.contacts):
            return Choosing(base, memo.words, memo.cursors, page.contacts[at].id)
        case _:
            return None


def _searched(page: ContactPage, chosen: Selection | None, memo: Choosing) -> Question:
    inside = chosen.inside if chosen else ()
    blocks: list[Block] = []
    if chosen and chosen.count:
        blocks.append(Paragraph(chosen_so_far(chosen.count, chosen.names)))
    if memo.words:
        # Right above the keys it speaks of.
        blocks.append(Paragraph((HOLDING if page.contacts else NO_MATCH)(words=shortened(memo.words))))
    if not memo.words:
        blocks.append(Small(OR_LIST()))
    keys: tuple[Key, ...] = tuple(
        Button(_label(contact, ticked=contact.id in inside), f"pick:{at}") for at, contact in enumerate(page.contacts)
    )
    turns = (*((EARLIER,) if memo.cursors else ()), *((LATER,) if page.next else ()))
    return Question(HOW(), tuple(blocks), (*rows(keys, 2), *((turns,) if turns else ()), *_going(chosen, memo)))


def _going(chosen: Selection | None, memo: Choosing) -> tuple[tuple[Key, ...], ...]:
    everybody = (ALL_CONTACTS,) if memo.words else ()
    if chosen is None or not chosen.count:
        return (everybody,) if everybody else ()
    return ((Button(CONTINUE(number=chosen.count), "continue", "primary"),), (*everybody, START_OVER))


def chosen_so_far(count: int, names: tuple[str, ...]) -> Said:
    if not names:
        return CHOSEN_NAMELESS(count)
    shown = Several(tuple(shortened(name, 30) for name in names[:NAMED]))
    return CHOSEN_ALL(count=count, names=shown) if 1 < count <= len(shown.items) else CHOSEN(count, names=shown)


def _label(contact: Contact, *, ticked: bool) -> Said:
    return (TICKED if ticked else OPEN)(name=shortened(contact.name, LABEL), end=contact.phone[-4:])


def matching_cost(numbers: int, contacts: int | None) -> Said:
    if contacts is None:
        return COST_UNKNOWN(numbers=numbers)
    return COST(requests_for(contacts), numbers=numbers, contacts=contacts)
