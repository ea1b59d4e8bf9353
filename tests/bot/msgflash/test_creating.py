"""Creating a campaign: what each answer, and each way to fail, means; and that one confirmation posts once."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.msgflash import creating
from bot.msgflash.client import AGAIN_AFTER, TOO_FAST, Answer, MsgFlash, client
from bot.msgflash.creating import Outcome, outcome_of
from bot.wire import IncompleteDraftError
from conversations.contents import Body, Content
from conversations.conversation import Submission
from conversations.draft import Draft
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.workspace import Instance, InstanceId, Reference
from tests.canaries import KEY

AT = datetime(2026, 10, 2, 10, tzinfo=UTC)
MARK = Reference("K7Q2X")
ANSWERS = (
    Number(Instance(InstanceId("i"), "Shop", None, "connected")),
    Recipients("all", 3),
    Schedule(AT, "Europe/Paris"),
    Repeat("none"),
    Content("text"),
    Body("Hello"),
)
SUBMISSION = Submission(MARK, 2, Draft(MARK, AT, ANSWERS, 1), "Name", AT, AT)
CREATED = {"data": {"id": "c", "status": "scheduled"}}
UNCLEAR, NEVER_LEFT = Unconfirmed(MARK, 2), Unreachable(MARK, 2)
Leaping = Callable[[Coroutine[object, object, None]], None]

# `resources/error-codes`, as far as they can be the answer to a creation.
CODES = [
    (400, "VALIDATION_ERROR"),
    (400, "BAD_REQUEST"),
    (400, "TEMPLATE_INVALID"),
    (400, "TEMPLATE_VARIABLES_MISSING"),
    (400, "TEMPLATE_CONTEXT_UNAVAILABLE"),
    (401, "UNAUTHORIZED"),
    (403, "FORBIDDEN"),
    (403, "SUBSCRIPTION_INACTIVE"),
    (403, "TEAM_KEY_REQUIRED"),
    (403, "TEAM_KEY_NOT_ALLOWED"),
    (403, "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN"),
    (403, "UNSUPPORTED_FEATURE"),
    (403, "FEATURE_NOT_AVAILABLE_ON_PLAN"),
    (404, "NOT_FOUND"),
    (422, "INVALID_DESTINATION"),
    (429, "API_RATE_LIMIT_EXCEEDED"),
    (429, "MONTHLY_API_REQUEST_QUOTA_EXCEEDED"),
    (429, "MONTHLY_OUTBOUND_QUOTA_EXCEEDED"),
]
NO_CAMPAIGNS: tuple[object, ...] = (None, {}, {"data": {}}, {"data": {"id": ""}}, [])
# Nothing was connected to, so nothing can have left.
NOT_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
MAY_HAVE_LEFT = (
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.ReadError,
    httpx.WriteError,
    httpx.CloseError,
    httpx.RemoteProtocolError,
    httpx.LocalProtocolError,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.DecodingError,
    httpx.TooManyRedirects,
)
FAMILIES = (
    httpx.HTTPError,
    httpx.RequestError,
    httpx.TransportError,
    httpx.TimeoutException,
    httpx.NetworkError,
    httpx.ProtocolError,
)
# Raised by code that sends nothing, or only by code of ours that we do not have (streams, raise_for_status).
NOT_OF_SENDING = (
    httpx.HTTPStatusError,
    httpx.InvalidURL,
    httpx.CookieConflict,
    httpx.StreamError,
    httpx.StreamConsumed,
    httpx.StreamClosed,
    httpx.ResponseNotRead,
    httpx.RequestNotRead,
)


class World:
    """Answers requests in turn, the last answer for ever; counts those that came."""

    def __init__(self, *answers: httpx.Response | type[httpx.RequestError]) -> None:
        self.answers = list(answers)
        self.at: list[float] = []
        self.recorded = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.at.append(asyncio.get_running_loop().time())
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, type):
            raise answer("key and address", request=request)
        self.recorded += answer.is_success
        return answer

    def client(self) -> MsgFlash:
        return client("https://msgflash.test", KEY, None, httpx.MockTransport(self))

    def waits(self) -> list[float]:
        return [round(later - earlier, 3) for earlier, later in zip(self.at, self.at[1:], strict=False)]


def refusal(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "no"}})


@pytest.mark.parametrize(("status", "code"), CODES)
def test_each_documented_refusal_is_one(status: int, code: str) -> None:
    body = {"error": {"code": code, "message": "no"}}

    assert outcome_of(Answer(status, body), SUBMISSION) == Refused(MARK, 2, code)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429])
@pytest.mark.parametrize("body", [None, "no", [], {"error": "no"}, {"error": {"code": "no code"}}])
def test_a_refusal_without_a_code_goes_by_its_status(status: int, body: object) -> None:
    assert outcome_of(Answer(status, body), SUBMISSION) == Refused(MARK, 2, f"HTTP {status}")


def test_a_refusal_names_its_field() -> None:
    body = {"error": {"code": "VALIDATION_ERROR", "message": "no", "details": [{"path": ["recipients", "value"]}]}}

    assert outcome_of(Answer(400, body), SUBMISSION) == Refused(MARK, 2, "VALIDATION_ERROR", "recipients.value")


@pytest.mark.parametrize("status", [200, 201, 202])
def test_any_success_with_a_campaign_is_one(status: int) -> None:
    outcome = outcome_of(Answer(status, CREATED), SUBMISSION)

    assert isinstance(outcome, Accepted)
    assert (outcome.reference, outcome.attempt, outcome.campaign.id) == (MARK, 2, "c")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        *((status, body) for status in (200, 201) for body in NO_CAMPAIGNS),
        (204, None),
        (301, None),
        (302, CREATED),
        (304, None),
        (408, {"error": {"code": "TIMEOUT", "message": "no"}}),
        (409, {"error": {"code": "CONFLICT", "message": "no"}}),
        (418, None),
        (499, None),
        (500, {"error": {"code": "INTERNAL_ERROR", "message": "no"}}),
        (502, {"error": {"code": "PROVIDER_TIMEOUT", "message": "no"}}),
        (502, {"error": {"code": "PROVIDER_UNAVAILABLE", "message": "no"}}),
        (502, {"error": {"code": "PROVIDER_ERROR", "message": "no"}}),
        (503, None),
        (504, None),
        (500, CREATED),
        (500, {"error": {"code": "API_RATE_LIMIT_EXCEEDED", "message": "no"}}),
    ],
)
def test_whatever_is_unclear_may_have_arrived(status: int, body: object) -> None:
    assert outcome_of(Answer(status, body), SUBMISSION) == UNCLEAR


def outcomes(leaping: Leaping, world: World, ahead: float = 3600) -> list[Outcome]:
    found: list[Outcome] = []

    async def submit() -> None:
        client, now = world.client(), asyncio.get_running_loop().time
        start = AT - timedelta(seconds=now() + ahead)
        found.append(await creating.submit(client, SUBMISSION, lambda: start + timedelta(seconds=now())))
        await client.client.aclose()

    leaping(submit())
    return found


@pytest.mark.parametrize("content", [b"", b"<html>502</html>", b'{"data": {"id": "c"', b"\xff\xfe\xfa"])
@pytest.mark.parametrize("status", [200, 201, 500, 502])
def test_an_answer_that_cannot_be_read_leaves_one_post_and_a_doubt(
    leaping: Leaping, content: bytes, status: int
) -> None:
    world = World(httpx.Response(status, content=content))

    assert outcomes(leaping, world) == [UNCLEAR]
    assert len(world.at) == 1


@pytest.mark.parametrize("content", [b'{"data": ' + b"9" * 5000 + b"}", b"[" * 200_000])
def test_json_that_python_refuses_leaves_one_post_and_a_doubt(leaping: Leaping, content: bytes) -> None:
    assert outcomes(leaping, World(httpx.Response(201, content=content))) == [UNCLEAR]


@pytest.mark.parametrize("reason", NOT_LEFT)
def test_what_cannot_have_left_is_tried_for_a_minute_and_then_given_back(
    leaping: Leaping, reason: type[httpx.RequestError]
) -> None:
    world = World(reason)

    assert outcomes(leaping, world) == [NEVER_LEFT]
    assert world.waits() == list(AGAIN_AFTER)
    assert 45 < sum(world.waits()) < 75


@pytest.mark.parametrize("reason", NOT_LEFT)
def test_what_leaves_at_last_is_recorded_once(leaping: Leaping, reason: type[httpx.RequestError]) -> None:
    world = World(reason, reason, httpx.Response(201, json=CREATED))

    assert [type(outcome) for outcome in outcomes(leaping, world)] == [Accepted]
    assert world.recorded == 1


def test_the_log_says_which_campaign_is_tried_again_and_why(leaping: Leaping, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "bot"):
        outcomes(leaping, World(httpx.ConnectError, refusal(429, TOO_FAST), httpx.Response(201, json=CREATED)))

    said = [record.getMessage().partition(": ")[2] for record in caplog.records if record.name.startswith("bot")]
    assert said == [
        "not created, tried again in 1 s (ConnectError)",
        "not created, tried again in 2 s (API_RATE_LIMIT_EXCEEDED)",
    ]


@pytest.mark.parametrize("reason", MAY_HAVE_LEFT)
def test_what_may_have_left_is_posted_once_and_in_doubt(leaping: Leaping, reason: type[httpx.RequestError]) -> None:
    world = World(reason, httpx.Response(201, json=CREATED))

    assert outcomes(leaping, world) == [UNCLEAR]
    assert len(world.at) == 1


@pytest.mark.parametrize("reason", MAY_HAVE_LEFT)
def test_a_doubt_after_a_failed_try_is_posted_no_further(leaping: Leaping, reason: type[httpx.RequestError]) -> None:
    world = World(httpx.ConnectError, reason, httpx.Response(201, json=CREATED))

    assert outcomes(leaping, world) == [UNCLEAR]
    assert len(world.at) == 2


def test_each_exception_of_httpx_has_its_meaning_here() -> None:
    """A new one in httpx must be sorted before it can surprise a submission."""
    known = {*NOT_LEFT, *MAY_HAVE_LEFT, *FAMILIES, *NOT_OF_SENDING}
    found = {
        value
        for name in httpx.__all__
        if isinstance(value := getattr(httpx, name), type) and issubclass(value, Exception)
    }

    assert found == known
    assert all(issubclass(reason, httpx.HTTPError) for reason in (*NOT_LEFT, *MAY_HAVE_LEFT))


def test_too_many_requests_a_second_is_tried_again(leaping: Leaping) -> None:
    slow = refusal(429, "API_RATE_LIMIT_EXCEEDED")
    world = World(slow, slow, httpx.Response(201, json=CREATED))

    assert [type(outcome) for outcome in outcomes(leaping, world)] == [Accepted]
    assert world.waits() == list(AGAIN_AFTER[:2])


def test_too_many_requests_a_second_is_given_back_in_the_end(leaping: Leaping) -> None:
    world = World(refusal(429, "API_RATE_LIMIT_EXCEEDED"))

    assert outcomes(leaping, world) == [Refused(MARK, 2, "API_RATE_LIMIT_EXCEEDED")]
    assert len(world.at) == len(AGAIN_AFTER) + 1


@pytest.mark.parametrize(("status", "code"), [pair for pair in CODES if pair[1] != "API_RATE_LIMIT_EXCEEDED"])
def test_any_other_refusal_is_given_back_at_once(leaping: Leaping, status: int, code: str) -> None:
    world = World(refusal(status, code), httpx.Response(201, json=CREATED))

    assert outcomes(leaping, world) == [Refused(MARK, 2, code)]
    assert len(world.at) == 1


def test_an_unfinished_draft_is_our_fault_and_nothing_leaves(leaping: Leaping) -> None:
    world = World(httpx.Response(201, json=CREATED))

    async def submit() -> None:
        unfinished = Submission(MARK, 1, Draft(MARK, AT), "Name", AT, AT)
        with pytest.raises(IncompleteDraftError):
            await creating.submit(world.client(), unfinished, lambda: AT)

    leaping(submit())

    assert world.at == []
