"""The people of a workspace as the bot knows them: contacts, tags and their counts, lists and selections.

Long lists stay in the store: a conversation holds their ids only, and what is kept under an id never changes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, TypeAlias

from conversations.words import Said
from conversations.workspace import ContactId, GroupId, InstanceId

ListId = NewType("ListId", str)
CONTACTS_A_REQUEST = 100
"""As many as MsgFlash gives at once (`api-reference/contacts/list`)."""


def requests_for(contacts: int) -> int:
    """Return how many API requests reading that many contacts costs."""
    return max(1, -(-contacts // CONTACTS_A_REQUEST))


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of MsgFlash; `phone` in E.164."""

    id: ContactId
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and how many contacts bear it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """When the contacts were read, how many bear one of the tags, how many all of them, and a few of their names."""

    at: datetime
    anyone: int
    everyone: int
    names: tuple[str, ...] = ()


# Needs.


@dataclass(frozen=True, slots=True)
class TagPage:
    """One page of the tags that hold `search`, the most borne first, and the counts of those `chosen`.

    What is known is asked for, unless `walk` is not 0: then all contacts are read first, anew for each number.
    """

    chosen: tuple[str, ...] = ()
    page: int = 0
    search: str = ""
    walk: int = 0


@dataclass(frozen=True, slots=True)
class Members:
    """A few members of a group."""

    group: GroupId


@dataclass(frozen=True, slots=True)
class ContactSearch:
    """One page of the contacts whose name or number holds `words`, all when there are none.

    `cursor` is None for the first page.
    """

    words: str = ""
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """A list typed or pasted into the chat."""

    text: str


@dataclass(frozen=True, slots=True)
class SentList:
    """A list sent as a file; `file` is Telegram's id, `size` in bytes."""

    file: str
    name: str
    size: int | None


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A contact shared from the phone's address book."""

    phone: str
    name: str
    vcard: str | None


OneList: TypeAlias = Pasted | SentList | SharedCard


@dataclass(frozen=True, slots=True)
class Together:
    """Lists that came one upon the other, before the first was matched: each is to count."""

    lists: tuple[OneList, ...]


Source: TypeAlias = OneList | Together


@dataclass(frozen=True, slots=True)
class Gather:
    """The contacts of a list of numbers, put to those of `base`; national numbers are those of `phone`'s country.

    `walk` as in `TagPage`.
    """

    source: Source
    base: ListId | None = None
    phone: str | None = None
    walk: int = 0


@dataclass(frozen=True, slots=True)
class Settle:
    """The selection that `base` becomes when a contact is put in, or out where it was in, and who of `shown` is in."""

    base: ListId | None
    turned: ContactId | None
    shown: tuple[ContactId, ...]


# Findings.


@dataclass(frozen=True, slots=True)
class KnownTags:
    """What the contacts read at `at` say. `anyone` bears one of those chosen at least, `everyone` all of them."""

    at: datetime
    contacts: int
    tags: tuple[TagCount, ...]
    more: bool = False
    chosen: tuple[TagCount, ...] = ()
    anyone: int = 0
    everyone: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """The contacts have not been read, or too long ago."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Some names, for the operator to recognise whom a choice means."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Some contacts; without a `next` cursor there are no more."""

    contacts: tuple[Contact, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of a list: `selection` holds the base and those found, `count` in all.

    `found` new ones, `already` chosen before, `duplicates` on the list; `unknown` numbers are not in MsgFlash,
    `invalid` words are no numbers. `rest` is the list of both.
    """

    selection: ListId
    count: int
    found: int
    already: int
    duplicates: int
    unknown: int
    invalid: int
    rest: ListId
    names: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Unmatched:
    """The list has been read, but the contacts have not: `numbers` could be looked for among them."""

    numbers: int


@dataclass(frozen=True, slots=True)
class NoList:
    """Why something sent is no list of numbers."""

    reason: Said


@dataclass(frozen=True, slots=True)
class Selection:
    """Chosen contacts: how many, a few names, and who of those asked about is `inside`."""

    list: ListId
    count: int
    names: tuple[str, ...] = ()
    inside: tuple[ContactId, ...] = ()


# Deeds.


@dataclass(frozen=True, slots=True)
class Add:
    """Create the next few contacts of `rest` that are not created yet, with a tag if one is given.

    `turn` tells one from the next. Once nothing is left to do, those who are contacts by then are put to `base`; they
    are at once, and none is created, when it only `keeps`.
    """

    rest: ListId
    tag: str | None
    base: ListId | None
    turn: int = 0
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask WhatsApp about the first numbers of a list, through a number of the workspace."""

    rest: ListId
    instance: InstanceId


@dataclass(frozen=True, slots=True)
class HandBack:
    """Send the operator what is left of a list, as a file named `name`."""

    rest: ListId
    name: str


# Results.


@dataclass(frozen=True, slots=True)
class Added:
    """So far: `made` by the bot, `there` before, `refused` by MsgFlash, `left` to do. `code` ends it early.

    `base` is the selection with all of them, `None` while more are to be created: it would be kept for nothing.
    """

    base: ListId | None
    count: int
    names: tuple[str, ...]
    made: int
    there: int
    refused: int
    left: int
    code: str | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`rest` is the list with only those of its numbers that have WhatsApp."""

    on: int
    off: int
    invalid: int
    rest: ListId


@dataclass(frozen=True, slots=True)
class Handed:
    """The file is in the chat."""
