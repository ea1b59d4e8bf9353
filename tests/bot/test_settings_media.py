"""The settings of a bucket for files: what they lead to, and the one line that a bad one gets."""

import subprocess
import sys

import pytest

from bot.media.remote import Remote
from bot.settings import BadConfigurationError
from tests.bot.test_settings import KEY_A, NEEDED, Reading, faults, reading

__all__ = ["reading"]

AWS = {"AWS_ACCESS_KEY_ID": "AKIA1", "AWS_SECRET_ACCESS_KEY": "hidden/1", "SECRET_KEYS": KEY_A}
BLOCKED = """
import sys
sys.modules["obstore"] = None
from bot.__main__ import main
sys.exit(main(["run"]))
"""


def test_without_media_url_files_lie_in_media_dir(reading: Reading) -> None:
    assert reading(NEEDED).remote is None


def test_amazons_bucket_is_read_at_its_own_name(reading: Reading) -> None:
    given = {**NEEDED, **AWS, "MEDIA_URL": "s3://shop-files/media/2026/", "AWS_REGION": "eu-west-3"}
    found = reading(given).remote

    public = "https://shop-files.s3.eu-west-3.amazonaws.com/media/2026"
    assert found == Remote("shop-files", "media/2026", "eu-west-3", public, None, ("AKIA1", "hidden/1"), None)


def test_another_store_is_read_at_its_endpoint_or_where_it_is_said(reading: Reading) -> None:
    given = {**NEEDED, **AWS, "MEDIA_URL": "s3://shop-files", "AWS_ENDPOINT_URL": "https://s3.example.com/"}
    usual = reading(given).remote
    said = reading({**given, "MEDIA_PUBLIC_URL": "https://files.example.com/", "AWS_SESSION_TOKEN": "t0"}).remote

    assert usual is not None
    assert said is not None
    assert (usual.public, usual.endpoint) == ("https://s3.example.com/shop-files", "https://s3.example.com")
    assert (said.public, said.session) == ("https://files.example.com", "t0")


def test_a_store_inside_needs_a_public_address(reading: Reading) -> None:
    given = {**NEEDED, **AWS, "MEDIA_URL": "s3://shop-files", "AWS_ENDPOINT_URL": "http://minio:9000"}

    assert faults(reading, given) == ("MEDIA_PUBLIC_URL is missing: MsgFlash fetches files over https only",)


@pytest.mark.parametrize(
    "url", ["shop-files", "s3://", "s3://a.b.c/x", "s3://Shop/x", "https://shop/x", "s3://shop/a//b", "s3://shop/../b"]
)
def test_what_is_no_bucket_is_said(reading: Reading, url: str) -> None:
    (fault,) = faults(reading, {**NEEDED, **AWS, "MEDIA_URL": url})

    assert fault == "MEDIA_URL must be s3://bucket/prefix: small letters, digits and - in the bucket, no dots"


def test_one_key_alone_and_no_key_for_names_are_said(reading: Reading) -> None:
    found = faults(reading, {**NEEDED, "MEDIA_URL": "s3://shop-files", "AWS_ACCESS_KEY_ID": "AKIA1"})

    assert [fault.partition(":")[0] for fault in found] == [
        "SECRET_KEYS is missing",
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together",
    ]


def test_the_keys_of_the_bucket_are_among_what_may_never_be_shown(reading: Reading) -> None:
    settings = reading({**NEEDED, **AWS, "AWS_SESSION_TOKEN": "t0", "MEDIA_URL": "s3://shop-files"})

    assert {"AKIA1", "hidden/1", "t0"} <= set(settings.secrets)
    assert "hidden/1" not in repr(settings)


def test_without_the_extra_the_start_ends_with_one_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    ran = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", BLOCKED],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path_factory.mktemp("start"),
        env={**NEEDED, **AWS, "MEDIA_URL": "s3://shop-files"},
    )

    assert ran.returncode == 2
    assert ran.stderr == (
        "MEDIA_URL needs the extra s3: python -m pip install --require-hashes -r requirements/s3.txt\n"
    )


def test_without_media_url_the_keys_are_nobodys_business(reading: Reading) -> None:
    try:
        settings = reading({**NEEDED, "AWS_ACCESS_KEY_ID": "AKIA1"})
    except BadConfigurationError as reason:
        pytest.fail(str(reason))

    assert settings.remote is None
