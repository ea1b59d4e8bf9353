"""What campaigns that still are to leave were promised: their files, at the addresses that MsgFlash was given.

Such an address names a PUBLIC_URL and bears the signature of a key. MsgFlash is never told another: whoever changes
either too early, or loses the folder, has campaigns leave without their files.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypeAlias

from bot.media.addresses import PREFIX, Addresses, Signed
from bot.settings import Settings
from conversations.files import FileNeeded
from storage import alarms
from storage.alarms import Alarm
from storage.store import Store

Cause: TypeAlias = Literal["PUBLIC_URL", "SECRET_KEYS", "MEDIA_DIR"]

MOST_NAMED = 5
ONCE = "none"
ANEW = "until the last of them has left, or cancel these campaigns in MsgFlash and make them anew"


async def still_to_leave(store: Store, alarm: Alarm, needed: FileNeeded) -> bool:
    """Tell whether the campaign was created, or may have been. Raises StoreError."""
    saved = await store.load(alarm.talk)
    return await store.do(lambda database: alarms.was_created(database, alarm.talk, needed.reference)) or (
        saved is not None
        and any(submission.reference == needed.reference for submission in saved.conversation.submissions)
    )


async def broken(store: Store, settings: Settings, at: str | None, now: datetime) -> dict[Cause, str]:
    """Return, by the variable that is to be mended, which files cannot be had and what to do. Raises StoreError.

    `at` is where files are handed out, None where they are not.
    """
    lost: dict[Cause, list[FileNeeded]] = {}
    for alarm in await store.do(alarms.waiting):
        needed = alarm.body
        if not isinstance(needed, FileNeeded) or (needed.every == ONCE and needed.leaves <= now):
            continue
        cause = _cause(settings, at, needed, now)
        if cause is not None and await still_to_leave(store, alarm, needed):
            lost.setdefault(cause, []).append(needed)
    return {cause: _said(cause, settings, needed) for cause, needed in lost.items()}


def _cause(settings: Settings, at: str | None, needed: FileNeeded, now: datetime) -> Cause | None:
    base, path = _parts(needed)
    if base != at:
        return "PUBLIC_URL"
    keyring = settings.keyring
    signed = None if keyring is None else Addresses(keyring.signing).verify(path, now)
    if not isinstance(signed, Signed):
        return "SECRET_KEYS"
    return None if (settings.media / signed.digest).is_file() else "MEDIA_DIR"


def _parts(needed: FileNeeded) -> tuple[str, str]:
    base, _, rest = needed.url.partition(f"{PREFIX}/")
    return base, f"{PREFIX}/{rest}"


def _said(cause: Cause, settings: Settings, needed: list[FileNeeded]) -> str:
    whose = f"{len(needed)} campaigns" if len(needed) > 1 else "1 campaign"
    which = _named(needed)
    match cause:
        case "PUBLIC_URL":
            former = ", ".join(dict.fromkeys(_parts(one)[0] for one in needed))
            return f"MsgFlash will ask for the files of {whose} at {former} ({which}): set it to that {ANEW}"
        case "SECRET_KEYS":
            gone = "the addresses of the files were signed with a key that is gone"
            return f"{whose} will leave without a file ({which}), for {gone}: put it behind the others {ANEW}"
        case "MEDIA_DIR":
            gone = f"the files of {whose} are not in {settings.media}"
            return f"{gone} ({which}): put them back there from a copy, and leave them {ANEW}"


def _named(needed: Iterable[FileNeeded]) -> str:
    """Return their marks and when they leave, the first of them at least."""
    listed = [f"{one.reference} {_how(one)} {one.leaves:%Y-%m-%d %H:%M} UTC" for one in needed]
    more = len(listed) - MOST_NAMED
    return "; ".join(listed[:MOST_NAMED] + ([f"and {more} more"] if more > 0 else []))


def _how(needed: FileNeeded) -> str:
    return "leaves" if needed.every == ONCE else f"{needed.every}, next"
