"""What MsgFlash's reference asks of the request that creates a campaign, independently of what builds it."""

import re
from datetime import datetime, timedelta

DIRECT = {
    "text": ({"body"}, set[str]()),
    "image": ({"mediaUrl"}, {"body"}),
    "video": ({"mediaUrl"}, {"body"}),
    "document": ({"mediaUrl"}, {"body"}),
    "audio": ({"mediaUrl"}, set[str]()),
    "voice_note": ({"mediaUrl"}, set[str]()),
    "buttons": ({"title", "description", "buttons"}, {"footer"}),
}


def satisfies_the_documentation(body: dict[str, object], now: datetime) -> None:
    """Fail unless a body is what section 8 of the reference asks for."""
    match body:
        case {
            "instanceId": str(instance),
            "name": str(name),
            "schedule": str(schedule),
            "repeat": "none" | "daily" | "weekly",
            "recipients": dict(recipients),
            **content,
        }:
            assert is_uuid(instance)
            assert name.strip()
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", schedule)
            assert datetime.fromisoformat(schedule) >= now + timedelta(minutes=2)
            assert has_recipients(recipients)
            assert has_one_content(content)
        case _:
            raise AssertionError(body)


def has_recipients(recipients: dict[str, object]) -> bool:
    match recipients:
        case {"type": "all", **rest} if not rest:
            return True
        case {"type": "tags", "value": [*tags], **rest} if not rest:
            return bool(tags) and all(isinstance(tag, str) and tag.strip() for tag in tags)
        case {"type": "explicit", "value": [*ids], **rest} if not rest:
            return bool(ids) and all(isinstance(one, str) and is_uuid(one) for one in ids)
        case {"type": "group", "groupId": str(group), **rest} if not rest:
            return is_uuid(group)
        case _:
            return False


def has_one_content(content: dict[str, object]) -> bool:
    match content:
        case {"templateId": str(template), **rest}:
            variables = rest.pop("variables", {"": ""})
            return is_uuid(template) and not rest and isinstance(variables, dict) and bool(variables)
        case {"type": str(kind), **rest} if kind in DIRECT:
            needed, allowed = DIRECT[kind]
            texts = [value for key, value in rest.items() if key != "buttons"]
            said = all(isinstance(text, str) and 1 <= len(text) <= 4096 for text in texts)
            return needed <= rest.keys() <= needed | allowed and said and has_buttons(rest.get("buttons"))
        case _:
            return False


def has_buttons(buttons: object) -> bool:
    match buttons:
        case None:
            return True
        case [{"type": "reply", "displayText": str(label), "id": str(one), **rest}] if not rest:
            return bool(label.strip() and one)
        case [dict(first), dict(second)]:
            return has_buttons([first]) and has_buttons([second]) and first["id"] != second["id"]
        case _:
            return False


def is_uuid(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None
