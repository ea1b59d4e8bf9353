"""What has passed between the bot and the sandbox, for the page and for tests; keys and secrets never get here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.demo.msgflash.instants import written

_HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came back; `status` is None when no answer was given."""

    at: datetime
    method: str
    path: str
    request: object
    status: int | None
    answer: object
    milliseconds: int

    def shown(self, secrets: Iterable[str]) -> dict[str, object]:
        """Write the exchange as the page expects it, with every secret blotted out wherever it stands."""
        hidden = tuple(secrets)
        return {
            "at": written(self.at),
            "method": self.method,
            "path": _blotted(self.path, hidden),
            "request": _blotted(self.request, hidden) if isinstance(self.request, Mapping) else None,
            "status": self.status,
            "answer": _blotted(self.answer, hidden),
            "milliseconds": self.milliseconds,
        }


def _blotted(value: object, secrets: tuple[str, ...]) -> object:
    match value:
        case str():
            for secret in secrets:
                value = value.replace(secret, _HIDDEN)
            return value
        case Mapping():
            return {_blotted(name, secrets): _blotted(kept, secrets) for name, kept in value.items()}
        case list():
            return [_blotted(kept, secrets) for kept in value]
        case _:
            return value
