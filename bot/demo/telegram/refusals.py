"""How the Bot API says no: a code, a sentence, and now and then a parameter."""

from collections.abc import Mapping
from http import HTTPStatus


class RefusedError(Exception):
    """A call that is answered with `"ok": false`; its facts are attributes."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def as_json(self) -> dict[str, object]:
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str) -> RefusedError:
    """Refuse a call that is wrong in itself; the reason begins in lower case, unless it is a name in capitals."""
    if reason[1:2].isalpha() and not reason[1:2].isupper():
        reason = reason[0].lower() + reason[1:]
    return RefusedError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusedError:
    return RefusedError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusedError:
    return RefusedError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> RefusedError:
    return RefusedError(
        HTTPStatus.TOO_MANY_REQUESTS, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}
    )


def migrated(new_chat: int) -> RefusedError:
    return RefusedError(
        HTTPStatus.BAD_REQUEST,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat},
    )
