"""A bucket of an S3-compatible store as the settings name it; nothing here needs the extra `s3`."""

import re
from dataclasses import dataclass
from importlib.util import find_spec

# docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; a dot would break the certificate of its host.
_URL = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9-]{1,61}[a-z0-9])(?:/(?P<prefix>[A-Za-z0-9._/-]*))?")


@dataclass(frozen=True, slots=True)
class Remote:
    """A bucket, and what opens it. Without keys the machine's own role is asked for some.

    `public` is the https address, without a slash at its end, at which what lies under the prefix is handed out.
    """

    bucket: str
    prefix: str
    region: str
    public: str
    endpoint: str | None = None
    keys: tuple[str, str] | None = None
    session: str | None = None


def parts(url: str) -> tuple[str, str]:
    """Return bucket and prefix. Raises ValueError."""
    found = _URL.fullmatch(url)
    prefix = "" if found is None else (found["prefix"] or "").strip("/")
    if found is None or any(part in {"", ".", ".."} for part in prefix.split("/") if prefix):
        raise ValueError("must be s3://bucket/prefix: small letters, digits and - in the bucket, no dots")
    return found["bucket"], prefix


def usual_address(bucket: str, prefix: str, region: str, endpoint: str | None) -> str:
    """Return where a bucket's contents are handed out, if nobody says otherwise."""
    base = f"https://{bucket}.s3.{region}.amazonaws.com" if endpoint is None else f"{endpoint}/{bucket}"
    return f"{base}/{prefix}".rstrip("/")


def installed() -> bool:
    return find_spec("obstore") is not None
