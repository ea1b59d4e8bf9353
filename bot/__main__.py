"""The command line, and the one place where everything is built.

Exit codes: 0 stopped cleanly, 2 bad configuration (one line per fault, naming the variable), 1 anything else.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
from telegram import Update
from telegram.ext import Application, ContextTypes, ExtBot, TypeHandler, Updater
from telegram.request import BaseRequest

from bot import logs
from bot.audience import Audience
from bot.beside import Beside
from bot.chat import Chat
from bot.check import check
from bot.door import Door, Inbox
from bot.msgflash.client import client as msgflash_client
from bot.process import Assembled, Ending, run
from bot.runner import Runner
from bot.settings import BadConfigurationError, Settings, read
from bot.sources import Sources
from bot.transport import AiohttpRequest
from storage.backup import back_up
from storage.contacts import Contacts
from storage.lists import Lists
from storage.store import Store, StoreError, opened

CONNECTIONS = 64


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="campaign-bot", description="WhatsApp campaigns with MsgFlash, from Telegram."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve operators until stopped")
    commands.add_parser("check", help="try every setting and say what to do")
    backup = commands.add_parser("backup", help="copy the database to a new file, also while the bot runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    demo = commands.add_parser("demo", help="try it here, without tokens, in a browser")
    demo.add_argument("--keep", metavar="FILE", help="keep the demo's database in this file")
    demo.add_argument("--port", type=int, default=8080, help="the first port to try")
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    given = parser.parse_args(arguments)
    if given.command == "demo":
        from bot.demo.run import demo as play  # noqa: PLC0415 - production never loads the demo

        return play(keep=given.keep, port=given.port, browser=not given.no_browser)
    try:
        settings = read()
    except BadConfigurationError as reason:
        sys.stderr.write("\n".join(reason.faults) + "\n")
        return 2
    secrets = (settings.telegram_bot_token, settings.msgflash_api_key, settings.webhook_secret, settings.secret_keys)
    logs.start(settings.log_level, [secret.get_secret_value() for secret in secrets if secret])
    if given.command == "backup":
        return copied(settings, given.file)
    return asyncio.run(check(settings, sys.stdout.write) if given.command == "check" else serve(settings))


def copied(settings: Settings, file: Path) -> int:
    """Back the database up; return the exit code."""
    try:
        back_up(settings.database, file)
    except StoreError as reason:
        sys.stderr.write(f"backup: {reason}\n")
        return 1
    return 0


async def serve(settings: Settings) -> int:
    """Serve until stopped; return the exit code."""
    ending = Ending()
    try:
        async with opened(settings.database) as store:
            made = assemble(settings, store, ending)
            try:
                await run(made, settings)
            finally:
                await made.runner.sources.msgflash.client.aclose()
    except StoreError as reason:
        ending.store_failed(reason)
    if ending.reason:
        sys.stderr.write(ending.reason + "\n")
    return ending.code


def assemble(  # noqa: PLR0913 - the seams at which tests replace the outside
    settings: Settings,
    store: Store,
    ending: Ending,
    *,
    telegram: tuple[BaseRequest, BaseRequest] | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Assembled:
    """Build everything. `telegram` carries polling and all other calls, `transport` those to MsgFlash."""
    polling, calls = telegram or (AiohttpRequest(1, ending.revoked), AiohttpRequest(CONNECTIONS, ending.revoked))
    bot = ExtBot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=calls,
        get_updates_request=polling,
    )
    client = msgflash_client(
        settings.msgflash_base_url, settings.msgflash_api_key.get_secret_value(), settings.team, transport
    )
    chat = Chat(bot)
    contacts, lists = Contacts(store.database, client.workspace), Lists(store.database, client.workspace)
    runner = Runner(
        store,
        chat,
        Sources(store, client, Audience(contacts, lists, client, chat, clock)),
        clock,
        settings.default_timezone,
        settings.default_language,
        settings.quiet,
        Beside(ending.store_failed),
    )
    door = Door(settings.operator_ids, runner, clock)
    inbox = Inbox(door, ending.store_failed)
    updater = Updater(bot, inbox)
    application = Application.builder().updater(updater).job_queue(None).build()

    async def take(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        work = await door.receive(update)
        if work is not None:
            await work

    application.add_handler(TypeHandler(Update, take))
    return Assembled(application, updater, inbox, runner, ending)


if __name__ == "__main__":
    sys.exit(main())
