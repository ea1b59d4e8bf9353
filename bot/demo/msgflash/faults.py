"""Refusals of the sandbox, with the documented codes and the HTTP status that goes with each."""

from collections.abc import Iterable
from dataclasses import dataclass

STATUSES = {
    "UNAUTHORIZED": 401,
    "TEAM_KEY_REQUIRED": 403,
    "TEAM_KEY_NOT_ALLOWED": 403,
    "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN": 403,
    "UNSUPPORTED_FEATURE": 403,
    "MAX_WEBHOOK_ENDPOINTS_REACHED": 403,
    "MAX_CONTACT_GROUPS_REACHED": 403,
    "VALIDATION_ERROR": 400,
    "BAD_REQUEST": 400,
    "TEMPLATE_INVALID": 400,
    "TEMPLATE_VARIABLES_MISSING": 400,
    "TEMPLATE_CONTEXT_UNAVAILABLE": 400,
    "INVALID_DESTINATION": 422,
    "NOT_FOUND": 404,
    "CONFLICT": 409,
    "API_RATE_LIMIT_EXCEEDED": 429,
    "MONTHLY_API_REQUEST_QUOTA_EXCEEDED": 429,
    "MONTHLY_OUTBOUND_QUOTA_EXCEEDED": 429,
    "INTERNAL_ERROR": 500,
    "PROVIDER_ERROR": 502,
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a body: where, and why."""

    path: tuple[str | int, ...]
    message: str


class Fault(Exception):  # noqa: N818  (it is the API's word for a refusal, not an error of this program)
    """The request is refused; the facts ride as attributes."""

    def __init__(self, code: str, message: str, flaws: Iterable[Flaw] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.flaws = tuple(flaws)

    @property
    def status(self) -> int:
        return STATUSES[self.code]

    @property
    def envelope(self) -> dict[str, object]:
        error: dict[str, object] = {"code": self.code, "message": self.message}
        if self.code == "VALIDATION_ERROR":
            error["details"] = [{"path": list(flaw.path), "message": flaw.message} for flaw in self.flaws]
        return {"error": error}


def invalid(*flaws: Flaw) -> Fault:
    return Fault("VALIDATION_ERROR", "Invalid request data", flaws)


def not_found(what: str) -> Fault:
    return Fault("NOT_FOUND", f"{what} not found")
