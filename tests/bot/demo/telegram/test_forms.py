"""Everything but plain text that people send: files, albums, contacts, places, polls."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.telegram.player import Player, RefusedError
from bot.demo.telegram.telegram import Telegram

Heard = Callable[[str], Awaitable[list[Any]]]


async def test_an_album_is_one_message_for_each_file(
    heard: Heard, awa: Player, png: Callable[[int, int], bytes]
) -> None:
    await awa.sends("photo", ("a.png", png(3, 4), "image/png"), ("b.png", png(5, 6), "image/png"), caption="deux")
    messages = await heard("message")

    assert [(message["photo"][0]["width"], message.get("caption")) for message in messages] == [(3, "deux"), (5, None)]
    assert len({message["media_group_id"] for message in messages}) == 1


_NOTE = ("f", b"content", "application/x-test")


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("voice", {"duration": "3"}, {"duration": 3, "mime_type": "application/x-test", "file_size": 7}),
        ("audio", {"title": "Air", "performer": "Awa"}, {"title": "Air", "performer": "Awa", "file_name": "f"}),
        ("video", {"width": "640", "height": "480"}, {"width": 640, "height": 480, "duration": 0}),
        ("document", {}, {"file_name": "f", "mime_type": "application/x-test"}),
        ("sticker", {"emoji": "🌻"}, {"emoji": "🌻", "width": 512, "is_animated": False}),
        ("video_note", {"duration": "2"}, {"duration": 2, "length": 384}),
    ],
)
async def test_files_reach_the_bot_with_what_is_known_of_them(
    heard: Heard, kind: str, fields: dict[str, str], expected: dict[str, object], awa: Player
) -> None:
    await awa.sends(kind, _NOTE, **fields)
    (message,) = await heard("message")

    assert {name: message[kind][name] for name in expected} == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("contact", {"phone_number": "+22901", "first_name": "Zoé"}, {"phone_number": "+22901", "first_name": "Zoé"}),
        ("contact", {}, {"phone_number": "+2290190001001", "user_id": 1001, "first_name": "Awa", "last_name": "Doe"}),
        ("location", {"latitude": "6.5", "longitude": "-2.5"}, {"latitude": 6.5, "longitude": -2.5}),
        ("location", {}, {"latitude": 6.3654, "longitude": 2.4183}),
    ],
)
async def test_contacts_and_places_reach_the_bot(
    heard: Heard, kind: str, fields: dict[str, str], expected: dict[str, object], awa: Player
) -> None:
    await awa.sends(kind, **fields)
    (message,) = await heard("message")

    assert message[kind] == expected


@pytest.mark.parametrize("options", ["Lundi\nMardi", '["Lundi", "Mardi"]'])
async def test_a_poll_reaches_the_bot(heard: Heard, options: str, awa: Player) -> None:
    await awa.sends("poll", question="Quand ?", options=options)
    (message,) = await heard("message")

    assert message["poll"]["question"] == "Quand ?"
    assert [option["text"] for option in message["poll"]["options"]] == ["Lundi", "Mardi"]


@pytest.mark.parametrize(
    ("kind", "fields", "reason"),
    [
        ("photo", {}, "A photo needs a file."),
        ("poll", {"question": "Quand ?"}, "A poll has a question and 2 to 12 options."),
        ("poll", {"question": "Quand ?", "options": "[x"}, "The entities are no JSON."),
        ("location", {"latitude": "91", "longitude": "0"}, "There is no such place on the globe."),
        ("location", {"latitude": "nan"}, "latitude is a number."),
        ("location", {"latitude": "north"}, "latitude is a number."),
        ("dance", {}, "There is no kind of message called dance."),
    ],
)
async def test_what_cannot_be_sent_is_refused_in_a_sentence(
    kind: str, fields: dict[str, str], reason: str, awa: Player, telegram: Telegram
) -> None:
    with pytest.raises(RefusedError) as refusal:
        await awa.sends(kind, **fields)

    assert str(refusal.value) == reason
    assert telegram.updates.pending == 0


async def test_files_that_cannot_be_sent_are_refused(awa: Player, png: Callable[[int, int], bytes]) -> None:
    picture = ("a.png", png(1, 1), "image/png")
    for kind, files in (
        ("photo", [("a.png", b"no picture", "image/png")]),
        ("document", [("a.txt", b"", "text/plain")]),
        ("photo", [picture] * 11),
        ("sticker", [picture] * 2),
    ):
        with pytest.raises(RefusedError):
            await awa.sends(kind, *files)


async def test_a_caption_and_a_text_have_a_longest_length(awa: Player) -> None:
    with pytest.raises(RefusedError, match="at most 1024 characters"):
        await awa.sends("document", ("a.txt", b"texte", "text/plain"), caption="x" * 1025)
    with pytest.raises(RefusedError, match="at most 4096 characters"):
        await awa.types("x" * 4097)
