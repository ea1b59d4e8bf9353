"""A thousand submissions with everything failing at random: what was recorded is what operators were told."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

import httpx
import stamina

from bot.__main__ import assemble
from bot.process import Assembled, Ending
from conversations.conversation import Sending
from storage.store import opened
from tests.bot.fake_telegram import NOW
from tests.bot.stage import settings
from tests.durability.faults import FaultyMsgFlash, FaultyTelegram, Person, Shown
from tests.durability.leaping import LeapingLoop
from tests.durability.world import left_undone

CHAT = 7000
PEOPLE = 40
ENOUGH = 1000
CREATED, UNKNOWN, SENDING = "Campaign created", "Outcome unknown", "Sending to MsgFlash"
AGAIN = "Try again"


@dataclass
class Tally:
    """What operators confirmed and were told, and what MsgFlash recorded meanwhile."""

    told: Counter[str] = field(default_factory=Counter)
    recorded_of: Counter[str] = field(default_factory=Counter)

    def note(self, told: str, recorded: int) -> None:
        self.told[told] += 1
        self.recorded_of[told] += recorded

        # One confirmation, one campaign at most, and never one that nobody was told of.
        assert recorded <= {"created": 1, "unknown": 1, "not created": 0}[told]
        assert recorded == 1 or told != "created"


async def campaigns(operator: Person, msgflash: FaultyMsgFlash, tally: Tally) -> None:
    """Create campaigns until all operators together have confirmed often enough."""
    telegram, chat, tag = operator.telegram, operator.chat, str(operator.chat)
    await operator.types("/start")
    while tally.told.total() < ENOUGH:
        await to_the_recap(operator, tag)
        open_ = True
        while open_:
            before, asked = msgflash.recorded.get(tag, 0), msgflash.asked[tag]
            shown = await telegram.sees(chat, lambda shown: shown.offers("Send") is not None)
            await operator.presses(str(shown.offers("Send")))
            shown = await outcome(operator)
            recorded = msgflash.recorded.get(tag, 0) - before
            if msgflash.asked[tag] == asked:
                # Between the look and the press the recap changed in what has to be known: it has to be read again.
                assert not recorded
                assert shown.offers("Send")
                continue
            if CREATED in shown.text:
                tally.note("created", recorded)
                open_ = False
            elif UNKNOWN in shown.text:
                tally.note("unknown", recorded)
                await operator.presses(str(shown.offers("It is there" if recorded else "It is not there")))
                open_ = not recorded
            else:
                tally.note("not created", recorded)
                if shown.offers("Send") is None:
                    # A refusal may open the one question to be mended; the answers are good, so back to the recap.
                    await operator.chooses("Recap")


async def outcome(operator: Person) -> Shown:
    """Return the screen that tells what became of a press on Send: the bot's first after the submission has ended.

    What the checks found may have drawn the recap anew in the moment between the look and the press, so that a screen
    with another Send tells nothing by itself.
    """
    store, met = operator.made.runner.store, operator.telegram.sees
    while True:
        saved = await store.load(f"{operator.chat}:{operator.chat}")
        assert saved is not None
        turn = saved.conversation.turn
        if not isinstance(saved.conversation.stage, Sending):
            return await met(operator.chat, tells_of(turn))
        await asyncio.sleep(1)


def tells_of(turn: int) -> Callable[[Shown], bool]:
    return lambda shown: SENDING not in shown.text and (shown.turn or turn) >= turn


async def to_the_recap(operator: Person, tag: str) -> None:
    await operator.types("/start")
    await operator.chooses("New campaign")
    while True:
        shown = await operator.telegram.sees(
            operator.chat, lambda shown: bool(shown.offers("By tags") or shown.offers(AGAIN))
        )
        if shown.offers("By tags") is not None:
            break
        # Reading the numbers failed for the moment.
        await operator.chooses(AGAIN)
    await operator.chooses("By tags")
    await operator.telegram.sees(operator.chat, lambda shown: "Write a tag" in shown.text)
    await operator.types(tag)
    for label in ("Tomorrow 09:00", "Once only"):
        await operator.chooses(label)
    await operator.telegram.sees(operator.chat, lambda shown: "What are you sending?" in shown.text)
    await operator.types("Hello")


async def owed_is_paid(made: Assembled) -> None:
    while True:
        await asyncio.sleep(15)
        await made.runner.pay_owed()


async def storm(database: Path, seed: int) -> tuple[Tally, FaultyMsgFlash]:
    telegram, msgflash = FaultyTelegram(Random(seed), 0.15), FaultyMsgFlash(Random(seed + 1))  # noqa: S311 - faults, no secrets
    tally, numbers = Tally(), count(1)
    chats = range(CHAT, CHAT + PEOPLE)
    loop = asyncio.get_running_loop()
    assert isinstance(loop, LeapingLoop)
    async with opened(database) as store:
        loop.busy = lambda: store.database.pending > 0
        made = assemble(
            settings(operator_ids=",".join(map(str, chats))),
            store,
            Ending(),
            telegram=(telegram, telegram),
            transport=httpx.MockTransport(msgflash),
            clock=lambda: NOW,
        )
        await made.application.initialize()
        paying = asyncio.ensure_future(owed_is_paid(made))
        await asyncio.gather(*(campaigns(Person(made, telegram, chat, numbers), msgflash, tally) for chat in chats))
        telegram.share = 0.0
        made.runner.chat.pauses.clear()
        paying.cancel()
        await made.runner.beside.finish(1000)
        await made.runner.pay_owed()
        await made.runner.beside.finish(1000)
        await made.application.shutdown()
        await made.runner.sources.msgflash.client.aclose()
    return tally, msgflash


def test_whatever_fails_each_campaign_is_known_to_its_operator_and_none_is_created_twice(tmp_path: Path) -> None:
    stamina.set_testing(testing=False)
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        tally, msgflash = runner.run(storm(tmp_path / "bot.db", 4))

    assert tally.told.total() >= ENOUGH
    assert sum(msgflash.recorded.values()) == tally.told["created"] + tally.recorded_of["unknown"]
    assert min(tally.told["created"], tally.told["unknown"], tally.told["not created"]) > ENOUGH // 20
    assert 0 < tally.recorded_of["unknown"] < tally.told["unknown"]
    assert left_undone(tmp_path / "bot.db") == []
