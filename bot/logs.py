"""Logs: one line each, JSON unless a person reads along, and never a secret, whoever wrote the line."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime

# Their own words hold addresses, and an address of Telegram's holds the token.
QUIET = ("httpx", "httpcore", "telegram", "aiohttp.access")
# It says that something is tried again, but neither what nor why: who reads says both.
SILENT = ("stamina",)
STARS = "•••"
OURS = ("bot", "conversations", "storage")
# Only with its plus sign: without, nothing tells a phone number from Telegram's ids, which logs need.
_PHONE = re.compile(r"\+\d(?:[ .-]?\d){7,14}")


_about: ContextVar[str] = ContextVar("about", default="")


def about(update_id: int | None) -> None:
    """Let every line from here on, and from the tasks begun here, name this update, or none any more.

    Its id says nothing of anybody.
    """
    _about.set("" if update_id is None else f"u{update_id}")


class SecretFilter(logging.Filter):
    """A second net: takes known secrets, and what looks like a phone number, out of whatever is logged."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # A badly written log call must not break the one who logs.
            message = f"{record.msg} {record.args}"
        record.msg, record.args = self.cleaned(message), None
        if record.exc_info:
            record.exc_text = self.cleaned("".join(told(record.exc_info[1])))
            record.exc_info = None
        return True

    def cleaned(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, STARS)
        return _PHONE.sub(STARS, text)


def told(reason: BaseException | None) -> Iterator[str]:
    """Give the lines of a trace, causes first: where, and of which class, but not what an exception says.

    A library's own words may quote whatever it tripped over: a message, a number. Ours are written not to.
    """
    if reason is None:
        return
    before = reason.__cause__ or (None if reason.__suppress_context__ else reason.__context__)
    yield from told(before)
    yield from traceback.format_tb(reason.__traceback__)
    kind = type(reason)
    said = f": {reason}" if kind.__module__.partition(".")[0] in OURS else ""
    yield f"{kind.__module__}.{kind.__qualname__}{said}\n"
    if isinstance(reason, BaseExceptionGroup):
        for inner in reason.exceptions:
            yield from told(inner)


class JsonFormatter(logging.Formatter):
    """One JSON object a line; times in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if _about.get():
            line["request"] = _about.get()
        if record.exc_text:
            line["trace"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


class PlainFormatter(logging.Formatter):
    """One line for a person's eyes; times as on their clock."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return f"{line} [{_about.get()}]" if _about.get() and "\n" not in line else line


def start(level: str, secrets: Iterable[str]) -> None:
    """Set logging up for the whole process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(SecretFilter(secrets))
    reader = sys.stderr.isatty()
    handler.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(message)s") if reader else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.ERROR)
