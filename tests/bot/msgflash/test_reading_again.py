"""Readings are tried again while the trouble may pass, as long as MsgFlash wishes, and never without bounds."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

import httpx
import pytest

from bot.msgflash import client as msgflash
from bot.msgflash.client import LONGEST_WISH, READ_ATTEMPTS
from bot.msgflash.reading import read as read_need
from conversations.needs import Finding, InstanceList, Instances, Nothing
from conversations.workspace import Instance, InstanceId
from tests import canaries

KEY = canaries.KEY
GOOD = httpx.Response(200, json={"data": [{"id": "i", "name": "Shop", "status": "connected"}]})
FOUND = InstanceList((Instance(InstanceId("i"), "Shop", None, "connected"),))
Leaping = Callable[[Coroutine[object, object, None]], None]
Reading = Callable[..., tuple[Finding, list[float]]]


@pytest.fixture
def reading(leaping: Leaping) -> Reading:
    """Read the numbers from a world that answers in turn; give the finding and the moments it was asked."""

    def read(*answers: httpx.Response | Exception) -> tuple[Finding, list[float]]:
        left, at, found = list(answers), list[float](), list[Finding]()

        async def answer(_: httpx.Request) -> httpx.Response:
            at.append(asyncio.get_running_loop().time())
            said = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(said, Exception):
                raise said
            return said

        async def work() -> None:
            client = msgflash.client("https://msgflash.test", KEY, None, httpx.MockTransport(answer))
            found.append(await read_need(client, Instances()))

        leaping(work())
        return found[0], at

    return read


def failed(status: int, code: str, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "no"}}, headers=headers)


@pytest.mark.parametrize(
    "trouble",
    [
        failed(429, "API_RATE_LIMIT_EXCEEDED"),
        failed(500, "INTERNAL_ERROR"),
        failed(502, "PROVIDER_TIMEOUT"),
        httpx.Response(503, text="<html>"),
        httpx.ConnectError("no"),
        httpx.ReadTimeout("no"),
        httpx.RemoteProtocolError("no"),
    ],
)
def test_trouble_that_may_pass_is_tried_again(reading: Reading, trouble: httpx.Response | Exception) -> None:
    finding, at = reading(trouble, trouble, GOOD)

    assert finding == FOUND
    assert len(at) == 3


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (failed(500, "INTERNAL_ERROR"), "INTERNAL_ERROR"),
        (failed(429, "API_RATE_LIMIT_EXCEEDED"), "API_RATE_LIMIT_EXCEEDED"),
        (httpx.Response(503, text="<html>"), None),
        (httpx.ReadTimeout("no"), None),
        (httpx.ConnectError("no"), None),
    ],
)
def test_trouble_that_does_not_pass_ends_after_a_few_tries(
    reading: Reading, trouble: httpx.Response | Exception, code: str | None
) -> None:
    finding, at = reading(trouble)

    assert finding == Nothing(code)
    assert len(at) == READ_ATTEMPTS
    assert at[-1] < 20


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (429, "MONTHLY_API_REQUEST_QUOTA_EXCEEDED"),
        (429, "MONTHLY_OUTBOUND_QUOTA_EXCEEDED"),
        (401, "UNAUTHORIZED"),
        (403, "TEAM_KEY_REQUIRED"),
        (404, "NOT_FOUND"),
        (400, "TEMPLATE_VARIABLES_MISSING"),
    ],
)
def test_a_plain_no_is_taken_at_once(reading: Reading, status: int, code: str) -> None:
    finding, at = reading(failed(status, code), GOOD)

    assert finding == Nothing(code)
    assert len(at) == 1


def test_the_servers_own_wish_is_waited_for(reading: Reading) -> None:
    finding, at = reading(failed(429, "API_RATE_LIMIT_EXCEEDED", **{"retry-after": "7"}), GOOD)

    assert finding == FOUND
    assert 7 <= at[1] - at[0] < 8


def test_a_wish_without_end_is_cut(reading: Reading) -> None:
    _, at = reading(failed(503, "INTERNAL_ERROR", **{"retry-after": "86400"}), GOOD)

    assert LONGEST_WISH <= at[1] - at[0] < LONGEST_WISH + 1


@pytest.mark.parametrize("wish", ["", "soon", "-5", "1e3"])
def test_a_wish_that_says_nothing_is_passed_over(reading: Reading, wish: str) -> None:
    finding, at = reading(failed(503, "INTERNAL_ERROR", **{"retry-after": wish}), GOOD)

    assert finding == FOUND
    assert at[1] - at[0] < 5


def test_a_wish_given_as_a_date_is_waited_for(reading: Reading) -> None:
    _, at = reading(failed(503, "INTERNAL_ERROR", **{"retry-after": "Fri, 31 Dec 2199 23:59:59 GMT"}), GOOD)

    assert at[1] - at[0] >= LONGEST_WISH


def test_a_wish_in_odd_digits_breaks_nothing(reading: Reading) -> None:
    odd = httpx.Response(503, headers=[(b"retry-after", "²".encode())])

    assert reading(odd, GOOD)[0] == FOUND


@pytest.mark.parametrize(
    ("trouble", "why"),
    [(failed(503, "INTERNAL_ERROR"), "HTTP 503"), (httpx.ReadTimeout("https://msgflash.test/?q=+33"), "ReadTimeout")],
)
def test_the_log_says_what_is_tried_again_and_why_and_nothing_of_the_address(
    reading: Reading, caplog: pytest.LogCaptureFixture, trouble: httpx.Response | Exception, why: str
) -> None:
    with caplog.at_level(logging.INFO, "bot"):
        reading(trouble, trouble, GOOD)
        reading(trouble)

    tried = [f"reading instances is tried again, attempt {number} of 3 ({why})" for number in (2, 3)]
    said = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert said == [*tried, *tried, f"reading instances failed ({why})"]


@pytest.mark.parametrize(
    "trouble", [httpx.ConnectError(f"x-api-key: {KEY}"), httpx.ReadTimeout(KEY), failed(500, "INTERNAL_ERROR"), GOOD]
)
def test_the_key_is_in_no_log_line(
    reading: Reading, caplog: pytest.LogCaptureFixture, trouble: httpx.Response | Exception
) -> None:
    with caplog.at_level(logging.DEBUG):
        reading(trouble)

    assert caplog.records
    assert KEY not in caplog.text


def test_the_key_does_not_show_when_a_client_is_printed() -> None:
    client = msgflash.client("https://msgflash.test", KEY, None)

    assert KEY not in f"{client!r} {client} {client.client!r}"
