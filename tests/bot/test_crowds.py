"""Before the whole bot: what the contacts that were read tell of a campaign's people, before it is sent."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.picking import listings, sees, sends
from tests.bot.stage import OPERATOR, Stage

Start = Callable[..., AbstractAsyncContextManager[Stage]]
SAM = 1002


def invited(people: FakePeople, *temperatures: str | None) -> None:
    """Make as many VIPs, every second of them a client too, and some who are clients only."""
    for at, temperature in enumerate(temperatures):
        people.add(f"Name {at}", f"+3363998{at:04}", "vip", *(("client",) if at % 2 else ()))
        people.contacts[-1]["temperature"] = temperature
    for at in range(5):
        people.add(f"Client {at}", f"+3363997{at:04}", "client")


async def asks_for_tags(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses("By tags")


async def reads_contacts(stage: Stage) -> None:
    await asks_for_tags(stage)
    await stage.presses("Read my contacts")


async def comes_to_recap(stage: Stage, tag: str) -> None:
    await stage.presses(tag)
    await stage.presses("Continue")
    await stage.types("15/04/2026 18:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    sees(stage, "Recap")


async def test_the_cold_share_of_a_tag_is_told_with_the_age_of_the_reading(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    invited(people, "cold", "cold", "cold", "warm", "hot", None)
    async with start() as stage:
        await reads_contacts(stage)
        stage.passes(minutes=95)
        await comes_to_recap(stage, "vip (6)")
        sees(stage, "2 without an answer")
        await stage.presses("Checks")

        sees(
            stage,
            "Estimate, 10:30: at least 50% cold contacts among the recipients.",
            "MsgFlash does not tell whether 1 of the 6 recipients is a cold contact.",
        )
        assert len(listings(msgflash)) == 1


async def test_of_contacts_without_a_temperature_nothing_is_said(start: Start, people: FakePeople) -> None:
    invited(people, None, None)
    async with start() as stage:
        await reads_contacts(stage)
        await comes_to_recap(stage, "vip (2)")
        await stage.presses("Checks")

        assert "cold" not in stage.reads()


async def test_contacts_that_were_read_too_long_ago_tell_nothing(start: Start, people: FakePeople) -> None:
    invited(people, "cold", "cold")
    async with start() as stage:
        await reads_contacts(stage)
        await stage.presses("vip (2)")
        await stage.presses("Continue")
        await stage.types("16/04/2026 18:00")
        await stage.presses("Once only")
        stage.passes(hours=25)
        await stage.types("Hello")
        await stage.presses("Checks")

        assert "cold" not in stage.reads()


async def test_those_who_would_get_the_message_of_another_operator_too_are_counted(
    start: Start, people: FakePeople
) -> None:
    invited(people, *("warm",) * 6)
    async with start(operator_ids=f"{OPERATOR},{SAM}") as stage:
        await reads_contacts(stage)
        await stage.presses("vip (6)")
        await stage.presses("Continue")
        await sends(stage)
        sam = stage.beside(SAM)
        await asks_for_tags(sam)
        await comes_to_recap(sam, "client (8)")

        sees(sam, "Estimate, 10:30: 3 people would receive this same message twice: it also goes out with “")


async def test_campaigns_to_people_who_share_nobody_raise_no_warning(start: Start, people: FakePeople) -> None:
    people.crowd(20)
    async with start(operator_ids=f"{OPERATOR},{SAM}") as stage:
        await reads_contacts(stage)
        await stage.presses("vip (2)")
        await stage.presses("Continue")
        await sends(stage)
        sam = stage.beside(SAM)
        await asks_for_tags(sam)
        await comes_to_recap(sam, "client (10)")
        assert "twice" not in sam.reads()
        await sam.presses("Checks")

        sees(sam, "Estimate, 10:30: no other campaign of this bot sends this message to the same people within a day.")


async def test_a_campaign_whose_people_nobody_knows_is_still_a_maybe(start: Start, people: FakePeople) -> None:
    invited(people, "warm", "warm")
    async with start(operator_ids=f"{OPERATOR},{SAM}") as stage:
        await stage.types("/new")
        await stage.presses("A group")
        await stage.presses("VIPs")
        await sends(stage)
        sam = stage.beside(SAM)
        await reads_contacts(sam)
        await comes_to_recap(sam, "client (6)")

        sees(sam, "some people may receive it twice")


async def test_chosen_contacts_are_compared_with_a_tag(start: Start, people: FakePeople) -> None:
    invited(people, "warm", "warm")
    async with start(operator_ids=f"{OPERATOR},{SAM}") as stage:
        await reads_contacts(stage)
        await stage.presses("vip (2)")
        await stage.presses("Continue")
        await sends(stage)
        sam = stage.beside(SAM)
        await sam.types("/new")
        await sam.presses("Chosen contacts")
        await sam.types("Name 1")
        await sam.presses("Name 1")
        await sam.presses("Continue")
        await sam.types("15/04/2026 18:00")
        await sam.presses("Once only")
        await sam.types("Hello")

        sees(sam, "1 person would receive this same message twice")


async def test_a_campaign_that_left_days_ago_is_no_longer_compared(start: Start, people: FakePeople) -> None:
    invited(people, "warm", "warm")
    async with start(operator_ids=f"{OPERATOR},{SAM}", retention_contacts_hours=96) as stage:
        await reads_contacts(stage)
        await stage.presses("vip (2)")
        await stage.presses("Continue")
        await sends(stage)
        stage.passes(days=3)
        sam = stage.beside(SAM)
        await asks_for_tags(sam)
        await sam.presses("client (6)")
        await sam.presses("Continue")
        await sam.types("20/04/2026 18:00")
        await sam.presses("Once only")
        await sam.types("Hello")
        assert "twice" not in sam.reads()
        await sam.presses("Checks")

        sees(sam, "Fact: no other campaign of this bot sends this message to the same people within a day.")
