"""What stands under a message: the keyboards a bot may attach, and what Telegram refuses of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.telegram import links
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.refusals import RefusedError, bad_request

LONGEST_DATA = 64
LONGEST_COPY = 256
MOST_BUTTONS = 100
WIDEST_ROW = 8
LARGEST = 10_000
"""Bytes in all. Telegram documents none of these three limits, but refuses what exceeds them."""

_STYLES = ("primary", "success", "danger")
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


@dataclass(frozen=True, slots=True)
class Keyboards:
    """The inline keyboard, which belongs to the message, or another one, which belongs to the input field."""

    inline: Mapping[str, object] | None = None
    other: Mapping[str, object] | None = None


def read(arguments: Arguments) -> Keyboards:
    markup = arguments.structure("reply_markup", "reply keyboard markup")
    if markup is None:
        return Keyboards()
    if not isinstance(markup, Mapping):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return Keyboards(inline=_inline(markup["inline_keyboard"]))
    if any(markup.get(name) for name in _OTHER_KEYBOARDS):
        return Keyboards(other=dict(markup))
    return Keyboards()


def _inline(rows: object) -> Mapping[str, object] | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keyboard = [buttons for row in rows if (buttons := [_button(button) for button in row])]
    if (
        sum(map(len, keyboard)) > MOST_BUTTONS
        or any(len(row) > WIDEST_ROW for row in keyboard)
        or len(json.dumps(keyboard, ensure_ascii=False).encode()) > LARGEST
    ):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": keyboard} if keyboard else None


def _unparsable(reason: str) -> RefusedError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _button(button: object) -> dict[str, object]:
    if not isinstance(button, Mapping):
        raise _unparsable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    kept: dict[str, object] = {"text": text}
    style = button.get("style")
    if style not in (None, "", "default"):
        if style not in _STYLES:
            raise _unparsable("invalid button style specified")
        kept["style"] = style
    if button.get("icon_custom_emoji_id"):
        kept["icon_custom_emoji_id"] = str(button["icon_custom_emoji_id"])
    actions = [action for action in _ACTIONS if button.get(action) not in (None, "") or _may_be_empty(button, action)]
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable(f"exactly one action expected, found {' and '.join(actions)}")
    kept[actions[0]] = _action(actions[0], button[actions[0]])
    return kept


def _may_be_empty(button: Mapping[str, object], action: str) -> bool:
    return action.startswith("switch_inline_query") and button.get(action) == ""


def _action(action: str, value: object) -> object:
    match action:
        case "callback_data":
            if not isinstance(value, str) or len(value.encode()) > LONGEST_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            return _address(str(value))
        case "copy_text":
            text = value.get("text") if isinstance(value, Mapping) else None
            if not isinstance(text, str):
                raise _unparsable('Can\'t find field "text"')
            if not 1 <= len(text) <= LONGEST_COPY:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case _:
            pass
    return value


def _address(url: str) -> str:
    if links.mentioned_user(url) is not None:
        return url
    try:
        return links.checked(url)
    except links.BadLinkError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from error
