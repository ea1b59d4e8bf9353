"""The name under which a file is handed out: as its sender called it, as far as that is safe to repeat."""

import re
import unicodedata
from urllib.parse import quote

from bot.media.kinds import FORMATS

LONGEST = 60
DOCUMENTS = "application/"
# A bot's token, or a MsgFlash key: someone saved a file under it, or a program did.
SECRETS = re.compile(r"\d{6,}[:_-][A-Za-z0-9_-]{30,}|msgf_[a-z]+_\w+", re.IGNORECASE)
UNSAFE = re.compile(r"[^\w .,()&+-]+")
# No word of any language is this long; a key without its usual beginning is.
UNSPEAKABLE = re.compile(r"[\w-]{32,}")


def safe(given: str, mime: str) -> str:
    """Return a name without paths, quotes, control characters, secrets; its ending says what the file is."""
    form = FORMATS[mime]
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > len("docx"):
        stem = last
    stem = UNSPEAKABLE.sub(" ", UNSAFE.sub(" ", SECRETS.sub(" ", stem)))
    stem = " ".join(stem.split())[:LONGEST].strip(" .-_,")
    usual = "document" if mime.startswith(DOCUMENTS) else mime.partition("/")[0]
    return f"{stem or usual}.{form.ending}"


def disposition(name: str, mime: str) -> str:
    """Return the Content-Disposition header: documents are saved, the rest is shown (RFC 6266)."""
    kind = "attachment" if mime.startswith(DOCUMENTS) else "inline"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
