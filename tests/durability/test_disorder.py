"""Any disorder of taps and updates, many at once: every talk stays in order, and each confirmation counts once."""

import asyncio
import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx
from hypothesis import HealthCheck, settings, target
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from telegram import Update

from bot.__main__ import assemble
from bot.process import Assembled, Ending
from conversations.conversation import Conversation
from storage.codec import decode
from storage.store import opened
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.stage import settings as configured
from tests.durability.leaping import LeapingLoop

PEOPLE = (1001, 1002)
TEXTS = ("/start", "/new", "/cancel", "/drafts", "vip", "tomorrow 9am", "Hello", "")
FORGED = ("", "|", "0|send", "-1|new", "999|send", "x|y|z", "5|/new", "٣|send", "1e3|send", "7|" + "z" * 60)


class Disorder(RuleBasedStateMachine):
    """Two operators before the real Application. Updates are gathered, then let in at once, in any order and twice."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "bot.db"
        self.runner = asyncio.Runner(loop_factory=LeapingLoop)
        self.telegram, self.msgflash = FakeTelegram(), FakeMsgFlash()
        self.store = opened(self.path)
        self.ending = Ending()
        self.made: Assembled = self.runner.run(self._start())
        self.gathered: list[dict[str, object]] = []
        self.past: list[dict[str, object]] = []
        self.turns: dict[str, int] = {}
        self.number = 0

    async def _start(self) -> Assembled:
        store = await self.store.__aenter__()
        loop = asyncio.get_running_loop()
        assert isinstance(loop, LeapingLoop)
        loop.busy = lambda: store.database.pending > 0
        made = assemble(
            configured(operator_ids=",".join(map(str, PEOPLE))),
            store,
            self.ending,
            telegram=(self.telegram, self.telegram),
            transport=httpx.MockTransport(self.msgflash),
            clock=lambda: NOW,
        )
        await made.application.initialize()
        await made.runner.wake_all()
        return made

    @rule(who=some.sampled_from(PEOPLE), text=some.sampled_from(TEXTS))
    def says(self, who: int, text: str) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        self._gather({"message": {**message(who), "text": text, "entities": entities}})

    @rule(who=some.sampled_from(PEOPLE), which=some.integers(0, 40), times=some.integers(1, 3))
    def taps(self, who: int, which: int, times: int) -> None:
        """Any button of any message that is still there, so also of old ones; more than once for a nervous thumb."""
        choices = self._buttons(who)
        for _ in range(times if choices else 0):
            self._gather({"callback_query": query(who, choices[which % len(choices)])})

    @rule(who=some.sampled_from(PEOPLE), choice=some.sampled_from(("send", "sure", "tags", "text", "new")))
    def taps_on_purpose(self, who: int, choice: str) -> None:
        """Press what leads on, if it is there: a campaign is rarely finished by chance."""
        for data in self._buttons(who):
            if data.partition("|")[2].removeprefix("/") == choice:
                self._gather({"callback_query": query(who, data)})

    @rule(who=some.sampled_from(PEOPLE))
    def answers_everything(self, who: int) -> None:
        """Come to the recap, whose Send is what nervous thumbs are dangerous for."""
        for deed in ("/start", "/cancel", "/new", "|tags", "vip", "tomorrow 9am", "|none", "Hello"):
            if deed.startswith("|"):
                self._gather_press(who, deed)
            else:
                entities = [{"type": "bot_command", "offset": 0, "length": len(deed)}] if deed.startswith("/") else []
                self._gather({"message": {**message(who), "text": deed, "entities": entities}})
            self.runner.run(self._let_in(self.gathered))
            self.gathered = []

    def _gather_press(self, who: int, ending: str) -> None:
        for data in [data for data in self._buttons(who) if data.endswith(ending)][:1]:
            self._gather({"callback_query": query(who, data)})

    @rule(who=some.sampled_from(PEOPLE), data=some.sampled_from(FORGED))
    def forges(self, who: int, data: str) -> None:
        self._gather({"callback_query": query(who, data)})

    @precondition(lambda self: bool(self.past))
    @rule(which=some.integers(0, 1000))
    def is_delivered_again(self, which: int) -> None:
        self.gathered.append(self.past[which % len(self.past)])

    @rule(order=some.randoms(use_true_random=False))
    def lets_in(self, order: Random) -> None:
        order.shuffle(self.gathered)
        updates, self.gathered = self.gathered, []
        self.past.extend(updates)
        self.runner.run(self._let_in(updates))

    async def _let_in(self, updates: list[dict[str, object]]) -> None:
        parsed = [Update.de_json(update, self.made.application.bot) for update in updates]
        await asyncio.gather(*(self.made.inbox.put_all((update,)) for update in parsed))
        while self.made.runner.beside.tasks:
            await self.made.runner.beside.finish(1000)

    @invariant()
    def nothing_is_left_lying(self) -> None:
        if self.gathered:
            return
        store = self.made.runner.store

        assert not self.ending.event.is_set()
        assert self.runner.run(store.waiting()) == ()
        assert self.runner.run(store.owing()) == ()
        assert not store.connection.in_transaction

    @invariant()
    def turns_only_rise_and_the_last_screen_is_of_the_last_turn(self) -> None:
        rows = self.made.runner.store.connection.execute("select talk, turn, shown, document from conversations")
        for talk, turn, shown, document in rows.fetchall():
            assert turn >= self.turns.get(talk, 0)
            assert shown == turn
            conversation = decode(document)
            assert isinstance(conversation, Conversation)
            assert conversation.turn == turn
            self.turns[talk] = turn

    @invariant()
    def each_confirmation_makes_one_campaign(self) -> None:
        names = [str(body["name"]).rpartition(" ")[2] for body in self.msgflash.created]

        assert len(names) == len(set(names))

    def teardown(self) -> None:
        target(len(self.msgflash.created))

        async def stop() -> None:
            await self.made.runner.beside.finish(10)
            await self.made.application.shutdown()
            await self.made.runner.sources.msgflash.client.aclose()
            await self.store.__aexit__(None, None, None)

        self.runner.run(stop())
        self.runner.close()
        self.folder.cleanup()

    def _gather(self, update: dict[str, object]) -> None:
        self.number += 1
        self.gathered.append({"update_id": self.number, **update})

    def _buttons(self, who: int) -> list[str]:
        own = [shown for shown in self.telegram.visible() if int(str(shown["chat_id"])) == who]
        return [data for shown in reversed(own) for data in choices_of(shown.get("reply_markup"))]


def choices_of(markup: object) -> list[str]:
    rows = json.loads(markup) if isinstance(markup, str) else markup
    keys = rows["inline_keyboard"] if isinstance(rows, dict) else ()
    return [key["callback_data"] for row in keys for key in row if "callback_data" in key]


def message(who: int) -> dict[str, object]:
    sender = {"id": who, "is_bot": False, "first_name": "Awa", "language_code": "en"}
    return {"message_id": 1, "date": 1776155400, "chat": {"id": who, "type": "private"}, "from": sender}


def query(who: int, data: str) -> dict[str, object]:
    own = message(who)
    return {"id": "1", "from": own["from"], "chat_instance": "1", "data": data, "message": {**own, "text": "…"}}


TestDisorder = Disorder.TestCase
TestDisorder.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
