"""The MsgFlash HTTP API: one method a call; what comes back is a finding or an outcome, never an exception.

Reading is tried again; creating never is, unless the request cannot have left or was plainly not taken.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import quote

import httpx
import stamina
from aiolimiter import AsyncLimiter

from bot import retry_after
from bot.turns import Turns
from bot.wire import (
    CampaignModel,
    ErrorModel,
    GroupModel,
    InstanceModel,
    Json,
    RenderingModel,
    TemplateModel,
    each,
    opened,
    to_request,
)
from conversations.conversation import Submission
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.needs import (
    CampaignState,
    ContactTotal,
    Finding,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    Need,
    Nothing,
    Preview,
    Rendering,
    State,
    TemplatePage,
    Templates,
    Total,
)

log = logging.getLogger(__name__)

Outcome: TypeAlias = Accepted | Refused | Unreachable | Unconfirmed

CALLS_AT_ONCE = 20
POOL_SECONDS = 20
TIMEOUTS = httpx.Timeout(30, connect=10, pool=POOL_SECONDS)
LIMITS = httpx.Limits(max_connections=CALLS_AT_ONCE, max_keepalive_connections=CALLS_AT_ONCE)
# A server that sends a byte now and then never runs into the time-outs above.
WHOLE_CALL_SECONDS = 45
READ_ATTEMPTS = 3
READ_SECONDS = 45
LONGEST_WISH = 10.0
# A creation that cannot have left is tried again after these seconds: about a minute in all.
AGAIN_AFTER = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
# Ten requests a second and key (introduction, "rate limits"); AsyncLimiter(10, 1) would let 19 through.
PACE = (1, 0.1)
GROUPS_A_PAGE = 8
TEMPLATES_A_PAGE = 8
# `resources/error-codes`: these are refusals, whatever else the answer holds (msgflash-api section 19.1).
REFUSALS = frozenset({400, 401, 403, 404, 429})
TOO_FAST = "API_RATE_LIMIT_EXCEEDED"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a body; the body is None when it was no JSON."""

    status: int
    body: object


class _PassingError(Exception):
    """An answer that may be different in a moment; `after` is the server's own wish, in seconds."""

    def __init__(self, after: float | None) -> None:
        self.after = after


@dataclass(slots=True)
class MsgFlash:
    """A client for one key. `client` carries the base URL and the headers of that key."""

    client: httpx.AsyncClient
    pace: AsyncLimiter
    again_after: tuple[float, ...] = AGAIN_AFTER
    turns: Turns = field(default_factory=Turns)
    # Where calls wait for a connection: the client's own line costs the more the longer it is.
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CALLS_AT_ONCE))
    # Set when the process is about to end: nothing is waited for then.
    leaving: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, need: Need, *, watched: bool = True) -> Finding:
        """Return what a need asks for, or Nothing with MsgFlash's own code if it gave one.

        `watched` when an operator waits for it: then it goes first.
        """
        match need:
            case Instances():
                return await self._instances(watched=watched)
            case ContactTotal():
                return await self._contact_total(watched=watched)
            case Groups(cursor):
                return await self._groups(cursor, watched=watched)
            case Templates(page):
                return await self._templates(page, watched=watched)
            case Preview():
                return await self._preview(need, watched=watched)
            case State(campaign):
                answer = await self._get(f"/api/v1/campaigns/{quote(campaign, safe='')}", watched=watched)
                model = opened(answer.body, "data", CampaignModel) if answer else None
                return CampaignState(model.value()) if model else _nothing(answer)
            case _:
                return Nothing()

    async def submit(self, submission: Submission) -> Outcome:
        """Create the campaign with one request, and say what became of it."""
        reference, attempt = submission.reference, submission.attempt
        body = to_request(submission.draft, submission.name)
        waits = iter(self.again_after)
        while True:
            try:
                outcome = await self._create(body, submission)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
                outcome = Unreachable(reference, attempt)
            except httpx.HTTPError as reason:
                log.warning("campaign %s: no answer (%s)", reference, type(reason).__name__)
                return Unconfirmed(reference, attempt)
            passing = isinstance(outcome, Unreachable) or (isinstance(outcome, Refused) and outcome.code == TOO_FAST)
            wait = next(waits, None) if passing else None
            if wait is None or await self._left_within(wait):
                return outcome

    async def _left_within(self, seconds: float) -> bool:
        """Wait; tell whether the process is about to end, when an outcome must not wait any longer."""
        try:
            async with asyncio.timeout(seconds):
                return await self.leaving.wait()
        except TimeoutError:
            return False

    async def _create(self, body: Json, submission: Submission) -> Outcome:
        await self.turns.take(self.pace.acquire, watched=True)
        response = await self._call("POST", "/api/v1/campaigns", None, body)
        return outcome_of(_answer(response), submission)

    async def _call(
        self, method: str, path: str, query: Mapping[str, str | int] | None, body: Json | None
    ) -> httpx.Response:
        try:
            async with asyncio.timeout(POOL_SECONDS):
                await self.room.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("too many calls hang") from None
        try:
            async with asyncio.timeout(WHOLE_CALL_SECONDS):
                return await self.client.request(method, path, params=query, json=body)
        except TimeoutError:
            raise httpx.ReadTimeout("the whole call took too long") from None
        finally:
            self.room.release()

    async def _instances(self, *, watched: bool) -> Finding:
        answer = await self._get("/api/v1/instances", watched=watched)
        items = _data(answer)
        if not isinstance(items, list):
            return _nothing(answer)
        return InstanceList(tuple(model.value() for model in each(items, InstanceModel)))

    async def _contact_total(self, *, watched: bool) -> Finding:
        answer = await self._get("/api/v1/contacts", {"limit": 1}, watched=watched)
        match _data(answer):
            case {"total": int(total)}:
                return Total(total)
            case _:
                return _nothing(answer)

    async def _groups(self, cursor: str | None, *, watched: bool) -> Finding:
        query: dict[str, str | int] = {"limit": GROUPS_A_PAGE, **({"cursor": cursor} if cursor else {})}
        answer = await self._get("/api/v1/contacts/groups", query, watched=watched)
        match _data(answer):
            case {"groups": list(items), **rest}:
                following = rest.get("nextCursor") if rest.get("hasMore") else None
                groups = tuple(model.value() for model in each(items, GroupModel))
                return GroupPage(groups, following if isinstance(following, str) else None)
            case _:
                return _nothing(answer)

    async def _templates(self, page: int, *, watched: bool) -> Finding:
        """Accept either shape of the list: the documentation shows neither."""
        answer = await self._get("/api/v1/templates", {"page": page, "limit": TEMPLATES_A_PAGE}, watched=watched)
        match _data(answer):
            case {"templates": list(items)} | list(items):
                templates = tuple(model.value() for model in each(items, TemplateModel))
                return TemplatePage(templates, more=len(items) >= TEMPLATES_A_PAGE)
            case _:
                return _nothing(answer)

    async def _preview(self, need: Preview, *, watched: bool) -> Finding:
        body: Json = {"instanceId": need.instance, "variables": dict(need.values)}
        answer = await self._read(
            "POST", f"/api/v1/templates/{quote(need.template, safe='')}/preview", body=body, watched=watched
        )
        model = opened(answer.body, "data", RenderingModel) if answer else None
        return Rendering(model.rendered, model.missing) if model else _nothing(answer)

    async def _get(self, path: str, query: Mapping[str, str | int] | None = None, *, watched: bool) -> Answer | None:
        return await self._read("GET", path, query=query, watched=watched)

    async def _read(
        self,
        method: str,
        path: str,
        *,
        watched: bool,
        query: Mapping[str, str | int] | None = None,
        body: Json | None = None,
    ) -> Answer | None:
        """Return an answer, tried again while the trouble may pass; None when none came."""
        answer: Answer | None = None
        try:
            async for attempt in stamina.retry_context(
                on=_wait, attempts=READ_ATTEMPTS, timeout=READ_SECONDS, wait_initial=0.5, wait_max=8
            ):
                with attempt:
                    await self.turns.take(self.pace.acquire, watched=watched)
                    response = await self._call(method, path, query, body)
                    answer = _answer(response)
                    _unless_passing(answer, response)
        except _PassingError:
            return answer
        except httpx.HTTPError as reason:
            log.warning("reading %s failed (%s)", path.split("/")[3], type(reason).__name__)
            return None
        return answer


def outcome_of(answer: Answer, submission: Submission) -> Outcome:
    """Return what an answer to the creating request means. Anything unclear is unconfirmed: it may have arrived."""
    reference, attempt = submission.reference, submission.attempt
    campaign = opened(answer.body, "data", CampaignModel)
    if answer.status in range(200, 300) and campaign is not None:
        return Accepted(reference, attempt, campaign.value())
    if answer.status in REFUSALS or answer.status == httpx.codes.UNPROCESSABLE_ENTITY:
        error = opened(answer.body, "error", ErrorModel)
        code = error.code if error else f"HTTP {answer.status}"
        return Refused(reference, attempt, code, error.field() if error else None)
    return Unconfirmed(reference, attempt)


def _answer(response: httpx.Response) -> Answer:
    try:
        return Answer(response.status_code, response.json())
    except (ValueError, RecursionError):  # numbers of 5,000 digits and towers of brackets are JSON, yet unreadable
        return Answer(response.status_code, None)


def _data(answer: Answer | None) -> object:
    if answer is None or answer.status != httpx.codes.OK or not isinstance(answer.body, dict):
        return None
    return answer.body.get("data")


def _nothing(answer: Answer | None) -> Nothing:
    error = opened(answer.body, "error", ErrorModel) if answer else None
    return Nothing(error.code if error else None)


def _unless_passing(answer: Answer, response: httpx.Response) -> None:
    error = opened(answer.body, "error", ErrorModel)
    if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR or (error is not None and error.code == TOO_FAST):
        raise _PassingError(retry_after.seconds(response.headers.get("retry-after", ""), LONGEST_WISH))


def _wait(reason: Exception) -> bool | float:
    """Tell whether to try again, and after how many seconds when the server named them."""
    match reason:
        case _PassingError(after=after):
            return True if after is None else after
        case _:
            return isinstance(reason, httpx.TransportError)


def client(base_url: str, key: str, team: str | None, transport: httpx.AsyncBaseTransport | None = None) -> MsgFlash:
    """Return a client for one key. `X-Team-Id` goes with a team key, and only with one."""
    headers = {"x-api-key": key, **({"X-Team-Id": team} if team else {})}
    http = httpx.AsyncClient(
        base_url=base_url, headers=headers, timeout=TIMEOUTS, limits=LIMITS, follow_redirects=False, transport=transport
    )
    return MsgFlash(http, AsyncLimiter(*PACE))
