"""Whatever a bot sends, a method answers or refuses; it never breaks."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.events import Events
from bot.demo.telegram import incoming
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.formatting import Source
from bot.demo.telegram.methods import READING, WAITING, WRITING
from bot.demo.telegram.people import AWA
from bot.demo.telegram.refusals import RefusedError
from bot.demo.telegram.telegram import Telegram
from bot.demo.trouble import Switches

NAMES = (
    "text",
    "caption",
    "parse_mode",
    "entities",
    "caption_entities",
    "reply_markup",
    "reply_parameters",
    "link_preview_options",
    "message_ids",
    "reaction",
    "commands",
    "scope",
    "language_code",
    "menu_button",
    "media",
    "photo",
    "document",
    "duration",
    "action",
    "callback_query_id",
    "file_id",
    "user_id",
    "name",
)
WORDS = st.sampled_from(
    [
        "",
        "bold",
        "HTML",
        "<b>x</b>",
        "<b",
        "x",
        "emoji",
        "👌",
        "photo",
        "1001",
        "chat",
        "type",
        "nan",
        "1e999",
        "{",
        "[]",
    ]
)
KEYS = st.sampled_from(
    (
        *("type", "offset", "length", "inline_keyboard", "text", "callback_data", "url", "copy_text", "style", "emoji"),
        *("message_id", "chat_id", "user_id", "user", "id", "command", "description", "media", "keyboard", "language"),
    )
)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        WORDS,
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@settings(deadline=None)
@given(
    st.sampled_from(sorted([*WRITING, *READING])),
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5),
    st.one_of(st.just(1001), VALUES),
    st.one_of(st.sampled_from([1, 2]), VALUES),
)
def test_no_parameters_break_a_method(method: str, values: dict[str, object], chat: object, message: object) -> None:
    telegram = Telegram(Events(), Switches())
    place = telegram.chats.find(AWA.id)
    assert place is not None
    incoming.send(telegram, place, AWA, incoming.text(telegram, Source("/start")))
    _ = WRITING["sendmessage"](telegram, Arguments({"chat_id": 1001, "text": "x"}))
    arguments = Arguments({**values, "chat_id": chat, "from_chat_id": chat, "message_id": message})
    try:
        code, result = 200, (WRITING | READING)[method](telegram, arguments)
    except RefusedError as refusal:
        code, result = refusal.code, refusal.as_json()

    assert code in {200, 400, 403}
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def test_no_method_stands_in_two_lists() -> None:
    names = [*WRITING, *READING, *WAITING]

    assert len(names) == len(set(names))
    assert all(name == name.lower() for name in names)
