"""Keyboards are kept as they were sent, or refused for Telegram's reasons."""

from collections.abc import Sequence

import pytest

from bot.demo.telegram import keyboards
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.refusals import RefusedError


def _read(*rows: Sequence[object]) -> object:
    return keyboards.read(Arguments({"reply_markup": {"inline_keyboard": list(rows)}})).inline


def _button(**action: object) -> dict[str, object]:
    return {"text": "Oui", **action}


@pytest.mark.parametrize(
    "button",
    [
        _button(callback_data="x" * 64),
        _button(callback_data="é" * 32, style="danger"),
        _button(callback_data="1", style="primary", icon_custom_emoji_id="5"),
        _button(callback_data="1", style="success"),
        _button(url="https://example.com/"),
        _button(url="tg://user?id=1001"),
        _button(copy_text={"text": "x" * 256}),
        _button(switch_inline_query=""),
        _button(web_app={"url": "https://example.com/"}),
    ],
)
def test_a_good_button_is_kept(button: dict[str, object]) -> None:
    assert _read([button]) == {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        (_button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (_button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (_button(callback_data=5), "BUTTON_DATA_INVALID"),
        (
            _button(callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (_button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            _button(callback_data="x", url="https://example.com"),
            "can't parse inline keyboard button: exactly one action expected, found url and callback_data",
        ),
        (
            _button(callback_data="x", style="green"),
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (_button(callback_data="x", style={}), "can't parse inline keyboard button: invalid button style specified"),
        (_button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (_button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (_button(copy_text="x"), "can't parse inline keyboard button: Can't find field \"text\""),
        (_button(url="localhost"), "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL"),
        (
            _button(url="ftp://example.com"),
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        ("Oui", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ],
)
def test_a_bad_button_is_refused(button: object, reason: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        _read([button])

    assert refusal.value.description == f"Bad Request: {reason}"


def test_a_hundred_buttons_are_enough() -> None:
    row = [_button(callback_data="x")] * 8

    assert _read(*[row] * 12, row[:4]) is not None
    with pytest.raises(RefusedError, match="Bad Request: reply markup is too long"):
        _read(*[row] * 12, row[:5])


def test_a_keyboard_has_at_most_ten_kilobytes() -> None:
    with pytest.raises(RefusedError, match="Bad Request: reply markup is too long"):
        _read(*[[_button(callback_data="x" * 64)]] * 99)


def test_a_row_has_at_most_eight_buttons() -> None:
    with pytest.raises(RefusedError, match="Bad Request: reply markup is too long"):
        _read([_button(callback_data="x")] * 9)


def test_empty_rows_are_left_out_and_an_empty_keyboard_is_none() -> None:
    assert _read([], [_button(url="https://example.com/")], []) == {
        "inline_keyboard": [[_button(url="https://example.com/")]]
    }
    assert _read([], []) is None


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ('{"inline_keyboard": [{}]}', 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ],
)
def test_a_markup_that_is_none_is_refused(markup: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        keyboards.read(Arguments({"reply_markup": markup}))

    assert refusal.value.description == f"Bad Request: {reason}"


def test_an_empty_markup_is_none() -> None:
    assert keyboards.read(Arguments({"reply_markup": {}})) == keyboards.Keyboards()


@pytest.mark.parametrize("markup", [{"force_reply": True}, {"remove_keyboard": True}, {"keyboard": [["Oui"]]}])
def test_other_keyboards_belong_to_the_input_field(markup: dict[str, object]) -> None:
    read = keyboards.read(Arguments({"reply_markup": markup}))

    assert (read.inline, read.other) == (None, markup)
