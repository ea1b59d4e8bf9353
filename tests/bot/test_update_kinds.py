"""Every kind of update, from an operator and from a stranger: what happens, and what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.hooks import Hook
from tests.bot.stage import OPERATOR, Stage

STRANGER = 666
GROUP = -5
Update = dict[str, object]
Said = list[tuple[int, str]]


@dataclass(frozen=True)
class Cell:
    """What is said to whom (by its beginning or a part), which toasts are shown, and whether something is stored."""

    said: Said = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    stored: bool = False


def message(stage: Stage, **more: object) -> dict[str, object]:
    update: dict[str, Any] = stage.text("/start")
    return {**update["message"], **more}


def in_chat(kind: str) -> Callable[[Stage], Update]:
    chat = {"id": GROUP, "type": kind, "title": "G"}
    return lambda stage: {"message": message(stage, chat=chat)}


def press(data: str) -> Callable[[Stage], Update]:
    return lambda stage: stage.press(data)


def foreign_press(stage: Stage) -> Update:
    update: dict[str, Any] = stage.press("0|send")
    del update["callback_query"]["message"]
    return {"callback_query": {**update["callback_query"], "inline_message_id": "i"}}


def group_press(stage: Stage) -> Update:
    update: dict[str, Any] = stage.press("0|send")
    query = update["callback_query"]
    chat = {"id": GROUP, "type": "group", "title": "G"}
    return {"callback_query": {**query, "message": {**query["message"], "chat": chat}}}


def other_bot(stage: Stage) -> Update:
    return {"message": message(stage, **{"from": {"id": stage.user, "is_bot": True, "first_name": "B"}})}


def member(stage: Stage) -> Update:
    user = {"id": stage.user, "is_bot": False, "first_name": "Awa"}
    bot = {"id": 123456, "is_bot": True, "first_name": "Bot"}
    states = {"old_chat_member": {"user": bot, "status": "member"}, "new_chat_member": {"user": bot, "status": "left"}}
    chat = {"id": stage.user, "type": "private"}
    return {"my_chat_member": {"chat": chat, "from": user, "date": int(NOW.timestamp()), **states}}


def inline(stage: Stage) -> Update:
    user = {"id": stage.user, "is_bot": False, "first_name": "Awa"}
    return {"inline_query": {"id": "i", "from": user, "query": "x", "offset": ""}}


CHANNEL = {"chat": {"id": -100, "type": "channel", "title": "C"}, "message_id": 1, "date": int(NOW.timestamp())}
HOME, STALE = [(OPERATOR, "WhatsApp campaigns")], "This screen is out of date"
TOLD, TOAST = [(STRANGER, "for its operators only")], "for its operators only"
PRIVATE = [(GROUP, "in private only")]
NOTHING = Cell()
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]

TABLE: dict[str, tuple[Callable[[Stage], Update], Cell, Cell]] = {
    "a command": (lambda stage: stage.text("/start"), Cell(HOME, stored=True), Cell(TOLD)),
    "a command for this bot by name": (lambda s: s.text("/start@bot"), Cell(HOME, stored=True), Cell(TOLD)),
    "a deep link": (lambda stage: stage.text("/start ap_666"), Cell(HOME, stored=True), Cell(TOLD)),
    "an unknown command": (lambda s: s.text("/hack"), Cell([(OPERATOR, "/hack")], stored=True), Cell(TOLD)),
    "a text": (lambda stage: stage.text("hello"), Cell(HOME, stored=True), Cell(TOLD)),
    "a photo": (
        lambda s: {
            "message": message(s, text=None, photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])
        },
        Cell(HOME, stored=True),
        Cell(TOLD),
    ),
    "an edited message": (
        lambda stage: {"edited_message": message(stage, edit_date=int(NOW.timestamp()))},
        Cell([(OPERATOR, "")], stored=True),
        Cell(TOLD),
    ),
    "a press on an old card": (press("0|new"), Cell(toasts=[STALE], stored=True), Cell(toasts=[TOAST])),
    "forged data": (press("999999999|send"), Cell(toasts=[STALE], stored=True), Cell(toasts=[TOAST])),
    "data of another bot": (press("drop table"), Cell(toasts=[STALE], stored=True), Cell(toasts=[TOAST])),
    "a press on an inline message": (foreign_press, Cell(toasts=[STALE], stored=True), Cell(toasts=[TOAST])),
    "a press in a group": (group_press, Cell(toasts=["in private only"]), Cell(toasts=["in private only"])),
    "a message in a group": (in_chat("group"), Cell(PRIVATE), Cell(PRIVATE)),
    "a message in a supergroup": (in_chat("supergroup"), Cell(PRIVATE), Cell(PRIVATE)),
    "a channel's post": (lambda _: {"channel_post": {**CHANNEL, "text": "/start"}}, NOTHING, NOTHING),
    "a channel's edited post": (lambda _: {"edited_channel_post": {**CHANNEL, "text": "/start"}}, NOTHING, NOTHING),
    "another bot's message": (other_bot, NOTHING, NOTHING),
    "a business message": (lambda s: {"business_message": message(s, business_connection_id="b")}, NOTHING, NOTHING),
    "a service message": (lambda s: {"message": message(s, text=None, delete_chat_photo=True)}, NOTHING, NOTHING),
    "a changed membership": (member, NOTHING, NOTHING),
    "an inline query": (inline, NOTHING, NOTHING),
    "a kind that does not exist yet": (lambda _: {"telepathy": {"thought": "x"}}, NOTHING, NOTHING),
}


@pytest.mark.parametrize("kind", TABLE)
@pytest.mark.parametrize("who", ["operator", "stranger"])
async def test_each_kind_of_update_has_its_effect_and_no_other(
    hook: Hook, telegram: FakeTelegram, kind: str, who: str
) -> None:
    build, operator, stranger = TABLE[kind]
    stage, expected = (hook.stage, operator) if who == "operator" else (hook.stage.beside(STRANGER), stranger)

    await hook.gives(hook.stage.text("/start"), 1)
    await stage.settles()
    before, shown = documents(stage), stage.telegram.visible()
    telegram.calls.clear()
    assert await hook.gives(without_nothing(build(stage))) == 200
    await stage.settles()

    said = [(given["chat_id"], given["text"]) for given in telegram.named("sendMessage")]
    assert told(said, [part for _, part in expected.said]) == expected.said
    assert told([(0, toast) for toast in telegram.toasts], expected.toasts) == [(0, part) for part in expected.toasts]
    assert hook.waiting() == ([1, 5] if expected.stored else [1])
    assert {*documents(stage)} == {*before}
    if not expected.stored:
        assert documents(stage) == before
        assert [message for message in stage.telegram.visible() if message["chat_id"] == OPERATOR] == shown
    assert hook.stage.msgflash.posts() == []


def documents(stage: Stage) -> dict[str, str]:
    """Return what is known of each talk."""
    connection = stage.made.runner.store.connection
    return dict(connection.execute("select talk, document from conversations").fetchall())


def told(said: list[tuple[object, object]], parts: list[str]) -> Said:
    """Return of each sentence the part that was expected there, or the whole sentence."""
    found: Said = []
    for at, (chat, text) in enumerate(said):
        assert isinstance(chat, int)
        part = parts[at] if at < len(parts) else str(text)
        found.append((chat, part if part in str(text) else str(text)))
    return found


def without_nothing(update: Update) -> Update:
    """Leave out what a test took away: Telegram writes no nulls."""
    return {
        name: {inner: value for inner, value in part.items() if value is not None} if isinstance(part, dict) else part
        for name, part in update.items()
    }
