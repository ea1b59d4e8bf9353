"""Recipients chosen before the real Application: what is asked of MsgFlash, what leaves, what survives a restart."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.picking import at_contacts, document, listings, posted, sees, sends
from tests.bot.stage import OPERATOR, Stage, meanwhile

Start = Callable[..., AbstractAsyncContextManager[Stage]]
SAM = 1002
FILE = """Nom;Tél
Awa;06 39 98 00 07
Zoé;+33639980008
Awa;0639980007
Bob;06 39 98 99 99
Ali;06 39 98 99 98
X;06 39
"""


async def test_tags_are_read_once_and_then_known_to_every_operator(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(250)
    async with start(operator_ids=f"{OPERATOR},{SAM}") as stage:
        await stage.types("/new")
        await stage.presses("By tags")
        sees(stage, "I read your 250 contacts", "about 3 of your plan")
        await stage.presses("Read my contacts")
        assert [asked.get("cursor") for asked in listings(msgflash)] == [None, "100", "200"]
        await stage.presses("vip (25)")
        await stage.presses("Continue (25)")
        await sends(stage)
        sam = stage.beside(SAM)
        await sam.types("/new")
        await sam.presses("By tags")

        sees(sam, "250 contacts read")
        await sam.presses("vip (25)")
        await sam.presses("client (125)")
        sees(sam, "At least one of them: 150. All of them: 0.")
        assert len(listings(msgflash)) == 3
    assert [body["recipients"] for body in msgflash.created] == [{"type": "tags", "value": ["vip"]}]


async def test_stopping_the_reading_asks_for_no_further_page_and_keeps_what_was_known(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(250)
    async with start() as stage:
        await stage.types("/new")
        await stage.presses("By tags")
        await stage.presses("Read my contacts")
        msgflash.held["/contacts"] = asyncio.Event()
        await stage.posts(stage.press(stage.data("Read contacts again")))
        await meanwhile(lambda: len(listings(msgflash)) == 4)
        await meanwhile(lambda: "Stop" in str(stage.labels()))
        await stage.posts(stage.press(stage.data("Stop")))
        await meanwhile(lambda: "vip (25)" in str(stage.labels()))
        msgflash.held.clear()
        await stage.settles()

        assert len(listings(msgflash)) == 4
        sees(stage, "250 contacts read")


async def test_a_list_is_matched_after_reading_what_it_costs_and_exactly_those_found_are_sent_to(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople, telegram: FakeTelegram
) -> None:
    ids = people.crowd(250)
    telegram.files["list.csv"] = FILE.encode("latin-1")
    async with start() as stage:
        await at_contacts(stage)
        await stage.sends(**document("list.csv"))
        sees(stage, "To find these 4 numbers I have to read your 250 contacts")
        assert listings(msgflash) == []
        await stage.presses("Read my contacts")
        sees(stage, "Found: 2", "Listed twice: 1", "Not in MsgFlash: 2", "Not numbers: 1")
        await stage.presses("Continue with 2")
        await sends(stage)

    assert [body["recipients"] for body in msgflash.created] == [{"type": "explicit", "value": [ids[7], ids[8]]}]
    assert posted(msgflash, "/number-lookups") == []
    assert posted(msgflash, "/contacts") == []


async def test_thousands_are_sent_to_exactly_and_the_talk_stays_small(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople, telegram: FakeTelegram
) -> None:
    ids = people.crowd(3000)
    telegram.files["all.txt"] = "\n".join(str(one["phone"]) for one in people.contacts).encode()
    async with start() as stage:
        await at_contacts(stage)
        await stage.sends(**document("all.txt"))
        await stage.presses("Read my contacts")
        await stage.presses("Continue with 3,000")
        await stage.types("15/04/2026 11:00")
        await stage.presses("Once only")
        await stage.types("Hello")
    size = sqlite3.connect(stage.path).execute("select max(length(document)) from conversations").fetchone()[0]
    async with start() as stage:
        await stage.presses("Send to 3,000")
        sees(stage, "Campaign created")

    assert msgflash.created[0]["recipients"] == {"type": "explicit", "value": ids}
    assert size < 4000


async def test_a_shared_card_is_looked_for_alone_without_reading_everybody(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    ids = people.crowd(250)
    async with start() as stage:
        await at_contacts(stage)
        await stage.sends(contact={"phone_number": "33639980042", "first_name": "Awa"})
        sees(stage, "Found: 1", "1 contact chosen: Name 0042")
        assert listings(msgflash) == [{"limit": "8", "search": "+33639980042"}]
        await stage.presses("Add other contacts")
        await stage.types("name 0043")
        await stage.presses("Name 0043")
        await stage.presses("Continue (2)")
        await sends(stage)

    assert msgflash.created[0]["recipients"] == {"type": "explicit", "value": [ids[42], ids[43]]}


async def test_cards_shared_one_upon_the_other_all_count(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    ids = people.crowd(250)
    async with start() as stage:
        await at_contacts(stage)
        cards: list[dict[str, object]] = [
            {"contact": {"phone_number": f"3363998004{at}", "first_name": "Awa"}} for at in range(3)
        ]
        await asyncio.gather(*(stage.sends(**sent) for sent in (*cards, document("none.pdf"))))
        sees(stage, "Found: 3", "Not numbers: 1", "3 contacts chosen: Name 0040, Name 0041 and Name 0042")
        await stage.presses("Continue with 3")
        await sends(stage)

    assert msgflash.created[0]["recipients"] == {"type": "explicit", "value": ids[40:43]}


async def test_a_vcard_brings_all_numbers_of_the_card(start: Start, people: FakePeople) -> None:
    people.crowd(5)
    vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Awa\nTEL;TYPE=CELL:0639980001\nTEL;TYPE=CELL:+33639980002\nEND:VCARD"
    async with start() as stage:
        await at_contacts(stage)
        await stage.sends(contact={"phone_number": "0639980001", "first_name": "Awa", "vcard": vcard})

        sees(stage, "Found: 2")


@pytest.mark.usefixtures("people")
async def test_a_file_that_is_too_large_or_not_given_is_explained(stage: Stage, telegram: FakeTelegram) -> None:
    await at_contacts(stage)
    big = {"file_id": "f", "file_unique_id": "f", "file_name": "big.csv", "file_size": 10 * 1024 * 1024 + 1}
    await stage.sends(document=big)
    sees(stage, "larger than 10 MB")
    assert telegram.named("getFile") == []
    await stage.sends(**document("gone.csv"))
    sees(stage, "Telegram did not give me this file")
    telegram.files["odd.pdf"] = b"%PDF-1.7 \x00"
    await stage.sends(**document("odd.pdf"))

    sees(stage, "odd.pdf")
    await stage.presses("Choose another way")
    sees(stage, "Write a name")


async def test_ids_are_taken_and_once_the_contacts_are_read_checked(start: Start, people: FakePeople) -> None:
    known, *_ = people.crowd(5)
    strange = "3b9e5f5e-2f77-4a44-9c9b-999999999999"
    async with start() as stage:
        await at_contacts(stage)
        await stage.types(f"{known.upper()}, {strange} {known}")
        sees(stage, "Found: 2", "Listed twice: 1")
        await stage.types("/new")
        await stage.presses("Start another one")
        await stage.presses("By tags")
        await stage.presses("Read my contacts")
        await stage.presses("Back")
        await stage.presses("Chosen contacts")
        await stage.types(f"{known} {strange}")

        sees(stage, "Found: 1", "Not numbers: 1")


async def test_a_selection_that_was_forgotten_sends_nothing_and_is_chosen_again(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(5)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("name 0003")
        await stage.presses("Name 0003")
        await stage.presses("Continue (1)")
        await stage.types("15/04/2026 11:00")
        await stage.presses("Once only")
        await stage.types("Hello")
        await stage.made.runner.store.database.write(
            lambda connection: connection.execute("delete from lists") and None
        )
        await stage.presses("Send to 1")

        sees(stage, "no longer keeps the contacts you chose", "Nothing was sent")
        await stage.presses("Untick all")
        await stage.types("name 0003")
        await stage.presses("Name 0003")
        await stage.presses("Continue (1)")
        await stage.presses("Send to 1")
        sees(stage, "Campaign created")
    assert len(msgflash.posts()) == 1


@pytest.mark.usefixtures("people")
async def test_a_few_members_of_a_group_are_named_before_sending(stage: Stage, msgflash: FakeMsgFlash) -> None:
    members = {"data": {"members": [{"id": "1", "name": "Awa"}, {"id": "2", "name": "Zoé"}]}}
    msgflash.answers("/members", httpx.Response(200, json=members))
    await stage.types("/new")
    await stage.presses("A group")
    await stage.presses("VIPs")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")

    sees(stage, "VIPs (42 contacts)", "Among them: Awa and Zoé")
    assert "Send to 42" in stage.labels()
