"""What is done with the numbers of a list that MsgFlash does not know: create them, look them up, hand them back.

No number is created twice: it is written down before its creation leaves, and one whose outcome is unknown is looked
for among the contacts before it is tried again.
"""

import csv
import io
from collections import Counter

from bot.asked import Asked
from bot.audience import Audience, kept_selection, names_of
from bot.chat import GoneError, NotShownError
from bot.msgflash.contacts import Made, There, create, listed, look_up
from conversations.deeds import Declined, Missed, Result, Unsure
from conversations.needs import Nothing
from conversations.people import Add, Added, Contact, HandBack, Handed, LookedUp, LookUp
from conversations.workspace import ContactId
from storage.contacts import Person
from storage.lists import Addition, Numbered, Rest, State

# One deed creates so many, in about a second: between two of them the operator can stop.
AT_ONCE = 10
# Looking up many numbers at once gets a WhatsApp number banned.
MOST_LOOKED_UP = 20
SOUGHT = 5
# A word of our own among MsgFlash's: the list is not kept any more.
FORGOTTEN = "LIST_FORGOTTEN"
# What is said of one number; every other code concerns all of them, and ends the creating.
OF_ONE_NUMBER = ("VALIDATION_ERROR", "INVALID_DESTINATION", "BAD_REQUEST")


async def add(audience: Audience, deed: Add, _: Asked) -> Result:
    """Create the next few contacts of a list, and in the end put all that are there by then to the selection.

    One after the other, whoever asks: two operators may have the same list.
    """
    async with audience.adding:
        return await _added(audience, deed)


async def _added(audience: Audience, deed: Add) -> Result:
    rest = await audience.lists.rest(deed.rest)
    before = await audience.lists.selection(deed.base) if deed.base else ()
    if rest is None or before is None:
        return Declined(FORGOTTEN)
    known = await audience.lists.additions([number.phone for number in rest.unknown])
    to_do = [number for number in rest.unknown if number.phone not in known or known[number.phone].state == "sent"]
    code: str | None = None
    for number in () if deed.keeps else to_do[:AT_ONCE]:
        outcome = await _created(audience, number, deed.tag, unsure=number.phone in known)
        if isinstance(outcome, Declined):
            code = outcome.code
            break
        known[number.phone] = outcome
    settled = [known[number.phone] for number in rest.unknown if number.phone in known]
    states = Counter(addition.state for addition in settled)
    ids = [addition.contact for addition in settled if addition.contact is not None]
    chosen = tuple(dict.fromkeys((*before, *ids)))
    left = len(rest.unknown) - len(settled) + states["sent"]
    ends = deed.keeps or code is not None or left == 0
    return Added(
        await kept_selection(audience, chosen) if ends else None,
        len(chosen),
        await names_of(audience, chosen) if ends else (),
        states["made"],
        states["there"],
        states["refused"],
        left,
        code,
    )


async def look_up_some(audience: Audience, deed: LookUp, _: Asked) -> Result:
    """Look up the first numbers of a list; keep those that have WhatsApp."""
    rest = await audience.lists.rest(deed.rest)
    if rest is None:
        return Declined(FORGOTTEN)
    asked_of = rest.unknown[:MOST_LOOKED_UP]
    found = await look_up(audience.msgflash, deed.instance, tuple(number.phone for number in asked_of))
    if isinstance(found, Declined | Missed | Unsure):
        return found
    result = found.understood()
    if result is None:
        return Unsure()
    on = {f"+{phone.lstrip('+')}" for phone in result.on}
    having = tuple(number for number in asked_of if number.phone in on)
    kept = await audience.lists.keep_rest(Rest(having), audience.clock())
    return LookedUp(len(having), len(result.off), len(result.invalid), kept)


async def hand_back(audience: Audience, deed: HandBack, asked: Asked) -> Result:
    """Send what is left of a list into the chat, as a table that can be corrected and sent again."""
    rest = await audience.lists.rest(deed.rest)
    if rest is None:
        return Declined(FORGOTTEN)
    known = await audience.lists.additions([number.phone for number in rest.unknown])
    there = {phone for phone, addition in known.items() if addition.state in {"made", "there"}}
    left = Rest(tuple(number for number in rest.unknown if number.phone not in there), rest.invalid)
    try:
        await audience.chat.hand(int(asked.talk.partition(":")[0]), table(left), deed.name)
    except (GoneError, NotShownError):
        return Missed()
    return Handed()


def table(rest: Rest) -> bytes:
    """Return a list as CSV that spreadsheets open: numbers not in MsgFlash, then words that are no numbers."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for number in rest.unknown:
        rows.writerow((number.phone, _inert(number.name or "")))
    for words in rest.invalid:
        rows.writerow((_inert(words), ""))
    return written.getvalue().encode("utf-8-sig")


def _inert(words: str) -> str:
    """Keep a spreadsheet from reading words as a formula (owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


async def _created(audience: Audience, number: Numbered, tag: str | None, *, unsure: bool) -> Addition | Declined:
    """Create one contact; return what came of it, or why no other can be created now: "" when nobody answers."""
    phone, name = number.phone, number.name or number.phone
    if unsure:
        there = await _there(audience, phone)
        if isinstance(there, Nothing):
            return Declined(there.code or "")
        if there is not None:
            return await _settled(audience, phone, "made", there)
    await audience.lists.sending(phone, audience.clock())
    match await create(audience.msgflash, name, phone, tag):
        case Made(contact):
            new = Contact(contact, name, phone)
            audience.saw((new,))
            await audience.contacts.take_in(Person(new, (tag,) if tag else ()))
            return await _settled(audience, phone, "made", contact)
        case There():
            there = await _there(audience, phone)
            if isinstance(there, Nothing):
                # Whose it is must be known before it can be chosen: it is asked for again.
                await audience.lists.taken_back(phone)
                return Declined(there.code or "")
            # MsgFlash has it and does not find it, written otherwise say: it comes back with the rest of the list.
            return await _settled(audience, phone, "refused" if there is None else "there", there)
        case Declined(code) if code in OF_ONE_NUMBER:
            return await _settled(audience, phone, "refused", None)
        case Declined(code):
            await audience.lists.taken_back(phone)
            return Declined(code)
        case Missed():
            await audience.lists.taken_back(phone)
            return Declined("")
        case Unsure():
            return Declined("")


async def _settled(audience: Audience, phone: str, state: State, contact: ContactId | None) -> Addition:
    await audience.lists.settled(phone, state, contact)
    return Addition(state, contact)


async def _there(audience: Audience, phone: str) -> ContactId | Nothing | None:
    """Return the contact with this number, None when there is none."""
    page = await listed(audience.msgflash, limit=SOUGHT, search=phone)
    if isinstance(page, Nothing):
        return page
    return next((person.contact.id for person in page.people if person.contact.phone == phone), None)
