"""The page's side over HTTP: people, chats, files, and refusals in a sentence."""

import aiohttp
import pytest

from bot.demo.telegram.player import Player, RefusedError


async def test_there_are_two_operators_and_a_stranger(awa: Player) -> None:
    assert await awa.asks("GET", "/demo/operators") == [
        {"id": 1001, "first_name": "Awa", "last_name": "Doe", "language_code": "fr"},
        {"id": 1002, "first_name": "Sam", "last_name": "Hill", "language_code": "en"},
        {"id": 1003, "first_name": "Zoé", "last_name": "Martin", "language_code": "fr", "stranger": True},
    ]


async def test_a_new_chat_is_empty_and_each_has_their_own(awa: Player, sam: Player) -> None:
    await awa.types("Bonjour")
    chats = [
        (await player.asks("GET", f"/demo/chats/{user}"))["messages"] for player, user in ((awa, 1001), (sam, 1002))
    ]

    assert [message["text"] for message in chats[0]] == ["Bonjour"]
    assert chats[0][0]["out"] is True
    assert chats[1] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("messages", {}),
        ("messages", {"text": " "}),
        ("messages", {"text": "x" * 4097}),
        ("messages", {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 9}]}),
        ("messages", {"text": "x", "reply_to_message_id": "first"}),
        ("messages", []),
        ("presses", {"message_id": 1}),
        ("blocked", {"blocked": 1}),
    ],
)
async def test_a_request_that_makes_no_sense_is_refused(path: str, body: object, awa: Player) -> None:
    with pytest.raises(RefusedError):
        await awa.asks("POST", f"/demo/chats/1001/{path}", json=body)


async def test_a_request_that_is_no_json_or_no_form_is_refused(session: aiohttp.ClientSession, address: str) -> None:
    for content_type in ("application/json", "multipart/form-data; boundary=x"):
        headers = {"Content-Type": content_type}
        async with session.post(f"{address}/demo/chats/1001/messages", data=b"{", headers=headers) as answer:
            content = await answer.json()

        assert answer.status == 400
        assert content.keys() == {"error"}


@pytest.mark.parametrize(
    "path", ["/demo/chats/5", "/demo/files/nothing", "/demo/events?user=5", "/demo/chats/1001?chat=5"]
)
async def test_what_is_not_there_is_not_found(path: str, session: aiohttp.ClientSession, address: str) -> None:
    async with session.get(address + path) as answer:
        assert answer.status == 404
        assert (await answer.json()).keys() == {"error"}


async def test_a_file_is_shown_without_a_token_and_in_parts(
    awa: Player, session: aiohttp.ClientSession, address: str
) -> None:
    (message,) = await awa.sends("voice", ("v.ogg", b"0123456789", "audio/ogg"))
    url = f"{address}/demo/files/{message['voice']['file_id']}"
    answers = []
    for wanted in ("", "bytes=2-4", "bytes=7-", "bytes=-2", "bytes=20-", "bytes=x"):
        async with session.get(url, headers={"Range": wanted} if wanted else {}) as answer:
            answers.append((answer.status, await answer.read(), answer.headers.get("Content-Range")))
            kind = answer.content_type if answer.status == 200 else "audio/ogg"
            assert kind == "audio/ogg"

    assert answers == [
        (200, b"0123456789", None),
        (206, b"234", "bytes 2-4/10"),
        (206, b"789", "bytes 7-9/10"),
        (206, b"89", "bytes 8-9/10"),
        (416, b"", "bytes */10"),
        (416, b"", "bytes */10"),
    ]


async def test_a_file_cannot_act_as_a_page_of_the_server(
    awa: Player, session: aiohttp.ClientSession, address: str
) -> None:
    (message,) = await awa.sends("document", ("a.html", b"<script>alert(1)</script>", "text/html"))
    async with session.get(f"{address}/demo/files/{message['document']['file_id']}") as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert "sandbox" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
