"""A screen as Telegram shows it: one language, values in its form, HTML escaped once, buttons with their turn."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.bars import drawn
from bot.beginning import capital, opening
from bot.cutting import cut, cut_units
from bot.distances import away
from bot.formatted import as_read
from conversations.replies import units
from conversations.screen import (
    AsRead,
    Assured,
    Block,
    Button,
    Copy,
    Key,
    Line,
    Listed,
    Paragraph,
    Quoted,
    Screen,
    Small,
    Spoken,
    Warned,
)
from conversations.words import (
    Bar,
    Clock,
    Day,
    Distance,
    Language,
    Month,
    Plural,
    Said,
    Several,
    Share,
    Value,
    Weekday,
    When,
)
from conversations.zones import city

# Telegram's limits: core.telegram.org/bots/api, sendMessage and InlineKeyboardButton.
MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_CALLBACK_BYTES = 64
MOST_COPY = 256
# Ours: longer labels are cut by phones anyway.
LABEL = 40
LINE = 90
VALUE = 300
CODE = 100
FOLD_LIST_FROM = 120
ROW, ROWS_BEFORE_FOLD = 32, 4  # a phone's quotation has rows of so many characters; folded, it shows three
# Beyond this no number is formatted: it is no score and no count anybody meant.
LARGEST = 1e15
SPARE = 200


class TooLargeError(Exception):
    """A screen does not fit into one Telegram message or button: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message's HTML and its keyboard; with a `picture` (PNG) the words are its caption."""

    html: str
    keyboard: InlineKeyboardMarkup | None
    picture: bytes | None = None


def render(screen: Screen, language: Language, turn: int | None) -> Rendered:
    """Return the screen for one reader; without a turn its keys stay good for ever. Raises TooLargeError."""
    head = [f"<b>{_escaped(screen.title, language)}</b>"]
    if screen.settled:
        head.append("\n".join(_line(line, language) for line in screen.settled))
    most = MOST_TEXT if screen.picture is None else MOST_CAPTION
    parts = _fitting(screen.blocks, language, most - SPARE - sum(_length(part) + 2 for part in head))
    html = whole("\n\n".join((*head, *parts)))
    if _length(html) > most:
        raise TooLargeError(f"{_length(html)} characters on one screen")
    return Rendered(html, _keyboard(screen, language, turn))


def plain(html: str) -> str:
    """Return rendered HTML as plain text, for when Telegram does not take its entities."""
    return re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def say(said: Spoken, language: Language) -> str:
    """Return what is said, in a language, not escaped."""
    if isinstance(said, str):
        return said
    return _form(said, language).format(**{name: _value(value, language) for name, value in said.values})


def whole(text: str) -> str:
    """Return a text that can be sent: half characters, left by a cut, become question marks."""
    return text.encode("utf-8", "replace").decode()


def _form(said: Said, language: Language) -> str:
    """Return the text in its language and number, its values still to be put in."""
    text = said.text
    if isinstance(text, Plural):
        count = dict(said.values)["count"]
        one = isinstance(count, int) and _locale(language).plural_form(count) == "one"
        text = text.one if one else text.many
    return text.in_language(language)


def _value(value: Value, language: Language) -> str:
    locale = _locale(language)
    match value:
        case str():
            return _isolated(cut(value, VALUE))
        case int() | float():
            return format_decimal(value, locale=locale) if abs(value) < LARGEST else str(value)
        case When(at, zone):
            return f"{_day_and_time(at, zone, language)} ({city(zone, language)})"
        case Distance():
            return away(value, language, locale)
        case Day(day):
            return format_date(day, _DAY[language], locale=locale)
        case Month(day):
            return format_date(day, "LLL y", locale=locale)
        case Weekday(day):
            return format_date(day, "EEEEE", locale=locale)
        case Clock(at, zone):
            return format_time(at.astimezone(ZoneInfo(zone)), "HH:mm", tzinfo=ZoneInfo(zone), locale=locale)
        case Share(of_one) if not abs(of_one) < LARGEST:
            return str(of_one)
        case Share(of_one):
            return format_percent(of_one, "#,##0.# %" if language == "fr" else "#,##0.#%", locale=locale)
        case Bar(of_one):
            return drawn(of_one)
        case Several(items):
            return cut(format_list([_value(item, language) for item in items], locale=locale), VALUE)
        case Said():
            return say(value, language)


_DAY: dict[Language, str] = {"fr": "EEE d MMM", "en": "EEE d MMM"}
_MOMENT: dict[Language, str] = {"fr": "EEE d MMM y, HH:mm", "en": "EEE d MMM y, HH:mm"}


def _day_and_time(at: datetime, zone: str, language: Language) -> str:
    """Return an instant in a zone; at the calendar's very ends, where there is no such local time, in its own."""
    try:
        at.astimezone(ZoneInfo(zone)), at.astimezone(UTC)
    except OverflowError:
        return at.isoformat()
    return format_datetime(at.astimezone(UTC), _MOMENT[language], tzinfo=ZoneInfo(zone), locale=_locale(language))


@lru_cache
def _locale(language: Language) -> Locale:
    return Locale.parse({"fr": "fr_FR", "en": "en_GB"}[language])


def _isolated(words: str) -> str:
    """Keep right-to-left words, and numbers next to them, from reordering the sentence around them."""
    return f"\u2068{words}\u2069" if re.search(r"[\u0590-\u08ff\ufb1d-\ufefc]", words) else words


def _escaped(said: Spoken, language: Language) -> str:
    """Return what is said as HTML; an instant also tells the phone, which shows its own local reading on demand."""
    if isinstance(said, str):
        return escape(said, quote=False)
    html = escape(_form(said, language), quote=False)
    return html.format(**{name: _escaped_value(value, language) for name, value in said.values})


def _escaped_value(value: Value, language: Language) -> str:
    match value:
        case When(at):
            return f'<tg-time unix="{int(at.timestamp())}">{escape(_value(value, language), quote=False)}</tg-time>'
        case Said():
            return _escaped(value, language)
        case _:
            return escape(_value(value, language), quote=False)


def _begun(said: Spoken, shown: str, language: Language) -> str:
    begins = isinstance(said, Said) and isinstance(opening(_form(said, language), said.values), Day | When)
    return capital(shown) if begins else shown


def _line(line: Line, language: Language) -> str:
    colon = "\u00a0:" if language == "fr" else ":"
    value = say(line.value, language).replace("\n", " ")
    short = len(value) <= LINE and not isinstance(line.value, str)
    html = (
        _escaped(line.value, language).replace("\n", " ") if short else escape(_isolated(cut(value, LINE)), quote=False)
    )
    return f"{_escaped(line.label, language)}{colon} <b>{html}</b>"


def _fitting(blocks: tuple[Block, ...], language: Language, room: int) -> list[str]:
    """Return the blocks' HTML; long quotations and lists share what room the rest leaves."""
    rest = sum(_length(_block(block, language, 0)) + 2 for block in blocks)
    flexible = sum(isinstance(block, Quoted | AsRead | Listed) for block in blocks)
    each = (room - rest) // flexible if flexible else 0
    parts: list[str] = []
    lines: list[str] = []
    for block in blocks:
        html = _block(block, language, max(each, 0))
        if isinstance(block, Line):
            lines.append(html)
            continue
        if lines:
            parts.append("\n".join(lines))
            lines = []
        parts.append(html)
    return [*parts, "\n".join(lines)] if lines else parts


def _block(block: Block, language: Language, room: int) -> str:
    match block:
        case Line():
            return _line(block, language)
        case Paragraph(said):
            return _begun(said, _escaped(said, language), language)
        case Warned(said):
            return f"<blockquote>⚠ {_escaped(said, language)}</blockquote>"
        case Assured(said):
            return f"✓ {_escaped(said, language)}"
        case Small(said):
            return (
                f"<code>{_escaped(cut(said, CODE), language)}</code>"
                if isinstance(said, str)
                else f"<i>{_escaped(said, language)}</i>"
            )
        case Quoted(text, title):
            head = f"<i>{_escaped(title, language)}</i>\n" if title else ""
            return f"{head}<blockquote{_fold(text)}>{escape(cut_units(text, room), quote=False)}</blockquote>"
        case AsRead(text, title):
            return f"<i>{_escaped(title, language)}</i>\n<blockquote{_fold(text)}>{as_read(text, room)}</blockquote>"
        case Listed(items, title, folded):
            head = f"<i>{_escaped(title, language)}</i>\n" if title else ""
            room = max(room - units(head), 0)
            words = (cut_units(say(item, language), room) if isinstance(item, str) else item for item in items)
            body = _fitted([f"• {_begun(item, _escaped(item, language), language)}" for item in words], room)
            if not folded:
                return head + body
            fold = " expandable" if units(body) > FOLD_LIST_FROM else ""
            return f"{head}<blockquote{fold}>{body}</blockquote>"


def _fold(text: str) -> str:
    rows = sum(max(1, -(-units(line) // ROW)) for line in text.splitlines())
    return " expandable" if rows > ROWS_BEFORE_FOLD else ""


def _fitted(items: list[str], room: int) -> str:
    """Return as many items as there is room for, and how many more there are."""
    shown = list(items)
    while len(shown) > 1 and _length("\n".join(shown)) > room:
        shown.pop()
    left = len(items) - len(shown)
    return "\n".join((*shown, f"… +{left}") if left else shown)


def _length(html: str) -> int:
    return units(plain(html))


def _keyboard(screen: Screen, language: Language, turn: int | None) -> InlineKeyboardMarkup | None:
    if not screen.keys:
        return None
    return InlineKeyboardMarkup([[_button(key, language, turn) for key in row] for row in screen.keys])


def _button(key: Key, language: Language, turn: int | None) -> InlineKeyboardButton:
    # Telegram refuses a key without a label; MsgFlash may give a group or a template a blank name.
    label = whole(cut(_begun(key.label, say(key.label, language), language), LABEL))
    label = label if label.strip() else "…"
    match key:
        case Copy(_, text):
            if units(text) > MOST_COPY:
                raise TooLargeError(f"{units(text)} characters to copy")
            return InlineKeyboardButton(label, copy_text=CopyTextButton(whole(text)))
        case Button(_, choice, style):
            data = f"{'*' if turn is None else turn}|{choice}"
            if len(data.encode()) > MOST_CALLBACK_BYTES:
                raise TooLargeError(f"{len(data.encode())} bytes of callback data")
            return InlineKeyboardButton(label, callback_data=data, style=None if style == "plain" else style)
