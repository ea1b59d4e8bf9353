"""A file from the phone, through the real Application: taken from Telegram, kept, handed out, sent."""

import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.hosting import Hosting
from bot.media.links import Way
from bot.media.reach import is_public
from tests import canaries
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import TOKEN, Stage, staged

AT = "https://bot.example.com"
KEYS = canaries.SECRET_KEY
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200) + b"\xff\xd9"
VOICE = b"OggS\0\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(11) + b"OggS\0\0" + bytes(20) + b"\x01\x04more"
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9, "file_size": len(JPEG)}]}


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Hosting], Awaitable[TestServer]]]:
    started: list[TestServer] = []

    async def start(host: Hosting) -> TestServer:
        application = web.Application()
        application.add_routes(host.routes())
        started.append(TestServer(application, host="127.0.0.1"))
        await started[-1].start_server(access_log=None)
        return started[-1]

    yield start
    for server in started:
        await server.close()


@asynccontextmanager
async def hosting(
    folder: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, **more: object
) -> AsyncIterator[tuple[Stage, Hosting]]:
    given = {"secret_keys": KEYS, "media_dir": folder / "media", **more}
    telegram.files |= {"p": JPEG, "v": VOICE}
    async with staged(folder / "bot.db", telegram, msgflash, hosted_at=AT, **given) as stage:
        host = stage.made.runner.sources.host
        assert host is not None
        yield stage, host


async def to_the_content(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses("tags")
    await stage.types("vip")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    stage.sees("What are you sending")


async def fetched(server: TestServer, url: str) -> tuple[int, bytes]:
    async with ClientSession() as session, session.get(server.make_url(url.removeprefix(AT))) as response:
        return response.status, await response.read()


async def test_a_photo_becomes_an_image_campaign_whose_file_is_handed_out(
    tmp_path: Path,
    telegram: FakeTelegram,
    msgflash: FakeMsgFlash,
    serve: Callable[[Hosting], Awaitable[TestServer]],
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, host):
        await to_the_content(stage)
        bold = [{"type": "bold", "offset": 3, "length": 6}]
        await stage.sends(**PHOTO, caption="🎉 Soldes", caption_entities=bold)
        stage.sees("Recap", "image.jpg", "🎉 <b>Soldes</b>")
        await stage.presses("Send")
        stage.sees("Campaign created")
        (body,) = msgflash.created

        assert (body["type"], body["body"]) == ("image", "🎉 *Soldes*")
        assert await fetched(await serve(host), str(body["mediaUrl"])) == (200, JPEG)


async def test_a_voice_message_becomes_a_voice_note(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        voice = {"file_id": "v", "file_unique_id": "u", "duration": 3, "mime_type": "audio/ogg"}
        await stage.sends(voice=voice)
        await stage.presses("Send")
        (body,) = msgflash.created

        assert body["type"] == "voice_note"
        assert str(body["mediaUrl"]).endswith(".ogg")
        assert "body" not in body


async def test_what_is_too_large_or_not_what_it_says_is_turned_down(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, host):
        await to_the_content(stage)
        film = {"file_id": "p", "file_unique_id": "u", "duration": 1, "width": 1, "height": 1, "mime_type": "video/mp4"}
        await stage.sends(video={**film, "file_size": 19_000_000})
        stage.sees("19 MB", "16 MB at most")
        assert telegram.named("getFile") == []
        await stage.sends(video=film)
        stage.sees("JPEG", "MsgFlash does not take for a video")

        assert host.files.size == 0


async def test_without_a_public_address_or_a_key_only_links_are_taken(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with staged(tmp_path / "bot.db", telegram, msgflash, hosted_at=AT) as stage:
        await to_the_content(stage)
        await stage.sends(**PHOTO)
        stage.sees("no public address", "paste a public link")

        assert stage.made.runner.sources.host is None


async def test_the_file_stays_a_week_after_the_last_sending_and_is_then_removed(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, host):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")
        await stage.presses("Send")
        sweep, leaves = host.sweep(stage.made.runner.store), stage.clock[0].replace(day=15, hour=9, minute=0)

        assert await sweep(leaves + timedelta(days=7)) == 0
        assert await sweep(leaves + timedelta(days=7, seconds=1)) == 1
        assert host.files.size == 0


async def test_a_repeating_campaigns_file_stays(tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, host):
        await stage.types("/new")
        await stage.presses("tags")
        await stage.types("vip")
        await stage.types("15/04/2026 11:00")
        await stage.presses("Every day")
        await stage.sends(**PHOTO, caption="Look")
        await stage.presses("Send")

        assert len(msgflash.created) == 1
        assert await host.sweep(stage.made.runner.store)(stage.clock[0] + timedelta(days=3650)) == 0


async def test_a_file_that_is_gone_stops_the_sending_and_is_asked_for_again(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")
        for path in (tmp_path / "media").iterdir():
            path.unlink()
        await stage.presses("Send")
        stage.sees("I no longer have this campaign’s file")
        assert msgflash.posts() == []
        await stage.sends(**PHOTO, caption="Look")
        await stage.presses("Send")

        assert len(msgflash.created) == 1


async def test_after_the_public_address_changed_the_file_is_asked_for_again(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")
    given = {"secret_keys": KEYS, "media_dir": tmp_path / "media"}
    async with staged(tmp_path / "bot.db", telegram, msgflash, hosted_at="https://new.example.com", **given) as stage:
        await stage.presses("Send")
        stage.sees("I no longer have this campaign’s file")

        assert msgflash.posts() == []


async def test_a_link_is_tried_through_the_conversation_and_private_ones_are_refused(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    """Names that lead to private addresses are told apart only by asking for them."""
    names = {
        "inside.example.com": "10.0.0.7",
        "meta.example.com": "169.254.169.254",
        "six.example.com": "::ffff:7f00:1",
    }

    async def look(name: str) -> tuple[str, ...]:
        return (names[name],)

    async with staged(tmp_path / "bot.db", telegram, msgflash, way=Way(look, is_public, 5.0)) as stage:
        await to_the_content(stage)
        await stage.presses("Image")
        for name in names:
            await stage.types(f"https://{name}/a.jpg")
            stage.sees(f"“{name}” is not a public site", "Image: paste")


async def test_telegrams_address_and_the_token_stay_in_the_process(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")
        await stage.presses("Send")
    with sqlite3.connect(tmp_path / "bot.db") as database:
        stored = "\n".join(database.iterdump())
    secret = TOKEN.partition(":")[2]
    said = json.dumps([given for _, given in telegram.calls], default=str)

    for text in (stored, said, caplog.text, str(msgflash.created)):
        assert secret not in text
        assert KEYS not in text


async def test_a_file_that_cannot_be_kept_is_said_and_nothing_leaves(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")
        stage.sees("Recap")
        (known,) = (tmp_path / "media").glob("*.json")
        known.unlink()
        known.mkdir()
        await stage.presses("Send")

        stage.sees("I could not keep this campaign’s file", "nothing has left")
        assert "reached" not in stage.reads()
    assert msgflash.posts() == []
