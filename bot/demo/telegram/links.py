"""Which links Telegram accepts, and the form in which it keeps them."""

import re
from urllib.parse import urlsplit

_USER = re.compile(r"tg:(?://)?user\?(?:.*&)?id=(\d+)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?://)?", re.IGNORECASE)
_OWN_SCHEMES = ("tg", "ton", "tonsite")
_BARE_PORT = re.compile(r"[^/?#]+:\d+(?:[/?#]|$)")


class BadLinkError(ValueError):
    """Not a link that Telegram would keep."""


def mentioned_user(link: str) -> int | None:
    """Find the user meant by `tg://user?id=…`."""
    match = _USER.match(link.strip())
    return int(match[1]) if match else None


def checked(link: str) -> str:
    """Give the link Telegram's form: a scheme, the host in lower case, at least `/` as a path."""
    link = link.strip()
    scheme = _SCHEME.match(link)
    if scheme and scheme[1].lower() in _OWN_SCHEMES:
        return f"{scheme[1].lower()}://{link[scheme.end() :]}"
    if scheme is None or _BARE_PORT.match(link):
        link = f"http://{link}"
    elif scheme[1].lower() not in {"http", "https"}:
        raise BadLinkError("Unsupported URL protocol")
    return _web_address(link)


def _web_address(link: str) -> str:
    try:
        parts = urlsplit(link)
        has_port = parts.port is not None
    except ValueError as error:
        raise BadLinkError("Wrong HTTP URL") from error
    host = parts.hostname or ""
    if "." not in host.strip(".") or any(character.isspace() for character in parts.netloc):
        raise BadLinkError("Wrong HTTP URL")
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    port = f":{parts.port}" if has_port else ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme.lower()}://{user}{host}{port}{parts.path or '/'}{query}{fragment}"
