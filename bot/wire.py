"""MsgFlash's JSON, as frozen models that ignore what they do not know, and the one request that creates a campaign."""

import json
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.lenient import (
    MaybeCount,
    MaybeInstant,
    MaybeNumber,
    MaybeText,
    Texts,
    count_or_none,
    instant_or_none,
    object_or_none,
)
from conversations.contents import Body, Caption, Content, Media
from conversations.draft import Draft
from conversations.steps.choices import Choices
from conversations.steps.contacts import Contacts
from conversations.steps.description import Description
from conversations.steps.footer import Footer
from conversations.steps.group import InGroup
from conversations.steps.number import Number
from conversations.steps.optout import with_line
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.steps.template import FromTemplate
from conversations.steps.title import Title
from conversations.steps.variables import Variables
from conversations.workspace import (
    Campaign,
    CampaignId,
    ContactId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Safety,
    Template,
    TemplateId,
)

Json: TypeAlias = dict[str, object]
T = TypeVar("T")

# Of what MsgFlash adds to its verdict some day: so many parts, each so long.
MOST_MORE = 8
MOST_WORDS = 120


class IncompleteDraftError(Exception):
    """The draft lacks an answer: a fault of ours, for a recap is shown only when nothing is missing."""


def to_request(draft: Draft, name: str, chosen: tuple[ContactId, ...] = ()) -> Json:
    """Return the body of `POST /api/v1/campaigns` (`fr/api-reference/campaigns/create`): exactly one content mode.

    `chosen` are the contacts that the draft's selection holds.
    """
    return {
        "instanceId": _said(draft, Number).instance.id,
        "name": name,
        "schedule": in_utc(_said(draft, Schedule).at),
        "repeat": _said(draft, Repeat).every,
        "recipients": _recipients(draft, chosen),
        **_content(draft),
    }


def to_message(draft: Draft, to: str) -> Json:
    """Return the body of `POST /api/v1/messages/send`, where the text is called `text` (`resources/message-types`)."""
    content = {"text" if name == "body" else name: value for name, value in _content(draft).items()}
    return {"instanceId": _said(draft, Number).instance.id, "to": to, **content}


def in_utc(at: datetime) -> str:
    """Return an aware instant as MsgFlash writes it: UTC with milliseconds and `Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _recipients(draft: Draft, chosen: tuple[ContactId, ...]) -> Json:
    kind = _said(draft, Recipients).kind
    match kind:
        case "all":
            return {"type": kind}
        case "tags":
            return {"type": kind, "value": list(_said(draft, Tags).names)}
        case "group":
            return {"type": kind, "groupId": _said(draft, InGroup).group.id}
        case "explicit":
            if len(chosen) != _said(draft, Contacts).count:
                raise IncompleteDraftError("the contacts are not those that were confirmed")
            return {"type": kind, "value": list(chosen)}


def _content(draft: Draft) -> Json:
    kind = _said(draft, Content).kind
    match kind:
        case "template":
            given = draft.find(Variables)
            template = _said(draft, FromTemplate).template
            values = dict(given.values) if given and template.custom else {}
            return {"templateId": template.id, **({"variables": values} if values else {})}
        case "text":
            return {"type": kind, "body": with_line(draft, _said(draft, Body).text)}
        case "image" | "video" | "document":
            caption = with_line(draft, _said(draft, Caption).text)
            return {"type": kind, "mediaUrl": _said(draft, Media).url, **({"body": caption} if caption else {})}
        case "audio" | "voice_note":
            return {"type": kind, "mediaUrl": _said(draft, Media).url}
        case "buttons":
            footer = _said(draft, Footer).text
            return {
                "type": kind,
                "title": _said(draft, Title).text,
                "description": with_line(draft, _said(draft, Description).text),
                **({"footer": footer} if footer else {}),
                "buttons": [
                    {"type": "reply", "displayText": label, "id": f"{draft.reference}-{at}".lower()}
                    for at, label in enumerate(_said(draft, Choices).labels, 1)
                ],
            }


def _said(draft: Draft, kind: type[T]) -> T:
    answer = draft.find(kind)
    if answer is None:
        raise IncompleteDraftError(kind.__name__)
    return answer


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class _Limits(_Model):
    most: MaybeCount = Field(None, alias="maxCampaignRecipients")
    cold: MaybeNumber = Field(None, alias="maxColdRatio")


class _Audience(_Model):
    total: MaybeCount = Field(None, alias="totalRecipients")
    cold: MaybeNumber = Field(None, alias="coldRatio")


class SafetyModel(_Model):
    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)

    decision: MaybeText = None
    risk: MaybeText = Field(None, alias="riskLevel")
    score: MaybeNumber = None
    state: MaybeText = None
    reasons: Texts = ()
    recommendations: Texts = ()
    limits: Annotated[_Limits | None, BeforeValidator(object_or_none)] = Field(None, alias="appliedLimits")
    audience: Annotated[_Audience | None, BeforeValidator(object_or_none)] = None

    def value(self) -> Safety:
        limits = self.limits or _Limits.model_validate({})
        audience = self.audience or _Audience.model_validate({})
        return Safety(
            self.decision,
            self.risk,
            self.score,
            self.state,
            self.reasons,
            self.recommendations,
            limits.most,
            limits.cold,
            audience.total,
            audience.cold,
            tuple((name, _as_it_came(value)) for name, value in (self.model_extra or {}).items())[:MOST_MORE],
        )


def _as_it_came(value: object) -> str:
    """Return a part of an unknown kind in a few words."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1] + "…"


COUNTERS = ("planned", "queued", "sent", "delivered", "read", "failed", "cancelled")


class CampaignModel(_Model):
    id: Annotated[str, Field(min_length=1)]
    name: MaybeText = None
    status: MaybeText = None
    schedule: MaybeInstant = None
    repeat: MaybeText = None
    safety: Annotated[SafetyModel | None, BeforeValidator(object_or_none)] = None
    stats: Annotated[dict[str, object] | None, BeforeValidator(object_or_none)] = None
    instance: MaybeText = Field(None, alias="instanceId")

    def value(self) -> Campaign:
        stats = self.stats or {}
        counts = tuple((name, count) for name in COUNTERS if (count := count_or_none(stats.get(name))) is not None)
        return Campaign(
            CampaignId(self.id),
            self.name or "",
            self.status or "?",
            self.schedule,
            self.repeat,
            self.safety.value() if self.safety else None,
            counts,
            instant_or_none(stats.get("completedAt")),
            instant_or_none(stats.get("cancelledAt")),
            InstanceId(self.instance) if self.instance else None,
        )


class InstanceModel(_Model):
    id: str
    name: MaybeText = None
    phone: MaybeText = Field(None, alias="waNumber")
    status: MaybeText = None

    def value(self) -> Instance:
        # `waNumber` is mostly shown with "+", once without.
        phone = f"+{self.phone.lstrip('+')}" if self.phone else None
        return Instance(InstanceId(self.id), (self.name or "").strip() or phone or self.id, phone, self.status or "?")


class GroupModel(_Model):
    id: str
    name: MaybeText = None
    size: MaybeCount = Field(None, alias="contactCount")

    def value(self) -> Group:
        return Group(GroupId(self.id), (self.name or "").strip() or self.id, self.size)


class TemplateModel(_Model):
    id: str
    name: MaybeText = None
    type: MaybeText = None
    body: MaybeText = None
    variables: Texts = ()

    def value(self) -> Template:
        custom = tuple(dict.fromkeys(n.removeprefix("custom.") for n in self.variables if n.startswith("custom.")))
        return Template(TemplateId(self.id), (self.name or "").strip() or self.id, self.type or "?", self.body, custom)


class RenderingModel(_Model):
    rendered: str
    missing: Texts = Field((), alias="missingVariables")


class ErrorModel(_Model):
    code: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
    details: Annotated[object, Field()] = None

    def field(self) -> str | None:
        """Return the request field a validation error names; the shape of `details` is not documented."""
        for detail in self.details if isinstance(self.details, list) else ():
            if isinstance(detail, dict):
                for key in ("path", "field", "property"):
                    match detail.get(key):
                        case str(path) if path:
                            return path
                        case [*parts] if parts:
                            return ".".join(str(part) for part in parts)
                        case _:
                            continue
        return None


Envelope: TypeAlias = Literal["data", "error"]
M = TypeVar("M", bound=BaseModel)


def opened(body: object, part: Envelope, model: type[M]) -> M | None:
    """Return what an envelope holds, or None when it does not hold that."""
    if not isinstance(body, dict) or part not in body:
        return None
    try:
        return model.model_validate(body[part])
    except ValidationError:
        return None


def each(items: object, model: type[M]) -> tuple[M, ...]:
    """Return the items that can be read; one of an unknown shape is left out."""
    found: list[M] = []
    for item in items if isinstance(items, list) else ():
        try:
            found.append(model.model_validate(item))
        except ValidationError:
            continue
    return tuple(found)
