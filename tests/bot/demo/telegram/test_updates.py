"""Updates are numbered, kept until confirmed, and given to one poller at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.telegram.player import Player
from bot.demo.telegram.refusals import RefusedError
from bot.demo.telegram.telegram import Telegram
from bot.demo.telegram.updates import Updates, Wanted

Api = Callable[..., Awaitable[Any]]
Reason = Callable[..., Awaitable[str]]


def _filled(count: int) -> Updates:
    updates = Updates(first=1)
    for number in range(count):
        updates.add("message", {"text": str(number)})
    return updates


async def _numbers(updates: Updates, wanted: Wanted) -> list[int]:
    return [update.number for update in await updates.get(wanted)]


@pytest.mark.parametrize(
    ("offset", "given", "left"),
    [
        (0, [1, 2, 3, 4], 4),
        (1, [1, 2, 3, 4], 4),
        (3, [3, 4], 2),
        (5, [], 0),
        (99, [], 0),
        (-1, [4], 1),
        (-9, [1, 2, 3, 4], 4),
    ],
)
async def test_an_offset_confirms_what_lies_before_it(offset: int, given: list[int], left: int) -> None:
    updates = _filled(4)

    assert await _numbers(updates, Wanted(offset)) == given
    assert updates.pending == left


async def test_what_is_not_confirmed_is_given_again() -> None:
    updates = _filled(2)

    assert await _numbers(updates, Wanted()) == await _numbers(updates, Wanted()) == [1, 2]


async def test_numbers_rise_though_the_queue_is_emptied() -> None:
    updates = _filled(2)
    await updates.get(Wanted(3))
    updates.add("message", {})

    assert await _numbers(updates, Wanted()) == [3]


async def test_a_limit_leaves_the_rest_for_later() -> None:
    updates = _filled(3)

    assert await _numbers(updates, Wanted(limit=2)) == [1, 2]
    assert await _numbers(updates, Wanted(3, limit=2)) == [3]


async def test_a_poll_waits_for_what_comes() -> None:
    updates = _filled(0)
    poll = asyncio.create_task(updates.get(Wanted(timeout=30)))
    await asyncio.sleep(0)
    updates.add("message", {"text": "x"})

    assert [update.as_json() for update in await poll] == [{"update_id": 1, "message": {"text": "x"}}]


async def test_a_poll_without_time_returns_at_once_and_a_short_one_soon() -> None:
    updates = _filled(0)

    assert await updates.get(Wanted()) == ()
    assert await updates.get(Wanted(timeout=0.01)) == ()


async def test_a_second_poll_ends_the_first_and_gets_what_comes() -> None:
    updates = _filled(0)
    older = asyncio.create_task(updates.get(Wanted(timeout=30)))
    await asyncio.sleep(0)
    newer = asyncio.create_task(updates.get(Wanted(timeout=30)))
    with pytest.raises(RefusedError) as refusal:
        await older
    updates.add("message", {})

    assert len(await newer) == 1
    assert (refusal.value.code, refusal.value.description) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


async def test_a_server_that_stops_answers_the_poll() -> None:
    updates = _filled(0)
    poll = asyncio.create_task(updates.get(Wanted(timeout=30)))
    await asyncio.sleep(0)
    updates.close()

    assert await poll == ()
    assert await updates.get(Wanted(timeout=30)) == ()


@pytest.mark.parametrize(
    ("allowed", "queued"),
    [
        ([], ["message", "callback_query", "my_chat_member"]),
        (["callback_query"], ["callback_query"]),
        (["message", "chat_member"], ["message", "chat_member"]),
    ],
)
async def test_only_kinds_that_are_allowed_are_queued(allowed: list[str], queued: list[str]) -> None:
    updates = Updates()
    updates.allow(allowed)
    for kind in ("message", "callback_query", "my_chat_member", "chat_member", "message_reaction"):
        updates.add(kind, {})

    assert [update.kind for update in await updates.get(Wanted())] == queued


async def test_allowed_kinds_are_remembered_from_call_to_call(api: Api, awa: Player) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    await awa.types("personne n’écoute")
    await api("getUpdates")
    await awa.types("toujours pas")
    unheard = (await api("getUpdates"))["result"]
    await api("getUpdates", allowed_updates=[])
    await awa.types("enfin")
    heard = (await api("getUpdates"))["result"]

    assert unheard == []
    assert [update["message"]["text"] for update in heard] == ["enfin"]


async def test_allowed_kinds_are_a_list(reason: Reason) -> None:
    assert await reason("getUpdates", allowed_updates={"message": True}) == "Bad Request: expected an Array of String"


async def test_a_poll_over_http_answers_when_something_happens(api: Api, awa: Player, telegram: Telegram) -> None:
    poll = asyncio.ensure_future(api("getUpdates", timeout=30))
    await awa.types("Bonjour /start")
    answer = await poll

    (update,) = answer["result"]
    assert update["message"]["entities"] == [{"offset": 8, "length": 6, "type": "bot_command"}]
    assert telegram.updates.pending == 1


@pytest.mark.parametrize("limit", [0, -5, 1, 100, 500])
async def test_a_limit_out_of_bounds_is_brought_within(limit: int, api: Api, awa: Player) -> None:
    await awa.types("un")

    assert len((await api("getUpdates", limit=limit))["result"]) == 1


async def test_offsets_that_are_no_numbers_count_as_none(api: Api, awa: Player) -> None:
    await awa.types("un")

    assert len((await api("getUpdates", offset="abc"))["result"]) == 1
