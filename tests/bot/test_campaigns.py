"""Whole campaigns through the real Application: every audience, every content, both languages."""

import json
from collections.abc import Awaitable, Callable

import pytest

from tests.bot.stage import Stage

SHOP = "6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11"
VIPS = "c7f5a3ce-55d0-4c39-9b41-5a5d4b1c7a02"
BASKET = "0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d55"
AWA = "3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d10"

Deed = Callable[[Stage], Awaitable[None]]

WORDS = {
    "new": {"fr": "Nouvelle", "en": "New campaign"},
    "all": {"fr": "Tout le monde", "en": "Everyone"},
    "tags": {"fr": "étiquettes", "en": "tags"},
    "group": {"fr": "groupe", "en": "group"},
    "explicit": {"fr": "Contacts choisis", "en": "Chosen contacts"},
    "once": {"fr": "Une seule fois", "en": "Once only"},
    "text": {"fr": "Texte", "en": "Text"},
    "template": {"fr": "modèle", "en": "template"},
    "image": {"fr": "Image", "en": "Image"},
    "video": {"fr": "Vidéo", "en": "Video"},
    "document": {"fr": "Document", "en": "Document"},
    "audio": {"fr": "Audio", "en": "Audio"},
    "voice_note": {"fr": "vocale", "en": "Voice"},
    "buttons": {"fr": "Boutons", "en": "buttons"},
    "nocaption": {"fr": "Sans légende", "en": "No caption"},
    "nofooter": {"fr": "Sans pied", "en": "No footer"},
    "send": {"fr": "Envoyer", "en": "Send"},
    "yes": {"fr": "Oui", "en": "Yes"},
    "created": {"fr": "Campagne créée", "en": "Campaign created"},
    "change": {"fr": "Changer", "en": "Change"},
    "name": {"fr": "Nom", "en": "Name"},
}


async def press(stage: Stage, key: str) -> None:
    await stage.presses(WORDS[key][stage.language])


async def audience(stage: Stage, kind: str) -> None:
    await press(stage, kind)
    match kind:
        case "tags":
            await stage.types("client")
        case "group":
            await stage.presses("VIPs")
        case "explicit":
            await stage.types(AWA)
            await stage.presses("Contin")
        case _:
            pass


async def content(stage: Stage, kind: str) -> None:
    await press(stage, kind)
    match kind:
        case "text":
            await stage.types("Découvrez nos nouvelles offres !")
        case "template":
            await stage.presses("Basket")
            await stage.types("SPRING")
        case "image":
            await stage.types("https://cdn.example.com/poster.jpg")
            await stage.types("This week's offer")
        case "video" | "document":
            await stage.types(f"https://cdn.example.com/{'film.mp4' if kind == 'video' else 'list.pdf'}")
            await press(stage, "nocaption")
        case "audio" | "voice_note":
            await stage.types("https://cdn.example.com/sound.ogg")
        case "buttons":
            await stage.types("Votre avis ?")
            await stage.types("Un geste suffit.")
            await press(stage, "nofooter")
            await stage.types("Bien\nMoins bien")
        case _:
            pass


async def play(stage: Stage, *, to: str, sending: str, name: str | None = None) -> dict[str, object]:
    """Go through a whole campaign and return the body MsgFlash was sent."""
    await stage.types("/start")
    await press(stage, "new")
    await audience(stage, to)
    await stage.types("15/04/2026 11:00")
    await press(stage, "once")
    await content(stage, sending)
    if name is not None:
        await press(stage, "change")
        await press(stage, "name")
        await stage.types(name)
    await press(stage, "send")
    if to == "all":
        await press(stage, "yes")
    stage.sees(WORDS["created"][stage.language])

    assert len(stage.msgflash.created) == 1
    return dict(stage.msgflash.created[0])


AUDIENCES = {
    "all": {"type": "all"},
    "tags": {"type": "tags", "value": ["client"]},
    "group": {"type": "group", "groupId": VIPS},
    "explicit": {"type": "explicit", "value": [AWA]},
}
CONTENTS: dict[str, dict[str, object]] = {
    "text": {"type": "text", "body": "Découvrez nos nouvelles offres !"},
    "template": {"templateId": BASKET, "variables": {"code": "SPRING"}},
    "image": {"type": "image", "mediaUrl": "https://cdn.example.com/poster.jpg", "body": "This week's offer"},
    "video": {"type": "video", "mediaUrl": "https://cdn.example.com/film.mp4"},
    "document": {"type": "document", "mediaUrl": "https://cdn.example.com/list.pdf"},
    "audio": {"type": "audio", "mediaUrl": "https://cdn.example.com/sound.ogg"},
    "voice_note": {"type": "voice_note", "mediaUrl": "https://cdn.example.com/sound.ogg"},
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("to", AUDIENCES)
async def test_each_audience_reaches_msgflash_as_documented(stage: Stage, language: str, to: str) -> None:
    stage.language = language

    body = await play(stage, to=to, sending="text", name="Newsletter Avril")

    assert body == {
        "instanceId": SHOP,
        "name": "Newsletter Avril",
        "schedule": "2026-04-15T09:00:00.000Z",
        "repeat": "none",
        "recipients": AUDIENCES[to],
        "type": "text",
        "body": "Découvrez nos nouvelles offres !",
    }


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", CONTENTS)
async def test_each_content_reaches_msgflash_as_documented(stage: Stage, language: str, kind: str) -> None:
    stage.language = language

    body = await play(stage, to="tags", sending=kind, name="N")

    assert body == {
        "instanceId": SHOP,
        "name": "N",
        "schedule": "2026-04-15T09:00:00.000Z",
        "repeat": "none",
        "recipients": {"type": "tags", "value": ["client"]},
        **CONTENTS[kind],
    }


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_buttons_campaign_reaches_msgflash_as_documented(stage: Stage, language: str) -> None:
    stage.language = language

    body = await play(stage, to="tags", sending="buttons", name="Sondage satisfaction")

    buttons = body.pop("buttons")
    assert body == {
        "instanceId": SHOP,
        "name": "Sondage satisfaction",
        "schedule": "2026-04-15T09:00:00.000Z",
        "repeat": "none",
        "recipients": {"type": "tags", "value": ["client"]},
        "type": "buttons",
        "title": "Votre avis ?",
        "description": "Un geste suffit.",
    }
    assert isinstance(buttons, list)
    assert [(button["type"], button["displayText"]) for button in buttons] == [
        ("reply", "Bien"),
        ("reply", "Moins bien"),
    ]
    assert len({button["id"] for button in buttons}) == 2


async def test_the_key_goes_in_its_header_and_no_team_with_a_personal_one(stage: Stage) -> None:
    await play(stage, to="tags", sending="text")

    request = stage.msgflash.requests[-1]
    assert request.headers["x-api-key"].startswith("msgf_live_")
    assert "x-team-id" not in request.headers


async def test_a_guided_text_campaign_takes_six_taps_and_leaves_two_messages(stage: Stage) -> None:
    await stage.types("/start")
    taps = ("New campaign", "By tags", "Tomorrow 09:00", "Once only", "Text", "Send")
    for label in taps[:2]:
        await stage.presses(label)
    await stage.types("vip")
    for label in taps[2:5]:
        await stage.presses(label)
    await stage.types("Hello")
    await stage.presses(taps[5])

    assert len(stage.msgflash.created) == 1
    assert len(stage.telegram.visible()) <= 2


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_test_goes_to_the_operators_own_number_and_creates_nothing(stage: Stage, language: str) -> None:
    stage.language = language
    await stage.types("/start")
    await press(stage, "new")
    await audience(stage, "tags")
    await stage.types("15/04/2026 11:00")
    await press(stage, "once")
    await stage.types("Hello")
    await stage.presses("Essai" if language == "fr" else "Test on")
    await stage.types("06 39 98 00 02")
    stage.sees("+33639980002", "confié" if language == "fr" else "handed")
    sent = [json.loads(request.content) for request in stage.msgflash.requests if request.url.path.endswith("/send")]

    assert [(body["to"], body["type"], body["text"]) for body in sent] == [("+33639980002", "text", "Hello")]
    assert stage.msgflash.created == []
