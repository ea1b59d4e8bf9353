"""Any message is content: every kind that can be sent, in a real browser with the real bot, and what cannot be."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias

import pytest
from aiohttp import ClientSession, FormData
from playwright.async_api import expect

from tests.bot.demo.test_files import WORDS, to_the_content
from tests.bot.media.samples import SAMPLES, picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

BOTH = pytest.mark.parametrize(("user", "language"), [(1001, "fr"), (1002, "en")])
SAID = {
    "fr": {
        "album": "j’ai pris le premier de l’album",
        "round": "comme une vidéo",
        "no caption": "je l’ai retirée",
        "sticker": "Un autocollant ne peut pas",
        "poll": "Un sondage ne peut pas",
        "place": "Je ne peux rien faire de cet envoi ici (une position)",
        "large": "ne peut pas dépasser 10",
        "format": "format ZIP",
    },
    "en": {
        "album": "I took the first of the album",
        "round": "as a video",
        "no caption": "I left it out",
        "sticker": "A sticker cannot go",
        "poll": "A poll cannot go",
        "place": "I cannot use this here (a location)",
        "large": "10 MB at most",
        "format": "format is ZIP",
    },
}


class Sent(NamedTuple):
    """What is sent from the phone, what the recap says of it, and what reaches MsgFlash."""

    kind: str
    name: str
    mime: str
    files: tuple[bytes, ...]
    caption: str
    said: str
    type: str
    body: str | None


KINDS = (
    Sent("document", "prix.pdf", "application/pdf", (SAMPLES["pdf"],), "Nos prix", "prix.pdf", "document", "Nos prix"),
    Sent("video", "film.mp4", "video/mp4", (SAMPLES["mp4"],), "Vu d’ici 🎬", "film.mp4", "video", "Vu d’ici 🎬"),
    Sent("audio", "jingle.mp3", "audio/mpeg", (SAMPLES["mp3"],), "À écouter", "no caption", "audio", None),
    Sent("photo", "a.png", "image/png", (picture(64, 48), picture(48, 64)), "Deux", "album", "image", "Deux"),
)


async def sends(held: Phone, kind: str, *files: tuple[str, str, bytes], **fields: str) -> None:
    """Send what the page's menu has no entry for, as the phone would."""
    form = FormData({"kind": kind, **fields}, default_to_multipart=True)
    for name, mime, content in files:
        form.add_field("file", BytesIO(content), filename=name, content_type=mime)
    async with (
        ClientSession() as session,
        session.post(f"{held.stage.address}/demo/chats/{held.user}/messages", data=form) as answer,
    ):
        assert answer.status == 200, await answer.text()


async def is_created(held: Phone, words: dict[str, str], number: int) -> dict[str, object]:
    """Send the campaign whose recap is on the screen; return what reached MsgFlash."""
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    bodies: list[dict[str, object]] = await held.campaigns(number)
    return bodies[-1]


@BOTH
@pytest.mark.parametrize("sent", KINDS, ids=lambda sent: sent.kind)
async def test_a_file_is_the_campaign_with_its_caption_as_the_body(
    phone: Open, user: int, language: str, sent: Sent
) -> None:
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await sends(held, sent.kind, *((sent.name, sent.mime, file) for file in sent.files), caption=sent.caption)
    await held.sees(words["recap"], said.get(sent.said, sent.said))
    body = await is_created(held, words, 1)

    assert (body["type"], body.get("body")) == (sent.type, sent.body)
    async with ClientSession() as session, session.get(str(body["mediaUrl"])) as given:
        assert (await given.read(), given.headers["X-Content-Type-Options"]) == (sent.files[0], "nosniff")


@BOTH
async def test_a_round_video_goes_as_a_video(phone: Open, user: int, language: str) -> None:
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await sends(held, "video_note", ("round.mp4", "video/mp4", SAMPLES["mp4"]), duration="3")
    await held.sees(said["round"])
    await held.page.get_by_test_id("inline-button").first.click()
    await held.sees(words["recap"])
    body = await is_created(held, words, 1)

    assert body["type"] == "video"


@BOTH
async def test_a_text_that_is_forwarded_keeps_its_looks_and_one_in_whatsapps_signs_stays(
    phone: Open, user: int, language: str
) -> None:
    words = WORDS[language]
    held = await phone(user)
    await to_the_content(held, words)
    entities = [{"type": "bold", "offset": 5, "length": 6}, {"type": "italic", "offset": 12, "length": 3}]
    forwarded = {"text": "🇧🇯 Soldes dès *lundi*", "entities": entities, "forward": True}
    async with (
        ClientSession() as session,
        session.post(f"{held.stage.address}/demo/chats/{user}/messages", json=forwarded) as answer,
    ):
        assert answer.status == 200
    await held.sees(words["recap"], "🇧🇯 Soldes dès lundi")
    last = held.page.get_by_test_id("message").last
    await expect(last.locator("strong, b").filter(has_text="Soldes")).to_be_visible()
    await expect(last.locator("em, i").filter(has_text="dès")).to_be_visible()
    await expect(last.locator("strong, b").filter(has_text="lundi")).to_be_visible()
    body = await is_created(held, words, 1)

    assert body["body"] == "🇧🇯 *Soldes* _dès_ *lundi*"


@BOTH
async def test_what_cannot_be_sent_is_explained_and_the_question_stays(phone: Open, user: int, language: str) -> None:
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await sends(held, "sticker", ("sticker.png", "image/png", picture(512, 512)), emoji="🎉")
    await held.sees(said["sticker"], words["what"])
    await sends(held, "poll", question="?", options='["a", "b"]')
    await held.sees(said["poll"], words["what"])
    await sends(held, "location")
    await held.sees(said["place"], words["what"])
    await sends(held, "document", ("big.pdf", "application/pdf", SAMPLES["pdf"] + bytes(10_000_001)))
    await held.sees(said["large"], words["what"])
    await sends(held, "document", ("prices.zip", "application/zip", SAMPLES["zip"]))
    await held.sees(said["format"], words["what"])
    await held.types("Bonjour")
    await held.sees(words["recap"])
    body = await is_created(held, words, 1)

    assert (body["type"], body["body"]) == ("text", "Bonjour")
