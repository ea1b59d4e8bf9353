"""`campaign-bot check` writes to the bucket, reads as everybody does, and deletes."""

from collections.abc import AsyncIterator

import pytest

from bot.settings import Settings
from bot.storing import storing
from tests import canaries
from tests.bot.media.bucket_stand_in import BUCKET, KEY, SECRET, Stand, standing
from tests.bot.stage import settings

KEYS = canaries.SECRET_KEY


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as found:
        yield found


def set_up(stand: Stand) -> Settings:
    given = settings(
        secret_keys=KEYS,
        media_url=f"s3://{BUCKET}/a/b/",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        aws_endpoint_url=stand.base,
    )
    # Production wants https; here is nobody who could vouch for a name.
    return given.model_copy(update={"media_public_url": f"{stand.base}/{BUCKET}/a/b"})


async def test_a_bucket_that_works_is_well_and_nothing_stays_in_it(stand: Stand) -> None:
    lines = await storing(set_up(stand))

    assert lines == {"MEDIA_URL": (True, f"written, read at {stand.base}/{BUCKET}/a/b, deleted")}
    assert [call.split("/")[0].split()[0] for call in stand.calls] == ["PUT", "GET", "GET", "GET", "POST"]
    assert stand.objects == {}


async def test_a_bucket_that_refuses_the_keys_is_said(stand: Stand) -> None:
    stand.status = 403
    lines = await storing(set_up(stand))

    assert list(lines) == ["MEDIA_URL"]
    needed = "it must let these keys list, write and delete under the prefix"
    assert lines["MEDIA_URL"] == (False, f"the bucket cannot be used (PermissionDeniedError); {needed}")


async def test_a_bucket_that_hands_nothing_out_is_said_and_nothing_stays_in_it(stand: Stand) -> None:
    stand.public = False
    lines = await storing(set_up(stand))

    said = f"a file just written cannot be read at {stand.base}/{BUCKET}/a/b (HTTP 403)"
    assert lines["MEDIA_PUBLIC_URL"] == (False, f"{said}: everybody must be allowed to read files")
    assert stand.objects == {}


async def test_a_bucket_that_lists_its_names_to_everybody_is_said(stand: Stand) -> None:
    stand.listed_to_all = True
    lines = await storing(set_up(stand))

    assert lines["MEDIA_PUBLIC_URL"] == (
        False,
        "the bucket lists its names to everybody: allow reading, never listing",
    )


async def test_without_a_bucket_nothing_is_tried() -> None:
    assert await storing(settings()) == {}
