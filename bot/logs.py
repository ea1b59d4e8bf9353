"""Logs: one line each, JSON unless a person reads along, and never a secret, whoever wrote the line."""

import json
import logging
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime

# Their own words hold addresses, and an address of Telegram's holds the token.
QUIET = ("httpx", "httpcore", "telegram", "aiohttp.access", "stamina")
STARS = "•••"


class SecretFilter(logging.Filter):
    """A second net: takes known secrets out of whatever is logged."""

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
            record.exc_text = self.cleaned("".join(traceback.format_exception(*record.exc_info)))
            record.exc_info = None
        return True

    def cleaned(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, STARS)
        return text


class JsonFormatter(logging.Formatter):
    """One JSON object a line; times in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:
            line["trace"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def start(level: str, secrets: Iterable[str]) -> None:
    """Set logging up for the whole process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(SecretFilter(secrets))
    reader = sys.stderr.isatty()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s") if reader else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
