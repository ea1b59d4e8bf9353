"""Where the needs of choosing recipients are met: from the contacts read before, or from MsgFlash."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot import lists
from bot.asked import Asked
from bot.chat import Chat
from bot.downloads import NotDownloaded, whole_file
from bot.lists import NumberList, Unreadable, country_of
from bot.lists.read import MOST_MEGABYTES
from bot.lists.sheets import MEGABYTE
from bot.msgflash.client import MsgFlash
from bot.msgflash.contacts import Listed, listed
from bot.walks import Walks
from conversations.needs import Finding, Nothing
from conversations.people import (
    Contact,
    ContactPage,
    ContactSearch,
    Gather,
    Gathered,
    ListId,
    NoList,
    OneList,
    Pasted,
    Selection,
    SentList,
    Settle,
    SharedCard,
    Source,
    TagPage,
    Together,
    Unmatched,
    Unread,
)
from conversations.replies import is_uuid, shortened
from conversations.words import Text
from conversations.workspace import ContactId
from storage.contacts import CONTACTS_A_PAGE, NAMES, Contacts, Person, forget_contacts
from storage.lists import Lists, Numbered, Rest

# So few numbers are looked for one by one: reading all contacts would cost more requests.
FEW = 3
# Cursors of our own, into what was read before.
OURS = "read:"
MOST_SEEN = 5000
# Who is to be written to is chosen among those there are now, but nothing is paid for twice.
READ_JUST_NOW = timedelta(minutes=10)
MOST = MOST_MEGABYTES * MEGABYTE

NOT_DOWNLOADED = Text(
    fr="Telegram ne m’a pas donné ce fichier. Renvoyez-le, ou collez les numéros dans un message.",
    en="Telegram did not give me this file. Send it again, or paste the numbers into a message.",
)
TOO_LARGE = Text(
    fr="Ce fichier dépasse {most} Mo. Gardez-y seulement les numéros et les noms, puis renvoyez-le.",
    en="This file is larger than {most} MB. Keep only numbers and names in it, then send it again.",
)
GONE = Text(
    fr="La sélection n’est plus gardée. Recommencez le choix des contacts.",
    en="The selection is no longer kept. Choose the contacts again.",
)


@dataclass(frozen=True, slots=True)
class Audience:
    """What choosing recipients works with; the contacts and lists are those of `msgflash`'s workspace.

    What was read of contacts counts as long as it may be `kept`. `seen` are the names of the contacts found at
    MsgFlash last, since the start. Contacts are created by whoever holds `adding`.
    """

    contacts: Contacts
    lists: Lists
    msgflash: MsgFlash
    chat: Chat
    clock: Callable[[], datetime]
    kept: timedelta = timedelta(hours=24)
    walks: Walks = field(default_factory=Walks)
    seen: "OrderedDict[ContactId, str]" = field(default_factory=OrderedDict)
    adding: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def age(self) -> datetime | None:
        """Return when the contacts were read last, None when nothing is known, or not any more."""
        at = await self.contacts.age()
        if at is None or self.clock() - at <= self.kept:
            return at
        await forget_contacts(self.contacts.database, self.clock().astimezone(UTC) - self.kept)
        return await self.contacts.age()

    def saw(self, contacts: Sequence[Contact]) -> None:
        for contact in contacts:
            self.seen[contact.id] = contact.name
            self.seen.move_to_end(contact.id)
        while len(self.seen) > MOST_SEEN:
            self.seen.popitem(last=False)


async def tag_page(audience: Audience, need: TagPage, asked: Asked) -> Finding:
    if need.walk:
        stopped = await _walked(audience, asked)
        if stopped is not None:
            return stopped
    if await audience.age() is None:
        return Unread()
    return await audience.contacts.tags(need.chosen, need.page, need.search) or Unread()


async def contact_search(audience: Audience, need: ContactSearch, asked: Asked) -> Finding:
    """Search what was read before where there is something, else at MsgFlash, a request a page."""
    contacts = audience.contacts
    ours = need.cursor is None or need.cursor.startswith(OURS)
    if ours and await contacts.age() is not None:
        offset = int((need.cursor or "0").removeprefix(OURS))
        found, more = await contacts.find(need.words, offset)
        return ContactPage(found, f"{OURS}{offset + CONTACTS_A_PAGE}" if more else None)
    if not need.words:
        return ContactPage(())
    cursor = None if ours else need.cursor
    page = await listed(
        audience.msgflash, limit=CONTACTS_A_PAGE, cursor=cursor, search=need.words, watched=asked.watched
    )
    if isinstance(page, Nothing):
        return page
    found = _contacts(page)
    audience.saw(found)
    return ContactPage(found, page.next)


async def gather(audience: Audience, need: Gather, asked: Asked) -> Finding:
    """Match a list against the contacts, and put those found to the base."""
    before = await audience.lists.selection(need.base) if need.base else ()
    if before is None:
        return NoList(GONE())
    if ids := _ids(need.source):
        return await _by_id(audience, before, ids)
    country = country_of(need.phone) if need.phone else None
    read = await _read(audience, need.source, country)
    if isinstance(read, NoList):
        return read
    if need.walk:
        stopped = await _walked(audience, asked)
        if stopped is not None:
            return stopped
    matched = await _matched(audience, read, asked)
    if not isinstance(matched, dict):
        return matched
    found = tuple(dict.fromkeys(matched[entry.number] for entry in read.entries if entry.number in matched))
    left = tuple(entry for entry in read.entries if entry.number not in matched)
    return await _put(audience, before, found, replace(read, entries=left))


async def settle(audience: Audience, need: Settle, _: Asked) -> Finding:
    before = await audience.lists.selection(need.base) if need.base else ()
    if before is None:
        return NoList(GONE())
    ids = before
    if need.turned is not None:
        ids = tuple(one for one in ids if one != need.turned) if need.turned in set(ids) else (*ids, need.turned)
    kept = await kept_selection(audience, ids)
    inside = set(ids)
    return Selection(kept, len(ids), await names_of(audience, ids), tuple(one for one in need.shown if one in inside))


async def everyone(audience: Audience, asked: Asked) -> tuple[Person, ...] | Nothing:
    """Return all contacts as they were read a moment ago, or are read now; Nothing when they cannot be."""
    at = await audience.age()
    if at is None or not timedelta() <= audience.clock() - at < READ_JUST_NOW:
        stopped = await _walked(audience, asked)
        if stopped is not None:
            return stopped
    return await audience.contacts.everyone()


async def kept_selection(audience: Audience, ids: Sequence[ContactId]) -> ListId:
    """Keep a selection; nobody at all needs no keeping."""
    return await audience.lists.keep_selection(ids, audience.clock()) if ids else ListId("")


async def names_of(audience: Audience, ids: Sequence[ContactId]) -> tuple[str, ...]:
    """Return the names of the first few of these contacts, as far as they are known here."""
    known = await audience.contacts.with_ids(ids[:NAMES])
    names = (known[one].name if one in known else audience.seen.get(one) for one in ids[:NAMES])
    return tuple(name for name in names if name is not None)


async def _walked(audience: Audience, asked: Asked) -> Nothing | None:
    return await audience.walks.read_all(
        audience.contacts, audience.msgflash, audience.clock, asked.progress, watched=asked.watched
    )


async def _read(audience: Audience, source: Source, country: str | None) -> NumberList | NoList:
    found: NumberList | Unreadable
    match source:
        case Pasted(text):
            found = await asyncio.to_thread(lists.read_text, text, country)
        case SharedCard(phone, name, vcard):
            text = vcard if vcard and "TEL" in vcard.upper() else f"{name}\t{phone}"
            found = await asyncio.to_thread(lists.read_text, text, country)
        case SentList(file, name, size):
            if size is not None and size > MOST:
                return NoList(TOO_LARGE(most=MOST_MEGABYTES))
            content = await whole_file(audience.chat.bot, file, MOST)
            if isinstance(content, NotDownloaded):
                large = content.why == "too large"
                return NoList(TOO_LARGE(most=MOST_MEGABYTES) if large else NOT_DOWNLOADED())
            found = await asyncio.to_thread(lists.read_file, content, name, country)
        case Together(sources):
            each = [(one, await _read(audience, one, country)) for one in sources]
            if all(isinstance(read, NoList) for _, read in each):
                return each[0][1]
            found = lists.together(read if isinstance(read, NumberList) else _given_back(one) for one, read in each)
    return NoList(found.reason) if isinstance(found, Unreadable) else found


def _given_back(source: OneList) -> NumberList:
    """Return what is said of one list among others that cannot be read: it is given back by its name."""
    match source:
        case SentList(name=name) | SharedCard(name=name):
            return NumberList((), 0, (name,), 1)
        case Pasted(text):
            return NumberList((), 0, (shortened(text),), 1)


async def _matched(audience: Audience, read: NumberList, asked: Asked) -> dict[str, ContactId] | Unmatched | Nothing:
    """Return the contacts of these numbers, by number."""
    numbers = [entry.number for entry in read.entries]
    if await audience.age() is not None:
        return {phone: contact.id for phone, contact in (await audience.contacts.with_phones(numbers)).items()}
    if len(numbers) > FEW:
        return Unmatched(len(numbers))
    found: dict[str, ContactId] = {}
    for number in numbers:
        page = await listed(audience.msgflash, limit=CONTACTS_A_PAGE, search=number, watched=asked.watched)
        if isinstance(page, Nothing):
            return page
        audience.saw(_contacts(page))
        found |= {contact.phone: contact.id for contact in _contacts(page) if contact.phone == number}
    return found


async def _by_id(audience: Audience, before: Sequence[ContactId], words: Sequence[str]) -> Gathered:
    """Take MsgFlash's own ids; whether they are contacts can be told only once the contacts have been read."""
    ids = tuple(ContactId(word) for word in dict.fromkeys(words))
    known = ids if await audience.age() is None else tuple(await audience.contacts.with_ids(ids))
    strange = tuple(one for one in ids if one not in set(known))
    return await _put(audience, before, known, NumberList((), len(words) - len(ids), strange, len(words)))


async def _put(
    audience: Audience, before: Sequence[ContactId], found: Sequence[ContactId], read: NumberList
) -> Gathered:
    """Put those found to the base. The entries of `read` are those that were not found."""
    chosen = set(before)
    new = tuple(one for one in found if one not in chosen)
    unknown = tuple(Numbered(entry.number, entry.name) for entry in read.entries)
    now = audience.clock()
    return Gathered(
        await kept_selection(audience, (*before, *new)),
        len(chosen) + len(new),
        len(new),
        len(found) - len(new),
        read.duplicates,
        len(unknown),
        len(read.invalid),
        await audience.lists.keep_rest(Rest(unknown, read.invalid), now),
        await names_of(audience, (*before, *new)),
        await audience.age() or now,
    )


def _ids(source: Source) -> tuple[str, ...]:
    """Return the ids that a list consists of, none when it is a list of something else."""
    words = source.text.lower().replace(",", " ").replace(";", " ").split() if isinstance(source, Pasted) else []
    return tuple(words) if all(map(is_uuid, words)) else ()


def _contacts(page: Listed) -> tuple[Contact, ...]:
    return tuple(person.contact for person in page.people)
