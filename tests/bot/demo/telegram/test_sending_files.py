"""The files a bot sends and fetches, and why Telegram refuses some."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.demo.telegram.player import Player

Api = Callable[..., Awaitable[Any]]


@pytest.fixture(autouse=True)
async def _started(awa: Player) -> None:
    await awa.types("/start")


@pytest.mark.parametrize("kind", ["photo", "video", "audio", "voice", "document"])
async def test_a_file_is_uploaded_once_and_sent_again_by_its_id(
    kind: str, api: Api, upload: Api, png: Callable[[int, int], bytes]
) -> None:
    content = png(30, 20) if kind == "photo" else b"content of the file"
    told = {"caption": "<b>Légende</b>", "parse_mode": "HTML", "duration": "4"}
    first = (await upload(f"send{kind}", kind, content, chat_id="1001", **told))["result"]
    described = first[kind][-1] if kind == "photo" else first[kind]
    again = (await api(f"send{kind}", chat_id=1001, **{kind: described["file_id"]}))["result"]
    repeated = again[kind][-1] if kind == "photo" else again[kind]

    assert first["caption"] == "Légende"
    assert first["caption_entities"] == [{"offset": 0, "length": 7, "type": "bold"}]
    assert described["file_size"] == len(content)
    assert described.get("duration") == (4 if kind in {"video", "audio", "voice"} else None)
    assert repeated["file_unique_id"] == described["file_unique_id"]


async def test_a_file_is_downloaded_as_it_was_uploaded(
    api: Api, upload: Api, session: aiohttp.ClientSession, address: str, token: str
) -> None:
    sent = (await upload("sendDocument", "document", b"\x00\xff", chat_id="1001"))["result"]
    file = (await api("getFile", file_id=sent["document"]["file_id"]))["result"]
    async with session.get(f"{address}/file/bot{token}/{file['file_path']}") as response:
        downloaded = await response.read()

    assert (downloaded, file["file_size"]) == (b"\x00\xff", 2)


async def test_a_photo_has_the_size_its_header_tells(upload: Api, png: Callable[[int, int], bytes]) -> None:
    answer = await upload("sendPhoto", "one", png(1280, 720), chat_id="1001", photo="attach://one")

    (photo,) = answer["result"]["photo"]
    assert (photo["width"], photo["height"]) == (1280, 720)


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        ("", "there is no photo in the request"),
        ("https://example.com/a.png", "failed to get HTTP URL content"),
        ("no-such-file", "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_photo_that_is_not_there_is_refused(photo: str, reason: str, api: Api) -> None:
    answer = await api("sendPhoto", chat_id=1001, photo=photo)

    assert answer["description"] == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("photo", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("document", b"", "file must be non-empty"),
        (
            "photo",
            bytes(10 * 1024 * 1024 + 1),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_an_upload_that_cannot_be_used_is_refused(kind: str, content: bytes, reason: str, upload: Api) -> None:
    answer = await upload(f"send{kind}", kind, content, chat_id="1001")

    assert answer["description"] == f"Bad Request: {reason}"


async def test_a_file_is_not_sent_as_another_kind(api: Api, awa: Player) -> None:
    (sent,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"))
    answer = await api("sendPhoto", chat_id=1001, photo=sent["document"]["file_id"])

    assert answer["description"] == "Bad Request: can't use file of type Document as Photo"


async def test_a_caption_has_at_most_1024_units(api: Api, awa: Player) -> None:
    (sent,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"))
    file = sent["document"]["file_id"]
    longest = await api("sendDocument", chat_id=1001, document=file, caption="👍" * 512)
    too_long = await api("sendDocument", chat_id=1001, document=file, caption="👍" * 513)

    assert longest["ok"] is True
    assert too_long["description"] == "Bad Request: message caption is too long"


async def test_files_over_20_megabytes_cannot_be_fetched(api: Api, awa: Player) -> None:
    (fits,) = await awa.sends("document", ("a.bin", bytes(20 * 1024 * 1024), "application/zip"))
    (large,) = await awa.sends("document", ("b.bin", bytes(20 * 1024 * 1024 + 1), "application/zip"))

    assert (await api("getFile", file_id=fits["document"]["file_id"]))["ok"] is True
    assert (await api("getFile", file_id=large["document"]["file_id"]))["description"] == "Bad Request: file is too big"


async def test_a_file_that_is_not_known_is_not_found(
    api: Api, session: aiohttp.ClientSession, address: str, token: str
) -> None:
    unknown = await api("getFile", file_id="nothing")
    unnamed = await api("getFile")
    async with session.get(f"{address}/file/bot{token}/photos/file_9.jpg") as response:
        missing = response.status

    assert unknown["description"] == "Bad Request: wrong file_id or the file is temporarily unavailable"
    assert unnamed["description"] == "Bad Request: file_id not specified"
    assert missing == 404


async def test_an_album_is_several_messages_of_one_group(api: Api, awa: Player) -> None:
    (sent,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"))
    item = {"type": "document", "media": sent["document"]["file_id"]}
    answer = await api("sendMediaGroup", chat_id=1001, media=[item, {**item, "caption": "deux"}])
    await awa.sees("deux")

    assert [message.get("caption") for message in answer["result"]] == [None, "deux"]
    assert len({message["media_group_id"] for message in answer["result"]}) == 1


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ([], "there are no messages to send"),
        ("{}", "expected an Array of InputMedia"),
        ([{"type": "document", "media": "x"}] * 11, "too many messages to send as an album"),
        (
            [{"type": "sticker", "media": "x"}],
            "can't parse InputMedia: type \"sticker\" can't be used in sendMediaGroup",
        ),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        (["x"], "can't parse InputMedia: expected an Object"),
        ([{"type": "photo", "media": "attach://gone"}], "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_an_album_that_is_none_is_refused(media: object, reason: str, api: Api) -> None:
    answer = await api("sendMediaGroup", chat_id=1001, media=media)

    assert answer["description"] == f"Bad Request: {reason}"


async def test_documents_are_not_mixed_with_other_kinds_in_an_album(
    api: Api, awa: Player, png: Callable[[int, int], bytes]
) -> None:
    (document,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"))
    (photo,) = await awa.sends("photo", ("a.png", png(1, 1), "image/png"))
    media = [
        {"type": "document", "media": document["document"]["file_id"]},
        {"type": "photo", "media": photo["photo"][0]["file_id"]},
    ]
    answer = await api("sendMediaGroup", chat_id=1001, media=media)

    assert answer["description"] == "Bad Request: document can't be mixed with other media types"


async def test_an_upload_over_50_megabytes_is_too_large(upload: Api) -> None:
    answer = await upload("sendDocument", "document", bytes(50 * 1024 * 1024 + 1), chat_id="1001")

    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_a_form_that_cannot_be_read_is_refused(session: aiohttp.ClientSession, address: str, token: str) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with session.post(f"{address}/bot{token}/getMe", data=b"nothing", headers=headers) as response:
        answer = await response.json()

    assert answer["description"] == "Bad Request: can't parse multipart request"
