"""Placeholders such as `{{contact.firstName}}`: finding them, refusing malformed ones, filling them in."""

import re
from collections.abc import Mapping

from bot.demo.msgflash.campaign import Recipient
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.records import Contact, Instance

_PLACEHOLDER = re.compile(r"\{\{((?:contact|user|instance|custom)\.[A-Za-z][A-Za-z0-9_]*)\}\}")
_USER = {"user.name": "Boutique Demo", "user.firstName": "Awa", "user.email": "awa@boutique.example"}


def variables(body: str | None) -> list[str]:
    """Name each variable once, in the order of the text."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(body or "")))


def refuse_malformed(body: str | None) -> None:
    rest = _PLACEHOLDER.sub("", body or "")
    if "{{" in rest or "}}" in rest:
        raise Fault("TEMPLATE_INVALID", "A placeholder is malformed or has an unknown namespace")


def known(
    contact: Contact | Recipient | None, instance: Instance | None, custom: Mapping[str, object] | None
) -> dict[str, str]:
    """Gather the values that placeholders can take; empty ones count as absent."""
    values = dict(_USER)
    if contact is not None:
        first, _, last = contact.name.partition(" ")
        values |= {
            "contact.name": contact.name,
            "contact.firstName": first,
            "contact.lastName": last,
            "contact.phone": contact.phone,
        }
    if instance is not None:
        values |= {"instance.name": instance.name, "instance.waNumber": instance.number}
    values |= {f"custom.{name}": _shown(value) for name, value in (custom or {}).items()}
    return {name: value for name, value in values.items() if value}


def missing(body: str | None, values: Mapping[str, str]) -> list[str]:
    return [name for name in variables(body) if name not in values]


def rendered(body: str, values: Mapping[str, str]) -> str:
    """Fill in what is known and leave the rest as it stands."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), body)


def _shown(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
