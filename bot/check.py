"""`campaign-bot check`: every setting tried, one line each, green or what to do."""

from collections.abc import Callable

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.msgflash.client import client as client_of
from bot.msgflash.reading import read
from bot.settings import Settings
from bot.transport import AiohttpRequest
from conversations.needs import InstanceList, Instances
from storage.store import StoreError, opened


async def check(settings: Settings, write: Callable[[str], object]) -> int:
    """Try what the settings lead to and write a line on each; return the exit code."""
    lines = (await _database(settings), await _telegram(settings), await _msgflash(settings))
    for good, line in (*lines, _addresses(settings)):
        write(f"{'ok  ' if good else 'BAD '} {line}\n")
    return 0 if all(good for good, _ in lines) else 1


async def _database(settings: Settings) -> tuple[bool, str]:
    try:
        async with opened(settings.database):
            return True, "DATABASE_URL: the database opens and is up to date"
    except StoreError as reason:
        return False, f"DATABASE_URL: {reason}"


async def _telegram(settings: Settings) -> tuple[bool, str]:
    request = AiohttpRequest(1, lambda: None)
    bot = Bot(
        settings.telegram_bot_token.get_secret_value(), base_url=f"{settings.telegram_api_url}/bot", request=request
    )
    await request.initialize()
    try:
        me = await bot.get_me()
    except InvalidToken:
        return False, "TELEGRAM_BOT_TOKEN: refused by Telegram; make a new one with BotFather"
    except TelegramError as reason:
        return False, f"TELEGRAM_API_URL: no answer ({type(reason).__name__}); check the network and the address"
    finally:
        await request.shutdown()
    return True, f"TELEGRAM_BOT_TOKEN: Telegram knows this bot as @{me.username}"


async def _msgflash(settings: Settings) -> tuple[bool, str]:
    made = client_of(settings.msgflash_base_url, settings.msgflash_api_key.get_secret_value(), settings.team)
    try:
        found = await read(made, Instances())
    finally:
        await made.client.aclose()
    if not isinstance(found, InstanceList):
        code = getattr(found, "code", None) or "no answer"
        return False, f"MSGFLASH_API_KEY: the numbers could not be read ({code}); check key, team id and address"
    connected = sum(instance.connected for instance in found.instances)
    return True, f"MSGFLASH_API_KEY: {len(found.instances)} numbers, {connected} of them connected"


def _addresses(settings: Settings) -> tuple[bool, str]:
    if settings.public_url is None:
        return True, "PUBLIC_URL: not set, updates come by long polling"
    return True, f"PUBLIC_URL: updates come by webhook to {settings.public_url}, served on {settings.listen}"
