"""`campaign-bot check`: a line for each setting, what to do where it does not lead anywhere."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from cryptography.fernet import Fernet

from bot import web as our_web
from bot.check import check
from bot.health import alive
from bot.keyring import Keyring
from bot.settings import Settings
from bot.webhook import webhook_path
from storage.store import opened
from tests.bot.served import served
from tests.bot.stage import KEY, TOKEN, settings
from tests.canaries import WEBHOOK_SECRET

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
HOOK: dict[str, object] = {}


async def _world(request: web.Request) -> web.Response:
    if request.path == f"/bot{TOKEN}/getMe":
        me = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "campaign_test_bot"}
        return web.json_response({"ok": True, "result": me})
    if request.path == f"/bot{TOKEN}/getWebhookInfo":
        return web.json_response({"ok": True, "result": HOOK})
    if request.path.startswith("/bot"):
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
    if request.headers.get("x-api-key") != KEY:
        return web.json_response({"error": {"code": "UNAUTHORIZED", "message": "no"}}, status=401)
    return web.json_response({"data": [{"id": "i", "status": "connected"}, {"id": "j", "status": "disconnected"}]})


@pytest.fixture
async def base() -> AsyncIterator[str]:
    async with served(_world) as address:
        yield address
    HOOK.clear()


def set_up(base: str, path: Path, **more: object) -> Settings:
    given: dict[str, object] = {
        "telegram_api_url": base,
        "msgflash_base_url": base,
        "database_url": f"sqlite:///{path / 'bot.db'}",
        **more,
    }
    # Production wants https; here is nobody who could vouch for a name.
    public = given.pop("public_url", None)
    return settings(**given).model_copy(update={"public_url": public} if public else {})


async def checked(given: Settings) -> tuple[int, dict[str, str]]:
    """Return the exit code and, by the variable, what was said: beginning with a minus where it was bad."""
    written: list[str] = []
    code = await check(given, written.append)
    lines: dict[str, str] = {}
    for line in written:
        good, (name, _, said) = line[:5], line[5:].partition(": ")
        assert good in {"ok   ", "BAD  "}
        assert name not in lines
        lines[name] = ("" if good == "ok   " else "- ") + said.strip()
        for secret in given.secrets:
            assert secret not in line
    return code, lines


def bad(lines: dict[str, str]) -> list[str]:
    return [name for name, said in lines.items() if said.startswith("- ")]


async def test_all_is_well_and_every_variable_has_its_line(base: str, tmp_path: Path) -> None:
    code, lines = await checked(set_up(base, tmp_path))

    assert code == 0
    assert list(lines) == [name.upper() for name in Settings.model_fields]
    assert "@campaign_test_bot" in lines["TELEGRAM_BOT_TOKEN"]
    assert lines["MSGFLASH_API_KEY"] == "2 numbers, 1 of them connected"
    assert lines["OPERATOR_IDS"] == "1 in all"
    assert lines["DEFAULT_LANGUAGE"] == "fr"
    assert lines["PUBLIC_URL"] == "not set, updates come by long polling"
    assert "openssl rand" in lines["SECRET_KEYS"]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"telegram_bot_token": "654321:" + "B" * 35}, "TELEGRAM_BOT_TOKEN"),
        ({"msgflash_api_key": "msgf_live_" + "cd" * 32}, "MSGFLASH_API_KEY"),
    ],
)
async def test_what_is_refused_is_named_and_never_shown(
    base: str, tmp_path: Path, more: dict[str, object], name: str
) -> None:
    code, lines = await checked(set_up(base, tmp_path, **more))

    assert (code, bad(lines)) == (1, [name])


async def test_addresses_where_nobody_answers_are_named(tmp_path: Path) -> None:
    async with served(_world) as gone:
        pass
    code, lines = await checked(set_up(gone, tmp_path))

    assert (code, bad(lines)) == (1, ["TELEGRAM_API_URL", "MSGFLASH_API_KEY"])
    assert lines["TELEGRAM_BOT_TOKEN"] == "not tried"
    assert "no answer" in lines["MSGFLASH_API_KEY"]


async def test_a_database_that_cannot_be_used_is_named(base: str, tmp_path: Path) -> None:
    (tmp_path / "bot.db").mkdir()

    assert bad((await checked(set_up(base, tmp_path)))[1]) == ["DATABASE_URL"]


async def test_stored_secrets_are_tried_with_the_keys(base: str, tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await store.keep_secret("hook", Keyring([OLD]).seal("canary"))

    for keys, name in ((f"{NEW},{OLD}", []), (NEW, ["SECRET_KEYS"]), (None, ["SECRET_KEYS"])):
        assert bad((await checked(set_up(base, tmp_path, secret_keys=keys)))[1]) == name


async def test_the_folder_of_files_is_counted_where_it_is_used(base: str, tmp_path: Path) -> None:
    _, lines = await checked(set_up(base, tmp_path))
    assert lines["MEDIA_DIR"].startswith(f"{tmp_path / 'media'}, not used")

    hosting = {"public_url": base, "webhook_secret": "canary", "secret_keys": NEW}
    _, lines = await checked(set_up(base, tmp_path, **hosting))
    assert lines["MEDIA_DIR"] == f"{tmp_path / 'media'}, 0 MB in use; of backups, only a .tar holds its files"
    assert not (tmp_path / "media").exists()

    (tmp_path / "media").mkdir()
    (tmp_path / "media" / ("a" * 64)).write_bytes(bytes(3_000_000))
    _, lines = await checked(set_up(base, tmp_path, **hosting))
    assert "3 MB in use" in lines["MEDIA_DIR"]


async def test_a_folder_of_files_that_is_none_is_named(base: str, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file", encoding="utf-8")
    hosting = {"public_url": base, "webhook_secret": "canary", "secret_keys": NEW}

    assert "MEDIA_DIR" in bad((await checked(set_up(base, tmp_path, **hosting)))[1])


async def test_a_public_address_that_leads_to_the_running_bot(base: str, tmp_path: Path) -> None:
    async with our_web.serving(our_web.application(alive(TOKEN)), "127.0.0.1:0") as running:
        given = set_up(base, tmp_path, public_url=f"http://{running}", webhook_secret=WEBHOOK_SECRET, listen=running)
        code, lines = await checked(given)

    assert code == 0
    assert lines["LISTEN"] == f"this bot is running at {running}"
    assert lines["PUBLIC_URL"] == "reached from here, and it leads to this bot"


async def test_a_public_address_is_tried_with_a_stand_in_while_the_bot_is_not_running(
    base: str, tmp_path: Path
) -> None:
    async with our_web.serving(our_web.application(), "127.0.0.1:0") as free:
        pass
    code, lines = await checked(
        set_up(base, tmp_path, public_url=f"http://{free}", webhook_secret=WEBHOOK_SECRET, listen=free)
    )

    assert code == 0
    assert lines["LISTEN"].endswith("the bot is not running")
    assert "a stand-in on LISTEN was reached" in lines["PUBLIC_URL"]


async def test_who_polls_and_named_no_address_is_not_blamed_for_a_taken_one(base: str, tmp_path: Path) -> None:
    async with our_web.serving(our_web.application(), "127.0.0.1:0") as taken:
        given = set_up(base, tmp_path).model_copy(update={"listen": taken})
        given.model_fields_set.discard("listen")
        code, lines = await checked(given)

    assert code == 0
    assert "it is not this bot that is there" in lines["LISTEN"]


async def test_a_public_address_that_leads_elsewhere_is_named(base: str, tmp_path: Path) -> None:
    async with our_web.serving(our_web.application(alive(TOKEN + "x")), "127.0.0.1:0") as other:
        code, lines = await checked(
            set_up(base, tmp_path, public_url=f"http://{other}", webhook_secret=WEBHOOK_SECRET, listen=other)
        )

    assert (code, bad(lines)) == (1, ["PUBLIC_URL", "LISTEN"])
    assert "something else answers there (HTTP 200)" in lines["PUBLIC_URL"]
    assert "it is not this bot that is there" in lines["LISTEN"]


async def test_a_public_address_where_nobody_answers_is_named(base: str, tmp_path: Path) -> None:
    async with served(_world) as gone:
        pass
    code, lines = await checked(set_up(base, tmp_path, public_url=gone, webhook_secret=WEBHOOK_SECRET))

    assert (code, bad(lines)) == (1, ["PUBLIC_URL"])
    assert "nobody answers there" in lines["PUBLIC_URL"]


@pytest.mark.parametrize(("ago", "named"), [(60, ["PUBLIC_URL"]), (86_400, [])])
async def test_what_telegram_could_not_deliver_lately_is_told(
    base: str, tmp_path: Path, ago: int, named: list[str]
) -> None:
    async with our_web.serving(our_web.application(alive(TOKEN)), "127.0.0.1:0") as running:
        HOOK.update(
            url=f"http://{running}{webhook_path(TOKEN)}",
            last_error_date=int(time.time()) - ago,
            last_error_message=f"Wrong response from the webhook {webhook_path(TOKEN)}: 502 Bad Gateway",
        )
        given = set_up(base, tmp_path, public_url=f"http://{running}", webhook_secret=WEBHOOK_SECRET, listen=running)
        _, lines = await checked(given)

    assert bad(lines) == named
    assert ("502 Bad Gateway" in lines["PUBLIC_URL"]) == bool(named)
    assert webhook_path(TOKEN) not in lines["PUBLIC_URL"]
