"""`campaign-bot check`: every setting tried, one line each, green or what to do."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from pydantic import SecretStr
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.keyring import MAKE_ONE, SealedError
from bot.logs import SecretFilter
from bot.media.addresses import is_digest
from bot.msgflash.client import client as client_of
from bot.msgflash.reading import read
from bot.outside import Line, addresses
from bot.promises import Cause, broken
from bot.settings import Settings
from bot.storing import storing
from bot.transport import AiohttpRequest
from bot.webhook import webhook_path
from conversations.needs import InstanceList, Instances
from storage import secrets, upkeep
from storage.store import StoreError, opened

# Telegram keeps its last trouble for ever; what is older has passed.
RECENTLY = timedelta(hours=1)


async def check(settings: Settings, write: Callable[[str], object]) -> int:
    """Try what the settings lead to and write a line on each; return the exit code."""
    lines = {name.upper(): _plain(getattr(settings, name)) for name in type(settings).model_fields}
    lines |= await _database(settings)
    lines["MEDIA_DIR"] = _media(settings)
    lines |= await addresses(settings)
    lines |= await storing(settings)
    telegram = await _telegram(settings)
    # Telegram sees the address from outside, which is more than we can.
    lines |= {name: line for name, line in telegram.items() if lines[name][0]}
    lines |= await _msgflash(settings)
    for cause, broken_promise in (await _promises(settings)).items():
        good, before = lines[cause]
        lines[cause] = (False, broken_promise if good else f"{before}; {broken_promise}")
    path = webhook_path(settings.telegram_bot_token.get_secret_value())
    cleaned = SecretFilter((*settings.secrets, path)).cleaned
    for name, (good, said) in lines.items():
        write(cleaned(f"{'ok  ' if good else 'BAD '} {name}: {said}") + "\n")
    return 0 if all(good for good, _ in lines.values()) else 1


def _plain(value: object) -> Line:
    """Return a line on what can be neither right nor wrong any more once it was read."""
    match value:
        case None:
            return True, "not set"
        case SecretStr():
            return True, "set"
        case frozenset():
            return True, f"{len(value)} in all"
        case tuple():
            return True, "-".join(map(str, value))
        case _:
            return True, str(value)


async def _database(settings: Settings) -> dict[str, Line]:
    try:
        async with opened(settings.database) as store:
            await store.do(partial(upkeep.beat, now=datetime.now(UTC)))
            stored = await store.do(secrets.all_of_them)
    except StoreError as reason:
        return {"DATABASE_URL": (False, str(reason))}
    return {
        "DATABASE_URL": (True, "the database opens, is up to date and can be written"),
        "SECRET_KEYS": _keys(settings, stored),
    }


def _keys(settings: Settings, stored: dict[str, str]) -> Line:
    keyring = settings.keyring
    if keyring is None:
        if stored:
            return False, f"missing, and {len(stored)} stored secrets are sealed: set the keys that sealed them"
        return True, f"not set; needed where secrets are stored or files are served, one is made by: {MAKE_ONE}"
    closed = 0
    for sealed in stored.values():
        try:
            keyring.open(sealed)
        except SealedError:
            closed += 1
    if closed:
        return (
            False,
            f"{closed} of {len(stored)} stored secrets are opened by none of them: add the key that sealed them",
        )
    return True, f"{len(keyring.signing)} in all, {len(stored)} stored secrets can be opened"


def _media(settings: Settings) -> Line:
    folder = settings.media
    if settings.public_url is None or settings.keyring is None:
        return True, f"{folder}, not used: operators can give links only, without PUBLIC_URL and SECRET_KEYS"
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return False, f"{folder} cannot be written to: let the folder belong to the bot's user"
    sizes = [path.stat().st_size for path in folder.iterdir() if is_digest(path.name)] if folder == there else []
    return True, f"{folder}, {sum(sizes) / 1_000_000:.0f} MB in use; of backups, only a .tar holds its files"


async def _promises(settings: Settings) -> Mapping[Cause, str]:
    try:
        async with opened(settings.database) as store:
            return await broken(store, settings, settings.public_url, datetime.now(UTC))
    except StoreError:
        return {}


async def _telegram(settings: Settings) -> dict[str, Line]:
    request = AiohttpRequest(1, lambda: None)
    token = settings.telegram_bot_token.get_secret_value()
    bot = Bot(token, base_url=f"{settings.telegram_api_url}/bot", request=request)
    await request.initialize()
    try:
        me = await bot.get_me()
        hook: object = await request.post(f"{bot.base_url}/getWebhookInfo")
    except InvalidToken:
        return {"TELEGRAM_BOT_TOKEN": (False, "refused by Telegram; make a new one with BotFather")}
    except TelegramError as reason:
        said = f"no answer ({type(reason).__name__}); check the network and the address"
        return {"TELEGRAM_BOT_TOKEN": (True, "not tried"), "TELEGRAM_API_URL": (False, said)}
    finally:
        await request.shutdown()
    trouble = _webhook_trouble(settings, hook, webhook_path(token))
    known = {"TELEGRAM_BOT_TOKEN": (True, f"Telegram knows this bot as @{me.username}")}
    return known | ({"PUBLIC_URL": (False, trouble)} if trouble else {})


def _webhook_trouble(settings: Settings, hook: object, path: str) -> str:
    """Return what Telegram says of the way in, when that is this bot's and something was wrong lately."""
    match hook:
        case {"url": str(url), "last_error_date": int(at), "last_error_message": str(message)}:
            when = datetime.fromtimestamp(at, UTC)
            if settings.public_url is None or url != settings.public_url + path or datetime.now(UTC) - when > RECENTLY:
                return ""
            return f"Telegram could not deliver at {when:%H:%M} UTC: {message}"
        case _:
            return ""


async def _msgflash(settings: Settings) -> dict[str, Line]:
    made = client_of(settings.msgflash_base_url, settings.msgflash_api_key.get_secret_value(), settings.team)
    try:
        found = await read(made, Instances())
    finally:
        await made.client.aclose()
    if not isinstance(found, InstanceList):
        code = getattr(found, "code", None) or "no answer"
        said = f"the numbers could not be read ({code}); check key, team id and address"
        return {"MSGFLASH_API_KEY": (False, said)}
    connected = sum(instance.connected for instance in found.instances)
    return {"MSGFLASH_API_KEY": (True, f"{len(found.instances)} numbers, {connected} of them connected")}
