"""Numbers MsgFlash does not know, before the real Application: created once, looked up on request, handed back."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.picking import at_contacts, document, posted, sees, sends
from tests.bot.stage import Stage

Start = Callable[..., AbstractAsyncContextManager[Stage]]


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


@pytest.mark.parametrize("one", [{"phone": "+336399801"}, "+336399801", None])
async def test_a_look_up_that_is_written_otherwise_than_expected_is_not_taken_for_nobody(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople, one: object
) -> None:
    people.crowd(3)
    result = {"onWhatsApp": [one], "notOnWhatsApp": [], "invalid": []}
    answer = {"lookupId": "l", "onWhatsAppCount": 2, "notOnWhatsAppCount": 0, "invalidCount": 0, "result": result}
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("+33639980101\n+33639980102")
        await stage.presses("Check on WhatsApp")
        msgflash.answers("/number-lookups", httpx.Response(200, json={"data": answer}))
        await stage.presses("Check 2 numbers")

        assert "On WhatsApp: 0" not in stage.reads()
        sees(stage, "The numbers were not checked")


async def test_a_contact_that_is_there_and_cannot_be_found_just_now_is_not_left_out(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("+33639980101\n+33639980102\n+33639980103\n+33639980104")
        await stage.presses("Read my contacts")
        there = people.add("Came since", "+33639980101")
        conflict = httpx.Response(409, json={"error": {"code": "CONFLICT", "message": "No"}})
        msgflash.answers("/contacts", conflict, *(httpx.ConnectError("no") for _ in range(9)))
        await stage.presses("Create the 4 absent")
        await stage.presses("Without a tag")
        sees(stage, "Creating stopped: 0 of 4")
        msgflash.overrides.clear()
        await stage.presses("Go on creating")
        sees(stage, "Creating done: 4 of 4", "Already in MsgFlash: 1")
        await stage.presses("Continue with 4")
        await sends(stage)
    recipients = msgflash.created[0]["recipients"]
    assert isinstance(recipients, dict)
    assert there in recipients["value"]


async def test_a_number_that_is_there_and_is_not_found_comes_back_with_the_rest(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople, telegram: FakeTelegram
) -> None:
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("+33639980101\n+33639980102\n+33639980103\n+33639980104")
        await stage.presses("Read my contacts")
        msgflash.answers("/contacts", httpx.Response(409, json={"error": {"code": "CONFLICT", "message": "No"}}))
        await stage.presses("Create the 4 absent")
        await stage.presses("Without a tag")
        sees(stage, "Creating done: 4 of 4", "Created: 3", "Refused by MsgFlash: 1")
        await stage.presses("Get the rest")

    assert telegram.uploads[-1][1].decode("utf-8-sig").splitlines() == ["+33639980101;"]


async def test_two_operators_with_one_list_create_each_contact_once(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(3)
    numbers = "\n".join(f"+336399801{at:02}" for at in range(25))
    async with start(operator_ids="1001,1002") as stage:
        both = (stage, stage.beside(1002))
        for each in both:
            await at_contacts(each)
            await each.types(numbers)
            await each.presses("Read my contacts" if each is stage else "Create the 25 absent")
        await stage.presses("Create the 25 absent")
        for each in both:
            press = each.press(each.data("Without a tag"), each.card()["message_id"])
            await each.posts(press)
        await stage.settles()

        for each in both:
            sees(each, "Creating done: 25 of 25")
        count = stage.made.runner.store.connection.execute("select count(*) from lists where kind = 'selection'")
        assert count.fetchone() == (1,)
    assert len(posted(msgflash, "/contacts")) == 25


async def test_numbers_and_names_are_in_no_log(
    start: Start, people: FakePeople, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    people.crowd(3)
    async with start() as stage:
        await at_contacts(stage)
        await stage.types("Awa Secret: +33639980101")
        await stage.presses("Create this contact")
        await stage.presses("Without a tag")
        sees(stage, "Created: 1")

    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "39980101" not in told
    assert "Secret" not in told
