"""The values between the web and the sandbox's rules: a call that came in, an answer that goes out, a route between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from bot.demo.msgflash.faults import Flaw, invalid


class Reach(Enum):
    """Which kinds of key a route lets in."""

    WORKSPACE = auto()
    PERSONAL = auto()
    ANY = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """One request, with its body deciphered: None when there is none, a `Flaw` when it is no JSON.

    A route that reads no body does not mind; one that does refuses the flaw in its own order of checks.
    """

    now: datetime
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: object


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes under `data`."""

    payload: object
    status: int = 200


@dataclass(frozen=True, slots=True)
class Route:
    """A path below `/api/v1` and the function that answers it; `outbound` ones count against the month's messages."""

    method: str
    path: str
    answer: Callable[[Call], Answer]
    reach: Reach = Reach.WORKSPACE
    outbound: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} /api/v1{self.path}"


class Form(BaseModel):
    """A request's body: field names in camelCase, no conversions, nothing unknown."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, alias_generator=to_camel)


def _identity(text: str) -> str:
    parsed = str(UUID(text))
    if parsed != text.lower():
        raise ValueError("Expected a UUID written with hyphens")
    return parsed


Identity = Annotated[str, AfterValidator(_identity)]
Filled = Annotated[str, Field(min_length=1)]
Identities = Annotated[list[Identity], Field(min_length=1, max_length=10_000)]

_Form = TypeVar("_Form", bound=Form)


def read(form: type[_Form], body: object) -> _Form:
    """Read a body, or raise a fault that tells everything that is wrong with it."""
    if isinstance(body, Flaw):
        raise invalid(body)
    try:
        return form.model_validate(body)
    except ValidationError as error:
        raise invalid(
            *(Flaw(_place(fault["loc"], body), fault["msg"].removeprefix("Value error, ")) for fault in error.errors())
        ) from error


def read_optional(form: type[_Form], body: object) -> _Form:
    """Read a body whose fields are all optional, so that it may be left out."""
    return read(form, {} if body is None else body)


def _place(location: tuple[int | str, ...], body: object) -> tuple[int | str, ...]:
    """Leave out the kinds that pydantic names in the path of a discriminated union: no client wrote them there."""
    place: list[int | str] = []
    here = body
    for depth, part in enumerate(location):
        if isinstance(here, Mapping):
            if 0 < depth < len(location) - 1 and part == here.get("type"):
                continue
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int):
            here = here[part]
        place.append(part)
    return tuple(place)
