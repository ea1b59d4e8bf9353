"""What Telegram finds in a text by itself: commands, mentions, tags, addresses, telephone numbers."""

import re
from collections.abc import Iterator

from bot.demo.telegram import utf16
from bot.demo.telegram.entities import Entity

_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")
_MENTION = re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{4,32}(?!\w)")
_HASHTAG = re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?!\w)")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?!\w)")
_EMAIL = re.compile(r"(?<![\w.@+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}(?![\w@])")
_LINK = re.compile(
    r"(?<![\w@/.:-])(?:(?:https?|tg|ton)://\S+|(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?)"
)
_PHONE = re.compile(r"(?<![\w+])\+\d(?:[ .()\u00a0-]{0,2}\d){6,14}(?![\w])")

# Telegram knows every top-level domain; without a scheme these are the ones a shop is likely to write.
_TOP_LEVEL = re.compile(r"com|org|net|info|biz|io|app|dev|me|co|eu|fr|be|ch|ca|uk|de|bj|tg|ng|ci|sn|ml|bf|ne|gh|cm")
_SURELY_NO_LINK = ".,:;!?'\"…»”"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def found(text: str) -> tuple[Entity, ...]:
    """Everything found, in order, nothing twice: what stands first and is longest wins."""
    places = utf16.places(text)
    entities: list[Entity] = []
    end = 0
    for start, stop, kind in sorted(_candidates(text), key=lambda candidate: (candidate[0], -candidate[1])):
        if start >= end:
            entities.append(Entity(kind, places[start], places[stop] - places[start]))
            end = stop
    return tuple(entities)


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    for kind, pattern in (
        ("bot_command", _COMMAND),
        ("mention", _MENTION),
        ("hashtag", _HASHTAG),
        ("cashtag", _CASHTAG),
        ("email", _EMAIL),
        ("phone_number", _PHONE),
    ):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind
    for match in _LINK.finditer(text):
        address = _without_tail(match[0])
        if _is_link(address):
            yield match.start(), match.start() + len(address), "url"


def _without_tail(address: str) -> str:
    """Leave out the full stop that ends the sentence, and the bracket that was opened before the link."""
    while address:
        last = address[-1]
        opening = _BRACKETS.get(last)
        if last not in _SURELY_NO_LINK and (opening is None or address.count(opening) >= address.count(last)):
            break
        address = address[:-1]
    return address


def _is_link(address: str) -> bool:
    scheme, separator, rest = address.partition("://")
    if separator and scheme in {"tg", "ton"}:
        return bool(rest)
    host = re.split(r"[/?#:]", rest if separator else address, maxsplit=1)[0]
    top = host.rpartition(".")[2].lower()
    if separator:
        return "." in host.strip(".") and not host.startswith(".")
    return "." in host and _TOP_LEVEL.fullmatch(top) is not None
