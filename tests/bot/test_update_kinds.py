"""Every kind of update, from an operator and from a stranger: what happens, and what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.updates import ALLOWED
from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.hooks import Hook
from tests.bot.stage import OPERATOR, Stage

STRANGER = 666
GROUP = -5
AT = int(NOW.timestamp())
Update = dict[str, object]
Build = Callable[[Stage], Update]
Said = list[tuple[int, str]]


@dataclass(frozen=True)
class Cell:
    """What is said to whom, which toasts are shown, what the living message is changed to, whether it is stored.

    Of all that is said, a part. What an operator is told takes the living message's place; a toast changes nothing.
    """

    said: Said = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    stored: bool = False

    @property
    def calls(self) -> list[str]:
        """Each call to Telegram that this takes, and no other."""
        gone = ["deleteMessage"] * len(self.said) if self.stored else []
        edits = ["editMessageText"] * len(self.edited)
        return sorted(["sendMessage"] * len(self.said) + ["answerCallbackQuery"] * len(self.toasts) + edits + gone)


def message(stage: Stage, **more: object) -> dict[str, object]:
    """Return a message, with the text /start where it has no other content."""
    written: dict[str, Any] = stage.text("/start")
    whole: dict[str, object] = {**written["message"], **more}
    if not more.keys().isdisjoint(OTHER_CONTENT):
        del whole["text"]
    return whole


def sent(**content: object) -> Build:
    return lambda stage: {"message": message(stage, **content)}


def typed(text: str) -> Build:
    return lambda stage: stage.text(text)


def somebody(stage: Stage) -> dict[str, object]:
    return {"id": stage.user, "is_bot": False, "first_name": "Awa"}


def press(data: str) -> Build:
    return lambda stage: stage.press(data)


def press_of_the_operators_screen(stage: Stage) -> Update:
    """Press what stands on the operator's living message, whoever does it."""
    return stage.press(replace(stage, user=OPERATOR).data("New campaign"))


def query(stage: Stage, without: str, **more: object) -> Update:
    update: dict[str, Any] = stage.press("0|send")
    kept = {name: part for name, part in update["callback_query"].items() if name != without}
    return {"callback_query": {**kept, **more}}


def foreign_press(stage: Stage) -> Update:
    return query(stage, "message", inline_message_id="i")


def game_press(stage: Stage) -> Update:
    return query(stage, "data", game_short_name="g")


def late_press(stage: Stage) -> Update:
    """Telegram shows no more of a message that is too old than where it was."""
    return query(stage, "message", message={"chat": {"id": stage.user, "type": "private"}, "message_id": 1, "date": 0})


def group_press(stage: Stage) -> Update:
    return query(stage, "message", message={**message(stage), "chat": IN_GROUP})


def member(stage: Stage) -> Update:
    states = {"old_chat_member": {"user": BOT, "status": "member"}, "new_chat_member": {"user": BOT, "status": "left"}}
    chat = {"id": stage.user, "type": "private"}
    return {"my_chat_member": {"chat": chat, "from": somebody(stage), "date": AT, **states}}


def inline(stage: Stage) -> Update:
    return {"inline_query": {"id": "i", "from": somebody(stage), "query": "x", "offset": ""}}


def chosen(stage: Stage) -> Update:
    return {"chosen_inline_result": {"result_id": "r", "from": somebody(stage), "query": "x"}}


def reaction(stage: Stage) -> Update:
    thumb = [{"type": "emoji", "emoji": "👍"}]
    where = {"chat": {"id": stage.user, "type": "private"}, "message_id": 1, "date": AT}
    return {"message_reaction": {**where, "user": somebody(stage), "old_reaction": [], "new_reaction": thumb}}


def vote(stage: Stage) -> Update:
    return {"poll_answer": {"poll_id": "p", "user": somebody(stage), "option_ids": [0], "option_persistent_ids": ["0"]}}


OTHER_CONTENT = {"photo", "sticker", "dice", "delete_chat_photo", "new_chat_members"}
BOT = {"id": 123456, "is_bot": True, "first_name": "Bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
IN_GROUP, IN_SUPERGROUP = ({"id": GROUP, "type": kind, "title": "G"} for kind in ("group", "supergroup"))
POST = {"chat": {"id": -100, "type": "channel", "title": "C"}, "message_id": 1, "date": AT, "text": "/start"}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
LOOKS = {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
STICKER = {"file_id": "f", "file_unique_id": "u", **LOOKS}
ELSEWHERE = {"type": "user", "date": AT, "sender_user": {"id": 5, "is_bot": False, "first_name": "Sam"}}

TOAST = Cell(toasts=["for its operators only. To be let in, give this number to the person who runs it: 666"])
TOLD = Cell([(STRANGER, TOAST.toasts[0])])
STALE = Cell(toasts=["This screen is out of date. Use the last message."], stored=True)
PRIVATE = Cell([(GROUP, "I work in private only")])
PRIVATE_TOAST = Cell(toasts=["I work in private only"])
NOTHING = Cell()


def says(part: str) -> Cell:
    return Cell([(OPERATOR, part)], stored=True)


HOME = says("I create your MsgFlash campaigns with you")

TABLE: dict[str, tuple[Build, Cell, Cell]] = {
    "a command": (typed("/start"), HOME, TOLD),
    "a command for this bot by name": (typed("/start@bot"), HOME, TOLD),
    "a deep link": (typed("/start ap_666"), HOME, TOLD),
    "an unknown command": (typed("/hack"), says("I do not know the command “/hack”"), TOLD),
    "a command about somebody's campaign": (typed("/settle K7Q2X"), says("settled already"), TOLD),
    "a text": (typed("hello"), says("Your text was sent to nobody"), TOLD),
    "a forwarded command": (sent(forward_origin=ELSEWHERE), says("Your text was sent to nobody"), TOLD),
    "a photo": (sent(photo=PHOTO), says("not expecting anything here (a photo)"), TOLD),
    "a sticker": (sent(sticker=STICKER), says("not expecting anything here (a sticker)"), TOLD),
    "a throw of dice": (sent(dice={"emoji": "🎲", "value": 1}), says("(something other than text)"), TOLD),
    "an edited message": (
        lambda stage: {"edited_message": message(stage, edit_date=AT)},
        says("I do not read an edited message again"),
        TOLD,
    ),
    "a press on the operator's screen": (
        press_of_the_operators_screen,
        Cell(toasts=[""], edited=["Who receives"], stored=True),
        TOAST,
    ),
    "a press on an old card": (press("0|new"), STALE, TOAST),
    "a press on a card that is gone": (late_press, STALE, TOAST),
    "a forged turn": (press("999999999|send"), STALE, TOAST),
    "a forged choice": (press("*|send"), STALE, TOAST),
    "a forged command": (press("*|/hack"), Cell([(OPERATOR, "/hack")], [""], stored=True), TOAST),
    "data of another bot": (press("drop table"), STALE, TOAST),
    "a press without data": (game_press, STALE, TOAST),
    "a press on an inline message": (foreign_press, STALE, TOAST),
    "a press in a group": (group_press, PRIVATE_TOAST, PRIVATE_TOAST),
    "a message in a group": (sent(chat=IN_GROUP), PRIVATE, PRIVATE),
    "a message in a supergroup": (sent(chat=IN_SUPERGROUP), PRIVATE, PRIVATE),
    "an edited message in a group": (lambda s: {"edited_message": message(s, chat=IN_GROUP)}, PRIVATE, PRIVATE),
    "being put into a group": (sent(chat=IN_GROUP, new_chat_members=[BOT]), NOTHING, NOTHING),
    "a message in a group by nobody": (
        lambda s: {"message": message(s, chat=IN_SUPERGROUP, sender_chat=IN_SUPERGROUP, **{"from": ANONYMOUS})},
        NOTHING,
        NOTHING,
    ),
    "a channel's post": (lambda _: {"channel_post": POST}, NOTHING, NOTHING),
    "a channel's edited post": (lambda _: {"edited_channel_post": {**POST, "edit_date": AT}}, NOTHING, NOTHING),
    "another bot's message": (
        lambda s: {"message": message(s, **{"from": {"id": s.user, "is_bot": True, "first_name": "B"}})},
        NOTHING,
        NOTHING,
    ),
    "a business message": (lambda s: {"business_message": message(s, business_connection_id="b")}, NOTHING, NOTHING),
    "a service message": (sent(delete_chat_photo=True), NOTHING, NOTHING),
    "a changed membership": (member, NOTHING, NOTHING),
    "an inline query": (inline, NOTHING, NOTHING),
    "a chosen inline result": (chosen, NOTHING, NOTHING),
    "a reaction": (reaction, NOTHING, NOTHING),
    "a vote": (vote, NOTHING, NOTHING),
    "a kind that does not exist yet": (lambda _: {"telepathy": {"thought": "x"}}, NOTHING, NOTHING),
}


@pytest.mark.parametrize("kind", TABLE)
@pytest.mark.parametrize("who", ["operator", "stranger"])
async def test_each_kind_of_update_has_its_effect_and_no_other(
    hook: Hook, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, kind: str, who: str
) -> None:
    build, operator, stranger = TABLE[kind]
    stage, expected = (hook.stage, operator) if who == "operator" else (hook.stage.beside(STRANGER), stranger)

    await hook.gives(hook.stage.text("/start"), 1)
    await stage.settles()
    before, shown = documents(stage), telegram.visible()
    telegram.calls.clear()
    hook.stage.msgflash.requests.clear()
    update = build(stage)
    assert understood(stage, update) != (kind == "a kind that does not exist yet")
    assert await hook.gives(update) == 200
    await stage.settles()

    said = [(given["chat_id"], str(given["text"])) for given in telegram.named("sendMessage")]
    assert told(said, [part for _, part in expected.said]) == expected.said
    for found, parts in ((telegram.toasts, expected.toasts), (edits(telegram), expected.edited)):
        assert told([(0, text or "") for text in found], parts) == [(0, part) for part in parts]
    assert sorted(name for name, _ in telegram.calls) == expected.calls
    assert hook.waiting() == ([1, 5] if expected.stored else [1])
    assert {*documents(stage)} == {*before}
    if expected.stored and (expected.said or expected.edited):
        assert documents(stage) != before
        assert len(hook.stage.messages()) == 1
    else:
        assert documents(stage) == before
        assert [message for message in telegram.visible() if message["chat_id"] == OPERATOR] == shown
    assert hook.stage.msgflash.posts() == []
    if not expected.stored:
        assert hook.stage.msgflash.requests == []
    assert "cannot be read" not in caplog.text


async def test_telegram_is_asked_for_those_kinds_only_that_have_an_effect(stage: Stage) -> None:
    await stage.types("/start")
    kinds = {name for build, *cells in TABLE.values() if NOTHING not in cells for name in build(stage)}

    assert kinds == set(ALLOWED)


def edits(telegram: FakeTelegram) -> list[str | None]:
    return [str(given["text"]) for given in telegram.named("editMessageText")]


def documents(stage: Stage) -> dict[str, str]:
    """Return what is known of each talk."""
    connection = stage.made.runner.store.connection
    return dict(connection.execute("select talk, document from conversations").fetchall())


def understood(stage: Stage, update: Update) -> bool:
    """Tell whether the library finds in it what it is meant to be, so that nothing happens by mistake."""
    [kind] = update
    return getattr(stage.parsed(update, 5), kind, None) is not None


def told(said: list[tuple[object, str]], parts: list[str]) -> Said:
    """Return of each sentence the part that was expected there, or the whole sentence."""
    found: Said = []
    for at, (chat, text) in enumerate(said):
        assert isinstance(chat, int)
        part = parts[at] if at < len(parts) else text
        # Nothing is expected to be told in no words, as when a press is only confirmed.
        found.append((chat, part if (part in text if part else not text) else text))
    return found
