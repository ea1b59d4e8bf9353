"""The command line, and the one place where everything is built.

Exit codes: 0 stopped cleanly, 2 bad configuration (one line per fault, naming the variable), 1 anything else.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
from telegram import Bot
from telegram.ext import Application, ExtBot, Updater
from telegram.request import BaseRequest

from bot import logs
from bot.audience import Audience
from bot.beside import Beside
from bot.chat import Chat
from bot.check import check
from bot.checks import Checks
from bot.door import Door, Inbox
from bot.downloads import pieces
from bot.ending import Endings
from bot.hooks import Hooks, address
from bot.hosting import Hosting
from bot.measures import Measures
from bot.media.addresses import Addresses
from bot.media.files import Files, finished
from bot.media.links import Way
from bot.media.shelves import Folder, Moved, Shelf
from bot.msgflash.client import client as msgflash_client
from bot.process import Assembled, Ending, run
from bot.runner import Runner
from bot.server_facts import ServerFacts
from bot.settings import BadConfigurationError, Settings, read
from bot.sources import Sources
from bot.sweeping import people, talks
from bot.transport import AiohttpRequest
from bot.watching import Watcher
from storage.backup import back_up, back_up_with
from storage.contacts import Contacts
from storage.forgetting import forget_person
from storage.lists import Lists
from storage.store import Store, StoreError, opened

log = logging.getLogger(__name__)

CONNECTIONS = 64
ARCHIVE = ".tar"
MOST_MEDIA_BYTES = 2 * 1024**3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="campaign-bot", description="WhatsApp campaigns with MsgFlash, from Telegram."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve operators until stopped")
    commands.add_parser("check", help="try every setting and say what to do")
    backup = commands.add_parser("backup", help="copy the database to a new file, also while the bot runs")
    backup.add_argument(
        "file", type=Path, metavar="FILE", help="with a name that ends with .tar, MEDIA_DIR is in it too"
    )
    forget = commands.add_parser("forget", help="remove everything kept of one person, also while the bot runs")
    forget.add_argument("user", type=int, metavar="USER", help="their Telegram id")
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
    logs.start(settings.log_level, settings.secrets)
    if given.command == "backup":
        return copied(settings, given.file)
    if given.command == "forget":
        return forgotten(settings, given.user)
    return asyncio.run(check(settings, sys.stdout.write) if given.command == "check" else serve(settings))


def copied(settings: Settings, file: Path) -> int:
    """Back the database up, into an archive together with the files of campaigns; return the exit code."""
    try:
        if file.suffix == ARCHIVE:
            back_up_with(settings.database, file, partial(finished, settings.media))
        else:
            back_up(settings.database, file)
    except StoreError as reason:
        sys.stderr.write(f"backup: {reason}\n")
        return 1
    return 0


def forgotten(settings: Settings, user: int) -> int:
    """Remove what is kept of a person; return the exit code."""
    try:
        found = forget_person(settings.database, user)
    except StoreError as reason:
        sys.stderr.write(f"forget: {reason}\n")
        return 1
    sys.stdout.write(f"User {user} is forgotten: {found.rows} rows were removed.\n")
    if found.unknown:
        sys.stdout.write(f"Nobody will be reminded of {found.unknown} of their campaigns whose outcome is unknown.\n")
    if user in settings.operator_ids:
        sys.stdout.write("They are still among OPERATOR_IDS, and may begin anew.\n")
    sys.stdout.write("Files of their drafts go with the next sweep, or when the bot is started again.\n")
    sys.stdout.write("Messages in Telegram, campaigns in MsgFlash and copies made before are removed where they are.\n")
    return 0


def utc_now() -> datetime:
    return datetime.now(UTC)


async def serve(
    settings: Settings,
    clock: Callable[[], datetime] = utc_now,
    *,
    hosted_at: str | None = None,
    way: Way | None = None,
) -> int:
    """Serve until stopped; return the exit code. Files are handed out at PUBLIC_URL, or where they are `hosted_at`."""
    ending = Ending()
    try:
        async with opened(settings.database) as store:
            made = assemble(settings, store, ending, clock=clock, hosted_at=hosted_at, way=way)
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
    clock: Callable[[], datetime] = utc_now,
    hosted_at: str | None = None,
    way: Way | None = None,
) -> Assembled:
    """Build everything. `telegram` carries polling and all other calls, `transport` those to MsgFlash.

    Files are handed out at PUBLIC_URL, or where they are `hosted_at`; links are tried by the `way`.
    """
    measures = Measures()
    polling, calls = telegram or (
        AiohttpRequest(1, ending.revoked, measures),
        AiohttpRequest(CONNECTIONS, ending.revoked, measures),
    )
    bot = ExtBot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=calls,
        get_updates_request=polling,
    )
    client = msgflash_client(
        settings.msgflash_base_url, settings.msgflash_api_key.get_secret_value(), settings.team, transport, measures
    )
    remote = settings.remote
    host = _host(settings, bot, hosted_at or (settings.public_url if remote is None else remote.public), clock)
    # A private chat has the number of its person.
    chat = Chat(bot, settings.operator_ids.__contains__)
    audience = Audience(
        Contacts(store.database, client.workspace),
        Lists(store.database, client.workspace),
        client,
        chat,
        clock,
        timedelta(hours=settings.retention_contacts_hours),
    )
    beside = Beside(ending.store_failed)
    watcher = Watcher(
        store,
        client,
        chat,
        clock,
        settings.watching,
        settings.watch_requests_a_day,
        Endings(store, host),
        beside,
    )
    runner = Runner(
        store,
        chat,
        Sources(store, client, audience, way or Way(), host, Checks(clock)),
        clock,
        settings.default_timezone,
        settings.default_language,
        settings.quiet,
        beside,
        watcher,
        ServerFacts(store, clock, settings.msgflash_base_url, settings.airlock),
        measures,
        hosts=host is not None,
        serves=settings.operator_ids.__contains__,
    )
    door = Door(settings.operator_ids, runner, clock)
    inbox = Inbox(door, ending.store_failed)
    updater = Updater(bot, inbox)
    application = Application.builder().updater(updater).job_queue(None).build()
    called_at = settings.public_url and address(settings.public_url, settings.msgflash_api_key.get_secret_value())
    hooks = Hooks(store, client, watcher, settings.keyring, called_at)
    sweeps = (talks(store, settings), people(store, settings), *((host.sweep(store),) if host else ()))
    return Assembled(application, updater, inbox, runner, ending, sweeps, hooks)


def _host(settings: Settings, bot: Bot, at: str | None, clock: Callable[[], datetime]) -> Hosting | None:
    """Return what hands out files, None where no address or no key is set up, or the folder cannot be used."""
    if at is None:
        return None
    if settings.keyring is None:
        log.warning("SECRET_KEYS is not set: no files are handed out, operators can give links only")
        return None
    margin, addresses = timedelta(days=settings.retention_media_days), Addresses(settings.keyring.signing)
    try:
        files = Files(settings.media, MOST_MEDIA_BYTES, _shelf(settings, addresses))
    except OSError as reason:
        log.warning("MEDIA_DIR cannot be used (%s): operators can give links only", reason.strerror)
        return None
    return Hosting(files, addresses, at, margin, clock, partial(pieces, bot))


def _shelf(settings: Settings, addresses: Addresses) -> Shelf | None:
    """Return the bucket of MEDIA_URL, None where files lie in MEDIA_DIR."""
    if settings.remote is None:
        return None
    from bot.media.bucket import Bucket  # noqa: PLC0415 - only where the extra s3 is installed

    # What came before MEDIA_URL was set is handed out from where it lies.
    return Moved(Bucket(settings.remote, addresses), Folder(settings.media))


if __name__ == "__main__":
    sys.exit(main())
