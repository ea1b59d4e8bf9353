"""Whatever is posted as a campaign, the sandbox never fails, and takes only what the documentation allows."""

import asyncio
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.events import Events
from bot.demo.msgflash.options import Options
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
KEY = "msgf_live_" + "0123456789abcdef" * 4
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MUST = {
    "text": {"body"},
    "image": {"mediaUrl"},
    "video": {"mediaUrl"},
    "document": {"mediaUrl"},
    "audio": {"mediaUrl"},
    "voice_note": {"mediaUrl"},
    "buttons": {"title", "description", "buttons"},
}
MAY = {"image": {"body"}, "video": {"body"}, "document": {"body"}, "buttons": {"footer"}}
ENVELOPE = {"instanceId", "name", "schedule", "repeat", "recipients"}
BUTTON = {
    "reply": {"id"},
    "url": {"url"},
    "call": {"phoneNumber"},
    "copy": {"copyCode"},
    "pix": {"currency", "name", "keyType", "key"},
}


def fits_section_8(body: Any) -> bool:  # noqa: ANN401  (any JSON)
    """Read the rules of the documentation once more, without any of the sandbox's code."""
    content = set(body) - ENVELOPE
    kind = body.get("type")
    if kind is None:
        modes = "templateId" in body and content <= {"templateId", "variables"} and is_id(body["templateId"])
    else:
        needed = MUST[kind]
        modes = needed <= content - {"type"} <= needed | MAY.get(kind, set())
        modes = modes and all(body[name] for name in needed)
    return (
        modes
        and is_id(body["instanceId"])
        and isinstance(body["name"], str)
        and body["name"] != ""
        and datetime.fromisoformat(body["schedule"]).tzinfo is not None
        and body.get("repeat", "none") in {"none", "daily", "weekly"}
        and recipients_fit(body["recipients"])
        and isinstance(body.get("body", "x"), str)
        and 1 <= len(body.get("body", "x")) <= 4096
        and urlsplit(body.get("mediaUrl", "https://x")).scheme in {"http", "https"}
        and len(body.get("buttons", [1])) in {1, 2}
        and all(button_fits(button) for button in body.get("buttons", []))
    )


def recipients_fit(recipients: Any) -> bool:  # noqa: ANN401  (any JSON)
    match recipients:
        case {"type": "all", **others}:
            return not others
        case {"type": "tags", "value": [*tags], **others}:
            return bool(tags) and not others and all(isinstance(tag, str) for tag in tags)
        case {"type": "explicit", "value": [*contacts], **others}:
            return bool(contacts) and not others and all(is_id(contact) for contact in contacts)
        case {"type": "group", "groupId": group, **others}:
            return not others and is_id(group)
        case _:
            return False


def button_fits(button: Any) -> bool:  # noqa: ANN401  (any JSON)
    return BUTTON[button["type"]] <= set(button) and (button["type"] == "pix" or button["displayText"] != "")


def is_id(value: object) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


class Desk:
    """One sandbox whose answers are read over a real socket."""

    def __init__(self) -> None:
        options = Options(requests_per_second=None, requests_used=0, plan="max")
        self.sandbox = Sandbox(now=lambda: NOW, key=KEY, switches=Switches(), events=Events(), options=options)

    def bodies(self) -> st.SearchStrategy[Any]:
        """Bodies that are right, nearly right (a field or two replaced or added), or anything at all."""
        fields = {**self._right(), **self._wrong()}
        right = self._documented()
        return st.one_of(
            right,
            st.tuples(right, st.fixed_dictionaries({}, optional=fields)).map(lambda pair: {**pair[0], **pair[1]}),
            st.tuples(right, st.dictionaries(st.sampled_from([*fields]), ANYTHING, max_size=2)).map(
                lambda pair: {**pair[0], **pair[1]}
            ),
            st.tuples(right, st.sampled_from([*fields])).map(
                lambda pair: {name: value for name, value in pair[0].items() if name != pair[1]}
            ),
            ANYTHING,
        )

    def _documented(self) -> st.SearchStrategy[dict[str, Any]]:
        fields = self._right()
        required = {name: fields[name] for name in ("instanceId", "name", "schedule", "recipients")}
        modes = [
            st.fixed_dictionaries(
                required | {"type": st.just(kind)} | {name: fields[name] for name in needed},
                optional={name: fields[name] for name in (*MAY.get(kind, ()), "repeat")},
            )
            for kind, needed in MUST.items()
        ]
        template = st.fixed_dictionaries(
            required | {"templateId": fields["templateId"]},
            optional={"variables": fields["variables"], "repeat": fields["repeat"]},
        )
        return st.one_of(template, *modes)

    def _right(self) -> dict[str, st.SearchStrategy[Any]]:
        world = self.sandbox.world
        words = st.text(min_size=1, max_size=8) | st.just("x" * 4096)
        contacts = st.lists(st.sampled_from(list(world.contacts)[:5]), min_size=1, max_size=3)
        tags = st.lists(words | st.just("vip"), min_size=1, max_size=3)
        recipients = (
            st.just({"type": "all"})
            | st.builds(lambda value: {"type": "tags", "value": value}, tags)
            | st.builds(lambda value: {"type": "explicit", "value": value}, contacts)
            | st.builds(lambda group: {"type": "group", "groupId": group}, st.sampled_from([*world.groups]))
        )
        link, phone = st.just("https://example.com/a"), st.just("+33639980001")
        special = {"url": link, "phoneNumber": phone}
        button = st.one_of(
            *(
                st.fixed_dictionaries(
                    {"type": st.just(kind), "displayText": words, **{name: special.get(name, words) for name in needed}}
                )
                for kind, needed in BUTTON.items()
            )
        )
        return {
            "instanceId": st.sampled_from([*world.instances]),
            "name": words,
            "schedule": st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
            "repeat": st.sampled_from(["none", "daily", "weekly"]),
            "recipients": recipients,
            "templateId": st.sampled_from([*world.templates]),
            "variables": st.dictionaries(
                words, words | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
            ),
            "body": words,
            "mediaUrl": link,
            "title": words,
            "description": words,
            "footer": words,
            "buttons": st.lists(button, min_size=1, max_size=2),
        }

    def _wrong(self) -> dict[str, st.SearchStrategy[Any]]:
        world = self.sandbox.world
        words = st.sampled_from(
            ["", "x" * 4097, "noe", "+33639980001", "2026-10-02", "9999-12-31T23:59:59-23:59", "ftp://a"]
        )
        ids = st.sampled_from([*world.instances, *world.groups, *world.templates])
        recipients = st.fixed_dictionaries(
            {"type": st.sampled_from(["all", "tags", "explicit", "group", "everyone"])},
            optional={"value": st.lists(ids | words, max_size=2), "groupId": ids | words},
        )
        button = st.fixed_dictionaries(
            {"type": st.sampled_from([*BUTTON, "list"]), "displayText": words},
            optional=dict.fromkeys(["id", "url", "phoneNumber", "copyCode", "currency", "key"], words),
        )
        return {
            "type": st.sampled_from([*MUST, "location"]),
            "instanceId": ids | words,
            "schedule": words,
            "recipients": recipients,
            "buttons": st.lists(button, max_size=3),
            "mediaUrl": words,
            "body": words,
        }


DESK = Desk()


async def post(bodies: list[bytes]) -> list[tuple[int, Any]]:
    application = web.Application()
    application.add_routes(DESK.sandbox.routes("/msgflash"))
    answers = []
    async with TestClient(TestServer(application)) as client:
        headers = {"x-api-key": KEY, "Content-Type": "application/json"}
        for body in bodies:
            async with client.post("/msgflash/api/v1/campaigns", data=body, headers=headers) as response:
                answers.append((response.status, await response.json()))
    return answers


def answered(bodies: list[bytes]) -> list[tuple[int, Any]]:
    return asyncio.run(post(bodies))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DESK.bodies(), min_size=15, max_size=25))
def test_no_body_makes_the_sandbox_fail_and_only_right_ones_are_taken(bodies: list[Any]) -> None:
    raw = [json.dumps(body).encode() for body in bodies]
    before = len(DESK.sandbox.campaigns)

    answers = answered(raw)

    taken = [body for body, (status, _) in zip(bodies, answers, strict=True) if status == 201]
    assert all(status < 500 for status, _ in answers)
    assert all(fits_section_8(body) for body in taken)
    assert all(
        answer["error"]["details"] for status, answer in answers if status == 400 and "details" in answer["error"]
    )
    assert [campaign.request for campaign in DESK.sandbox.campaigns[before:]] == taken


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.binary(max_size=60) | st.text(st.characters(), max_size=20).map(lambda text: json.dumps(text).encode()),
        min_size=10,
    )
)
def test_no_bytes_make_the_sandbox_fail(bodies: list[bytes]) -> None:
    answers = answered(bodies)

    assert {status for status, _ in answers} == {400}
