"""With MEDIA_URL a photo from a phone lies in the bucket, is fetched from there, and goes when it is over."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from yarl import URL

from bot.alarms import ring_due
from bot.hosting import Hosting
from bot.media.links import Way
from bot.media.reach import is_public
from tests import canaries
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.media.bucket_stand_in import BUCKET, KEY, SECRET, Stand, standing
from tests.bot.media.samples import SAMPLES
from tests.bot.stage import Stage, staged
from tests.bot.test_hosting import PHOTO, to_the_content

AT = "https://files.example.com"


@asynccontextmanager
async def hosting(
    folder: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, stand: Stand
) -> AsyncIterator[tuple[Stage, Hosting]]:
    """The bot with a bucket, whose public address leads to the stand-in."""

    async def look(_: str) -> tuple[str, ...]:
        return ("93.184.216.34",)

    dial: Callable[[URL], URL] = lambda url: URL(f"{stand.base}/{BUCKET}{url.path}")  # noqa: E731 - one expression
    telegram.files["p"] = SAMPLES["jpeg"]
    given: dict[str, object] = {
        "secret_keys": canaries.SECRET_KEY,
        "media_dir": folder / "media",
        "media_url": f"s3://{BUCKET}",
        "media_public_url": AT,
        "aws_endpoint_url": stand.base,
        "aws_access_key_id": KEY,
        "aws_secret_access_key": SECRET,
        "way": Way(look, is_public, 5.0, dial),
    }
    async with staged(folder / "bot.db", telegram, msgflash, **given) as stage:
        host = stage.made.runner.sources.host
        assert host is not None
        yield stage, host


async def test_by_long_polling_too_a_photo_goes_out_from_the_bucket_and_is_removed_a_week_after(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with standing() as stand:
        async with hosting(tmp_path, telegram, msgflash, stand) as (stage, _):
            await to_the_content(stage)
            await stage.sends(**PHOTO, caption="Look")
            await stage.presses("Send")
            stage.sees("Campaign created")
            (body,) = msgflash.created
            url = str(body["mediaUrl"])
            assert url.startswith(f"{AT}/media/")
            assert stand.objects[url.removeprefix(f"{AT}/")].content == SAMPLES["jpeg"]
        async with hosting(tmp_path, telegram, msgflash, stand) as (stage, host):
            before = len(stage.messages())
            stage.passes(hours=24, minutes=20)
            await ring_due(stage.made.runner)
            await stage.settles()
            assert len(stage.messages()) == before
            sweep, leaves = host.sweep(stage.made.runner.store), stage.clock[0].replace(hour=9, minute=0)
            await sweep(leaves + timedelta(days=7))
            assert len(stand.objects) == 1
            await sweep(leaves + timedelta(days=7, seconds=1))

        assert stand.objects == {}


async def test_a_file_that_is_gone_from_the_bucket_is_told_ten_minutes_before(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with standing() as stand, hosting(tmp_path, telegram, msgflash, stand) as (stage, _):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Look")
        await stage.presses("Send")
        stand.objects.clear()
        stage.passes(hours=24, minutes=20)
        await ring_due(stage.made.runner)
        await stage.settles()

        stage.sees("its file cannot be reached")


async def test_a_bucket_that_refuses_is_said_to_the_operator_who_may_send_again(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with standing() as stand, hosting(tmp_path, telegram, msgflash, stand) as (stage, host):
        await to_the_content(stage)
        stand.status = 403
        await stage.sends(**PHOTO, caption="Look")
        stage.sees("I could not store this file")
        assert await host.sweep(stage.made.runner.store)(stage.clock[0]) == 0
        stand.status = None
        await stage.sends(**PHOTO, caption="Look")

        stage.sees("Recap")
