"""The operator's own test: one request, in the form of single messages, and what its answer means."""

from collections.abc import Callable

import httpx
import pytest

from bot.msgflash.client import MsgFlash
from bot.msgflash.client import client as made
from bot.msgflash.messages import send_test
from bot.wire import to_message
from conversations.deeds import Declined, Missed, Queued, Result, SendTest, Unsure
from tests import canaries
from tests.conversations.walk import CONTENTS, Walk

MINE = "+33612345678"
LINK = "https://cdn.example.com/"
EXPECTED: dict[str, dict[str, object]] = {
    "text": {"type": "text", "text": "Hello"},
    "image": {"type": "image", "mediaUrl": f"{LINK}poster.jpg", "text": "Look"},
    "video": {"type": "video", "mediaUrl": f"{LINK}film.mp4"},
    "document": {"type": "document", "mediaUrl": f"{LINK}list.pdf", "text": "The list"},
    "audio": {"type": "audio", "mediaUrl": f"{LINK}song.mp3"},
    "voice_note": {"type": "voice_note", "mediaUrl": f"{LINK}voice.ogg"},
}


def deed(sending: str = "text") -> SendTest:
    walk = Walk()
    walk.completes(sending=sending)
    return SendTest(walk.draft(), MINE)


@pytest.mark.parametrize("sending", [kind for kind in CONTENTS if kind in EXPECTED])
def test_the_message_is_the_campaigns_with_its_text_called_text(sending: str) -> None:
    body = to_message(deed(sending).draft, MINE)

    assert body == {"instanceId": "6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11", "to": MINE, **EXPECTED[sending]}


def test_a_template_goes_with_its_values() -> None:
    body = to_message(deed("template").draft, MINE)

    assert body["variables"] == {"code": "SPRING", "day": "Sunday"}
    assert "type" not in body


def test_buttons_keep_their_form() -> None:
    body = to_message(deed("buttons").draft, MINE)

    assert (body["type"], body["title"], body["description"]) == ("buttons", "Well?", "One tap is enough.")


def answering(answer: httpx.Response | Exception, seen: list[httpx.Request]) -> MsgFlash:
    def answered(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return made("https://srv.msgflash.com", canaries.KEY, None, httpx.MockTransport(answered))


def refusal(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "No"}})


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (lambda: httpx.Response(201, json={"data": {"id": "1", "status": "queued"}}), Queued()),
        (lambda: httpx.Response(200, json={}), Queued()),
        (lambda: refusal(422, "INVALID_DESTINATION"), Declined("INVALID_DESTINATION")),
        (lambda: refusal(403, "UNSUPPORTED_FEATURE"), Declined("UNSUPPORTED_FEATURE")),
        (lambda: httpx.Response(400, text="no"), Declined("HTTP 400")),
        (lambda: httpx.Response(502, json={}), Unsure()),
        (lambda: httpx.ConnectError("no"), Missed()),
        (lambda: httpx.ReadTimeout("late"), Unsure()),
    ],
)
async def test_each_answer_has_one_meaning_and_nothing_is_sent_twice(
    answer: Callable[[], httpx.Response | Exception], result: Result
) -> None:
    seen: list[httpx.Request] = []
    client = answering(answer(), seen)

    assert await send_test(client, deed()) == result
    assert [request.url.path for request in seen] == ["/api/v1/messages/send"]
    await client.client.aclose()
