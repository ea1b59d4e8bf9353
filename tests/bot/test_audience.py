"""Recipients chosen before the real Application: what is asked of MsgFlash, what leaves, what survives a restart."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from bot.render import plain
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.fake_telegram import FakeTelegram
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


@pytest.fixture
def msgflash() -> FakeMsgFlash:
    return FakeMsgFlash(people=FakePeople())


@pytest.fixture
def people(msgflash: FakeMsgFlash) -> FakePeople:
    assert msgflash.people is not None
    return msgflash.people


def sees(stage: Stage, *texts: str) -> None:
    """Every text is on the screen, however it is set."""
    read = plain(stage.reads())
    for text in texts:
        assert text in read, f"{text!r} is not in:\n{read}"


def asked_of(msgflash: FakeMsgFlash, method: str, path: str) -> list[httpx.Request]:
    return [one for one in msgflash.requests if (one.method, one.url.path) == (method, f"/api/v1{path}")]


def listings(msgflash: FakeMsgFlash) -> list[dict[str, str]]:
    """What was asked of the list of contacts, the total aside."""
    asked = [
        request for request in msgflash.requests if (request.method, request.url.path) == ("GET", "/api/v1/contacts")
    ]
    return [dict(request.url.params) for request in asked if request.url.params["limit"] != "5"]


def posted(msgflash: FakeMsgFlash, path: str) -> list[dict[str, object]]:
    return [json.loads(request.content) for request in asked_of(msgflash, "POST", path)]


async def at_contacts(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses("Chosen contacts")


async def sends(stage: Stage) -> None:
    """From the question after the recipients on, to the end."""
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    sees(stage, "Recap")
    await stage.presses("Send to")
    sees(stage, "Campaign created")


def document(name: str) -> dict[str, object]:
    return {"document": {"file_id": name, "file_unique_id": name, "file_name": name, "mime_type": "text/csv"}}


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


async def test_a_vcard_brings_all_numbers_of_the_card(start: Start, people: FakePeople) -> None:
    people.crowd(5)
    vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Awa\nTEL;TYPE=CELL:0639980001\nTEL;TYPE=CELL:+33639980002\nEND:VCARD"
    async with start() as stage:
        await at_contacts(stage)
        await stage.sends(contact={"phone_number": "0639980001", "first_name": "Awa", "vcard": vcard})

        sees(stage, "Found: 2")


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
    await stage.presses("Add other contacts")
    sees(stage, "Write a name")


async def test_ids_are_taken_and_once_the_contacts_are_read_checked(start: Start, people: FakePeople) -> None:
    known, *_ = people.crowd(5)
    strange = "3b9e5f5e-2f77-4a44-9c9b-999999999999"
    async with start() as stage:
        await at_contacts(stage)
        await stage.types(f"{known.upper()}, {strange} {known}")
        sees(stage, "Found: 2", "Listed twice: 1")
        await stage.types("/new")
        await stage.presses("new")
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

        sees(stage, "no longer keeps the contacts you chose", "SELECTION_FORGOTTEN")
        await stage.presses("Untick all")
        await stage.types("name 0003")
        await stage.presses("Name 0003")
        await stage.presses("Continue (1)")
        await stage.presses("Send to 1")
        sees(stage, "Campaign created")
    assert len(msgflash.posts()) == 1


async def test_unknown_contacts_are_created_once_each_with_their_tag_and_then_chosen(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(3)
    people.add("Hidden", "+33639980105", "old")
    numbers = "\n".join(f"Client {at}: +336399801{at:02}" for at in range(25))
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("+33639980001\n" + numbers)
        await stage.presses("Read my contacts")
        sees(stage, "Found: 2", "Not in MsgFlash: 24")
        await stage.presses("Create the 24 absent")
        await stage.types("spring")
        sees(stage, "Creating done: 24 of 24", "Created: 24")
        created = posted(msgflash, "/contacts")
        assert len(created) == 24
        assert created[0] == {"name": "Client 0", "phone": "+33639980100", "tags": ["spring"]}
        await stage.presses("Continue with 26")
        await sends(stage)

    recipients = msgflash.created[0]["recipients"]
    assert isinstance(recipients, dict)
    assert len(set(recipients["value"])) == 26
    assert len({one["phone"] for one in people.contacts}) == len(people.contacts)


async def test_a_number_that_came_meanwhile_is_there_and_not_created_again(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("+33639980101\n+33639980102\n+33639980103\n+33639980104")
        await stage.presses("Read my contacts")
        there = people.add("Came since", "+33639980102")
        await stage.presses("Create the 4 absent")
        await stage.presses("Without a tag")

        sees(stage, "Created: 3", "Already in MsgFlash: 1")
        await stage.presses("Continue with 4")
        await sends(stage)
    recipients = msgflash.created[0]["recipients"]
    assert isinstance(recipients, dict)
    assert there in recipients["value"]


async def test_creations_of_unknown_outcome_are_looked_for_before_they_are_tried_again(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    """The second one arrived though its answer was lost; the third was never taken."""
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("+33639980101\n+33639980102\n+33639980103\n+33639980104")
        await stage.presses("Read my contacts")
        arrived = httpx.Response(201, json={"data": {"id": people.add("x", "+33639980101"), "name": "x"}})
        msgflash.answers("/contacts", arrived, httpx.ReadTimeout("lost"))
        people.add("y", "+33639980102")
        await stage.presses("Create the 4 absent")
        await stage.presses("Without a tag")
        sees(stage, "Creating stopped: 1 of 4", "MsgFlash is not answering")
    async with start() as stage:
        await stage.presses("Go on creating")

        sees(stage, "Creating done: 4 of 4", "Created: 4")
    phones = [body["phone"] for body in posted(msgflash, "/contacts")]
    assert phones == [f"+3363998010{at}" for at in (1, 2, 3, 4)]


async def test_the_rest_of_a_list_comes_back_as_a_table_that_can_be_sent_again(
    start: Start, people: FakePeople, telegram: FakeTelegram
) -> None:
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("Awa =1+1 : +33639980101\n+33639980102\n+33639980001\n06 39")
        await stage.presses("Get the rest")

        name, content = telegram.uploads[-1]
        assert name == "rest.csv"
        assert content.decode("utf-8-sig").splitlines()[1:] == ["+33639980102;", "06 39;"]
        assert "=1+1" not in {cell[:4] for cell in content.decode("utf-8-sig").replace("\r\n", ";").split(";")}
        telegram.files["again.csv"] = content
        await stage.sends(**document("again.csv"))
        sees(stage, "Not in MsgFlash: 2", "Not numbers: 1")


async def test_numbers_are_looked_up_on_request_alone_and_twenty_at_most(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("\n".join(f"+336399801{at:02}" for at in range(30)))
        await stage.presses("Read my contacts")
        assert posted(msgflash, "/number-lookups") == []
        await stage.presses("Check on WhatsApp")
        await stage.presses("Check 20 numbers")
        sees(stage, "On WhatsApp: 10", "Not on WhatsApp: 10")
        await stage.presses("Create the 10 absent")
        await stage.presses("Without a tag")

        sees(stage, "Created: 10")
    (asked,) = posted(msgflash, "/number-lookups")
    assert asked["numbers"] == [f"+336399801{at:02}" for at in range(20)]


async def test_numbers_and_names_are_in_no_log(
    start: Start, people: FakePeople, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("Awa Secret: +33639980101")
        await stage.presses("Create the 1 absent")
        await stage.presses("Without a tag")
        sees(stage, "Created: 1")

    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "39980101" not in told
    assert "Secret" not in told


async def test_a_few_members_of_a_group_are_named_before_sending(stage: Stage, msgflash: FakeMsgFlash) -> None:
    members = {"data": {"members": [{"id": "1", "name": "Awa"}, {"id": "2", "name": "Zoé"}]}}
    msgflash.answers("/members", httpx.Response(200, json=members))
    await stage.types("/new")
    await stage.presses("A group")
    await stage.presses("VIPs")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")

    sees(stage, "VIPs: 42 contacts", "Among them: Awa and Zoé")
    assert "Send to 42" in stage.labels()
