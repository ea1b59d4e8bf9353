"""The methods with which the bot receives updates."""

from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.refusals import bad_request, conflict
from bot.demo.telegram.telegram import Telegram
from bot.demo.telegram.updates import LONGEST_WAIT, MOST_AT_ONCE, WEBHOOK_ACTIVE, Wanted
from bot.demo.telegram.webhook import MOST_CONNECTIONS, USUAL_CONNECTIONS, Address


async def get_updates(telegram: Telegram, arguments: Arguments) -> tuple[object, str]:
    if telegram.webhook.is_set:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(telegram, arguments)
    limit = min(max(arguments.integer("limit", MOST_AT_ONCE), 1), MOST_AT_ONCE)
    timeout = min(max(arguments.integer("timeout"), 0), LONGEST_WAIT)
    updates = await telegram.updates.get(Wanted(arguments.integer("offset"), limit, timeout))
    return [update.as_json() for update in updates], ""


async def set_webhook(telegram: Telegram, arguments: Arguments) -> tuple[object, str]:
    if not arguments.text("url"):
        return await delete_webhook(telegram, arguments)
    connections = min(max(arguments.integer("max_connections", USUAL_CONNECTIONS), 1), MOST_CONNECTIONS)
    address = Address(arguments.text("url"), arguments.text("secret_token"), connections)
    address.check()
    _drop(telegram, arguments)
    _allow(telegram, arguments)
    return True, await telegram.webhook.set(address)


async def delete_webhook(telegram: Telegram, arguments: Arguments) -> tuple[object, str]:
    description = await telegram.webhook.delete()
    _drop(telegram, arguments)
    return True, description


async def get_webhook_info(telegram: Telegram, _arguments: Arguments) -> tuple[object, str]:
    return telegram.webhook.as_json(), ""


def _drop(telegram: Telegram, arguments: Arguments) -> None:
    if arguments.flag("drop_pending_updates"):
        telegram.updates.drop()


def _allow(telegram: Telegram, arguments: Arguments) -> None:
    """Set the kinds of update, if the call says anything of them."""
    if arguments.values.get("allowed_updates") in (None, ""):
        return
    kinds = arguments.structure("allowed_updates", "allowed updates")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("expected an Array of String")
    telegram.updates.allow(kinds)
