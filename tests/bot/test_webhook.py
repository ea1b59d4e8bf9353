"""The webhook: known by its secret, bounded, and answered only once an update is stored."""

import asyncio
import json

import pytest

from bot.health import proof
from bot.web import MOST_BYTES
from bot.webhook import SECRET_HEADER, webhook_path
from tests.bot.hooks import PATH, SECRET, Hook
from tests.bot.stage import TOKEN, Stage


def update(stage: Stage, update_id: int = 5, text: str = "/start") -> bytes:
    return json.dumps({"update_id": update_id, **stage.text(text)}).encode()


async def test_an_update_is_stored_and_worked_off(hook: Hook) -> None:
    assert await hook.calls(update(hook.stage)) == 200
    assert hook.waiting() == [5]
    await hook.stage.settles()
    hook.stage.sees("WhatsApp campaigns")


async def test_an_update_delivered_twice_is_welcome_twice_and_works_once(hook: Hook) -> None:
    assert [await hook.calls(update(hook.stage)) for _ in range(2)] == [200, 200]
    await hook.stage.settles()

    assert len(hook.stage.telegram.named("sendMessage")) == 1


@pytest.mark.parametrize("secret", [None, "", "s", SECRET + "x", SECRET.upper(), "é"])
async def test_a_call_without_the_secret_is_refused_and_leaves_nothing(hook: Hook, secret: str | None) -> None:
    assert await hook.calls(update(hook.stage), secret) == 403
    assert hook.waiting() == []


async def test_a_secret_that_is_no_text_is_refused_too(hook: Hook) -> None:
    host, _, port = hook.base.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n{SECRET_HEADER}: ".encode() + b"\xff\r\n\r\n{}"
    )
    status = await reader.readline()
    writer.close()

    assert b" 403 " in status


BROKEN = [b"", b"not json", b"\xff\xfe", b'"text"x', b'{"update_id": 5', b"{}"]
ODD = [b"null", b"[]", b"[1]", b"5", b'"x"', b"true", b'{"update_id": true}', b"[" * 100_000]


@pytest.mark.parametrize("body", BROKEN)
async def test_a_body_that_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    assert await hook.calls(body) == 400
    assert hook.waiting() == []


@pytest.mark.parametrize("body", ODD)
async def test_json_of_another_shape_is_refused(hook: Hook, body: bytes) -> None:
    assert await hook.calls(body) == 400
    assert hook.waiting() == []
    assert hook.stage.made.inbox.empty()


POISON: list[dict[str, object]] = [
    {"update_id": 5, "message": 7},
    {"update_id": 5, "message": {"message_id": 1}},
    {"update_id": 5, "callback_query": {"id": "q"}},
    {"update_id": 5, "message": {"message_id": 1, "date": "soon", "chat": []}},
]


@pytest.mark.parametrize("written", POISON)
async def test_an_update_that_can_never_be_read_is_confirmed_and_does_not_hold_up_the_next(
    hook: Hook, caplog: pytest.LogCaptureFixture, written: dict[str, object]
) -> None:
    assert await hook.calls(json.dumps(written).encode()) == 200
    assert await hook.calls(update(hook.stage, 6)) == 200
    assert hook.waiting() == [6]
    assert "update 5 cannot be read" in caplog.text


async def test_before_the_past_is_known_updates_are_put_off(hook: Hook) -> None:
    hook.stage.made.inbox.is_open = False

    assert await hook.calls(update(hook.stage)) == 503
    assert hook.waiting() == []


async def test_a_body_without_end_is_refused(hook: Hook) -> None:
    assert await hook.calls(update(hook.stage, text="x" * MOST_BYTES)) == 413
    assert hook.waiting() == []


async def test_an_update_that_cannot_be_stored_is_not_confirmed(hook: Hook) -> None:
    hook.stage.made.runner.store.connection.execute("pragma query_only = on")

    assert await hook.calls(update(hook.stage)) == 503
    assert hook.stage.made.ending.code == 1
    assert hook.stage.made.ending.reason.startswith("DATABASE_URL")


@pytest.mark.parametrize("path", ["/", "/telegram", "/telegram/", f"/telegram/{TOKEN}", PATH + "/x", PATH.upper()])
async def test_no_other_path_is_served(hook: Hook, path: str) -> None:
    assert await hook.calls(update(hook.stage), path=path) == 404
    assert hook.waiting() == []


async def test_the_webhook_takes_no_get(hook: Hook) -> None:
    async with hook.session.get(hook.base + PATH, headers={SECRET_HEADER: SECRET}) as response:
        assert response.status == 405


async def test_whether_the_process_lives_is_told_to_anybody(hook: Hook) -> None:
    async with hook.session.get(hook.base + "/healthz") as response:
        assert (response.status, await response.text()) == (200, "ok")


@pytest.mark.parametrize("path", ["/healthz", "/nothing", PATH])
async def test_no_answer_says_what_answers(hook: Hook, path: str) -> None:
    async with hook.session.get(hook.base + path) as response:
        assert "Server" not in response.headers


async def test_with_a_nonce_it_is_told_which_bot_lives(hook: Hook) -> None:
    async with hook.session.get(hook.base + "/healthz", params={"nonce": "abc"}) as response:
        assert (response.status, await response.text()) == (200, f"ok {proof(TOKEN, 'abc')}")
    assert proof(TOKEN, "abc") != proof(TOKEN + "x", "abc")
    assert proof(TOKEN, "abc") != proof(TOKEN, "abd")


def test_the_path_differs_by_token_and_does_not_hold_it() -> None:
    assert webhook_path(TOKEN) == PATH
    assert webhook_path(TOKEN + "x") != PATH
    assert TOKEN not in PATH
    assert "A" * 8 not in PATH
    assert len(PATH) > 40
