"""Files that campaigns still need: what is said when PUBLIC_URL, a key or the folder went too early."""

import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.__main__ import copied
from bot.check import check
from bot.promises import Cause, broken
from bot.settings import Settings
from storage.store import opened
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.stage import Stage, settings, staged
from tests.bot.test_hosting import AT, JPEG, KEYS, PHOTO, hosting, to_the_content
from tests.bot.test_process import runs

OTHER_KEY = Fernet.generate_key().decode()


@pytest.fixture
async def folder(tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash) -> Path:
    """Leave a campaign with a photo that is still to leave."""
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await sends_a_photo(stage)
    return tmp_path


async def sends_a_photo(stage: Stage) -> None:
    await stage.sends(**PHOTO, caption="Look")
    await stage.presses("Send")
    stage.sees("Campaign created")


def given(folder: Path, **more: object) -> Settings:
    held = {"database_url": f"sqlite:///{folder / 'bot.db'}", "media_dir": folder / "media", "secret_keys": KEYS}
    return settings(**held | more)


async def found(folder: Path, at: str | None = AT, **more: object) -> dict[Cause, str]:
    async with opened(folder / "bot.db") as store:
        return await broken(store, given(folder, **more), at, NOW)


async def test_while_all_is_as_it_was_nothing_is_said(folder: Path) -> None:
    assert await found(folder) == {}
    assert await found(folder, secret_keys=f"{OTHER_KEY},{KEYS}") == {}


@pytest.mark.parametrize("at", ["https://new.example.com", f"{AT}.evil.example.com", None])
async def test_another_public_address_is_named_with_the_former_one_and_the_campaign(
    folder: Path, at: str | None
) -> None:
    said = await found(folder, at)

    assert list(said) == ["PUBLIC_URL"]
    assert f"the files of 1 campaign at {AT} (" in said["PUBLIC_URL"]
    assert "leaves 2026-04-15 09:00 UTC): set it to that until" in said["PUBLIC_URL"]


@pytest.mark.parametrize("keys", [OTHER_KEY, None])
async def test_a_key_that_was_taken_away_too_early_is_missed(folder: Path, keys: str | None) -> None:
    said = await found(folder, secret_keys=keys)

    assert list(said) == ["SECRET_KEYS"]
    assert "1 campaign will leave without a file (" in said["SECRET_KEYS"]
    assert "put it behind the others until" in said["SECRET_KEYS"]
    assert KEYS not in said["SECRET_KEYS"]


async def test_a_folder_that_was_lost_is_missed(folder: Path, tmp_path: Path) -> None:
    said = await found(folder, media_dir=tmp_path / "elsewhere")

    assert list(said) == ["MEDIA_DIR"]
    assert "put them back there from a copy" in said["MEDIA_DIR"]
    assert not (tmp_path / "elsewhere").exists()


async def test_a_campaign_that_has_left_needs_nothing_any_more(folder: Path) -> None:
    async with opened(folder / "bot.db") as store:
        assert await broken(store, given(folder), None, NOW + timedelta(days=300)) == {}


async def test_a_draft_that_was_never_sent_was_promised_nothing(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")

    assert await found(tmp_path, None) == {}


async def test_the_start_says_it_in_the_log(
    folder: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, caplog: pytest.LogCaptureFixture
) -> None:
    new = "https://new.example.com"
    async with staged(folder / "bot.db", telegram, msgflash, hosted_at=new, secret_keys=KEYS) as stage:
        await runs(stage, given(folder), lambda: bool(telegram.named("getUpdates")))

    assert f"PUBLIC_URL: MsgFlash will ask for the files of 1 campaign at {AT}" in caplog.text


async def test_the_check_says_it_and_of_a_repeated_campaign_at_any_time(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await stage.types("/new")
        await stage.presses("tags")
        await stage.types("vip")
        await stage.types("15/04/2026 11:00")
        await stage.presses("Every day")
        await sends_a_photo(stage)
    # Nobody answers there, and what is said of that is kept.
    nowhere = {"telegram_api_url": "http://127.0.0.1:9", "msgflash_base_url": "http://127.0.0.1:9"}
    written: list[str] = []
    code = await check(given(tmp_path, **nowhere), written.append)
    lines = dict(line[5:].rstrip().split(": ", 1) for line in written)

    assert code == 1
    assert "BAD  PUBLIC_URL" in "\n".join(written)
    assert f"the files of 1 campaign at {AT} (" in lines["PUBLIC_URL"]
    assert "daily, next 2026-04-15 09:00 UTC" in lines["PUBLIC_URL"]


async def test_many_campaigns_are_counted_and_the_first_of_them_named(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        for _ in range(7):
            await to_the_content(stage)
            await sends_a_photo(stage)

    said = (await found(tmp_path, None))["PUBLIC_URL"]

    assert "the files of 7 campaigns at" in said
    assert said.count("leaves") == 5
    assert "and 2 more" in said


async def test_a_tar_backup_of_a_running_bot_holds_what_its_campaigns_were_promised(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    archive = tmp_path / "copy.tar"
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await sends_a_photo(stage)
        assert copied(given(tmp_path), archive) == 0
    with tarfile.open(archive) as held:
        held.extractall(tmp_path / "restored", filter="data")
    (tmp_path / "restored" / "campaign-bot.db").rename(tmp_path / "restored" / "bot.db")

    assert await found(tmp_path / "restored") == {}
    (content,) = [path for path in (tmp_path / "restored" / "media").iterdir() if not path.suffix]
    assert content.read_bytes() == JPEG


async def test_a_backup_by_another_name_holds_the_database_alone(folder: Path) -> None:
    assert copied(given(folder), folder / "copy.db") == 0

    assert (folder / "copy.db").read_bytes().startswith(b"SQLite format 3")
