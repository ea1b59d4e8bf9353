"""Every kind of update, and whose talk it concerns."""

import pytest
from telegram import Update

from bot.updates import ALLOWED, KINDS, Incoming, incoming
from conversations.events import Commanded, Edited, Event, Pressed
from conversations.markup.spans import Span
from conversations.step import Attached, SentFile, SharedContact, Wrote
from storage.codec import decode, encode
from tests.bot.polls import POLL

AWA = {"id": 7, "is_bot": False, "first_name": "Awa", "language_code": "fr"}
CHAT = {"id": 7, "type": "private"}
MESSAGE: dict[str, object] = {"message_id": 1, "date": 1_776_000_000, "chat": CHAT, "from": AWA}
FILE = {"file_id": "f", "file_unique_id": "u"}
CLIP = {**FILE, "width": 1, "height": 1, "duration": 1}
CONTENT: dict[str, object] = {
    "animation": CLIP,
    "photo": [{**FILE, "width": 1, "height": 1}],
    "video": CLIP,
    "video_note": {**FILE, "length": 1, "duration": 1},
    "voice": {**FILE, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "document": FILE,
    "sticker": {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"},
    "poll": POLL,
    "contact": {"phone_number": "+33612345000", "first_name": "Awa"},
    "location": {"longitude": 0.0, "latitude": 0.0},
}


def read(**update: object) -> Incoming | None:
    return incoming(Update.de_json({"update_id": 5, **update}, None))


def said(**content: object) -> Event | None:
    found = read(message={**MESSAGE, **content})
    return found.event if found else None


def pressed(data: str | None, **query: object) -> Incoming | None:
    whole: dict[str, object] = {"id": "q", "from": AWA, "chat_instance": "c", "message": MESSAGE, **query}
    return read(callback_query={**whole, "data": data} if data is not None else {**whole, "game_short_name": "g"})


def test_a_text_is_somebodys_words() -> None:
    assert read(message={**MESSAGE, "text": "Hello"}) == Incoming(5, 7, 7, True, "fr", Wrote("Hello"))


def test_a_talk_is_a_chat_and_a_user() -> None:
    here, there = (
        read(message={**MESSAGE, "text": "x"}),
        read(message={**MESSAGE, "chat": {**CHAT, "id": 8}, "text": "x"}),
    )

    assert here is not None
    assert there is not None
    assert (here.talk, there.talk) == ("7:7", "8:7")


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/start@campaign_bot", "start", ""),
        ("/START now", "start", "now"),
        ("/start deep-link", "start", "deep-link"),
        ("/new\nline", "new", "line"),
        ("/", "", ""),
        ("/@campaign_bot", "", ""),
        ("/é", "é", ""),
        ("/" + "x" * 4000, "x" * 32, ""),
        ("/start " + "x" * 4000, "start", "x" * 100),
    ],
)
def test_what_starts_with_a_slash_is_a_command(text: str, name: str, argument: str) -> None:
    assert said(text=text) == Commanded(name, argument)


@pytest.mark.parametrize("text", ["/\u00a0", "/ ", "/\u3000\u2003", "/\n"])
def test_a_slash_and_blanks_are_a_command_without_a_name(text: str) -> None:
    assert said(text=text) == Commanded("")


@pytest.mark.parametrize("text", ["1/2", " /start", "", "\u2060/start", "http://x"])
def test_a_slash_elsewhere_is_words(text: str) -> None:
    assert said(text=text) == Wrote(text)


@pytest.mark.parametrize(
    "origin",
    [
        {"type": "user", "date": 1, "sender_user": AWA},
        {"type": "hidden_user", "date": 1, "sender_user_name": "Awa"},
        {"type": "channel", "date": 1, "chat": {"id": -100, "type": "channel", "title": "C"}, "message_id": 3},
    ],
)
def test_a_command_that_was_forwarded_is_words(origin: dict[str, object]) -> None:
    assert said(text="/cancel", forward_origin=origin) == Wrote("/cancel")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_is_named(kind: str) -> None:
    event = said(**{kind: CONTENT[kind]})

    assert isinstance(event, Attached)
    assert (event.kind, event.album) == (kind, None)


def test_an_animation_is_not_taken_for_the_document_it_also_is() -> None:
    assert said(document=FILE, animation=CLIP) == Attached("animation", file=SentFile("f"))


def test_pictures_of_an_album_share_its_id() -> None:
    event = said(photo=CONTENT["photo"], media_group_id="42", caption="Hello")

    assert event == Attached("photo", "42", file=SentFile("f", None, "image/jpeg"), caption="Hello")


def test_of_a_photo_the_largest_size_is_taken() -> None:
    sizes = [{**FILE, "file_id": str(side), "width": side, "height": side, "file_size": side} for side in (90, 1280)]

    assert said(photo=sizes) == Attached("photo", file=SentFile("1280", None, "image/jpeg", 1280))


@pytest.mark.parametrize("kind", ["document", "video", "audio", "voice", "animation"])
def test_what_telegram_says_of_a_file_is_kept(kind: str) -> None:
    event = said(**{kind: {**CLIP, "mime_type": "a/b", "file_size": 7, "file_name": "list.csv"}})

    name = None if kind == "voice" else "list.csv"
    assert event == Attached(kind, file=SentFile("f", name, "a/b", 7))


def test_a_caption_keeps_its_formatting() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "text_link", "offset": 6, "length": 4, "url": "https://shop.example"},
    ]
    event = said(document=FILE, caption="Hello shop", caption_entities=entities)

    assert isinstance(event, Attached)
    assert event.caption == "Hello shop"
    assert event.spans == (Span("bold", 0, 5), Span("text_link", 6, 4, "https://shop.example"))
    assert decode(encode(event)) == event


def test_a_contact_card_is_a_name_a_number_and_the_rest() -> None:
    event = said(contact={"phone_number": "33639980001", "first_name": "Awa", "last_name": "Doe", "vcard": "BEGIN"})

    assert event == Attached("contact", contact=SharedContact("33639980001", "Awa Doe", "BEGIN"))
    assert decode(encode(event)) == event


@pytest.mark.parametrize(
    "content",
    [
        {"dice": {"value": 1, "emoji": "🎲"}},
        {"venue": {"location": CONTENT["location"], "title": "T", "address": "A"}},
        {"game": {"title": "G", "description": "D", "photo": CONTENT["photo"]}},
    ],
)
def test_what_has_no_name_of_its_own_is_something_else(content: dict[str, object]) -> None:
    assert said(**content) == Attached("other")


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"new_chat_title": "T"},
        {"new_chat_members": [AWA]},
        {"left_chat_member": AWA},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 1}},
    ],
)
def test_service_messages_concern_nobody(content: dict[str, object]) -> None:
    assert said(**content) is None


def test_an_edited_message_is_one_event_whatever_it_holds() -> None:
    assert read(edited_message={**MESSAGE, "text": "/cancel"}) == Incoming(5, 7, 7, True, "fr", Edited())
    assert read(edited_message={**MESSAGE, "photo": CONTENT["photo"]}) == Incoming(5, 7, 7, True, "fr", Edited())


@pytest.mark.parametrize(
    "update",
    [
        {"channel_post": {**MESSAGE, "chat": {"id": -100, "type": "channel", "title": "C"}, "text": "x"}},
        {"edited_channel_post": {**MESSAGE, "chat": {"id": -100, "type": "channel", "title": "C"}, "text": "x"}},
        {"inline_query": {"id": "i", "from": AWA, "query": "x", "offset": ""}},
        {"message": {key: value for key, value in MESSAGE.items() if key != "from"} | {"text": "x"}},
        {"message": {**MESSAGE, "from": {**AWA, "is_bot": True}, "text": "x"}},
        {"edited_message": {**MESSAGE, "from": {**AWA, "is_bot": True}, "text": "x"}},
        {
            "message": {
                **MESSAGE,
                "chat": {"id": -5, "type": "supergroup", "title": "G"},
                "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                "sender_chat": {"id": -5, "type": "supergroup", "title": "G"},
                "text": "/start",
            }
        },
        {"poll": CONTENT["poll"]},
        {},
    ],
    ids=["channel", "edited post", "inline", "no author", "bot", "edited by a bot", "anonymous admin", "poll", "empty"],
)
def test_what_no_person_said_to_the_bot_concerns_nobody(update: dict[str, object]) -> None:
    assert read(**update) is None


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_a_group_is_not_private(kind: str) -> None:
    found = read(message={**MESSAGE, "chat": {"id": -5, "type": kind, "title": "G"}, "text": "x"})

    assert found is not None
    assert not found.private


@pytest.mark.parametrize("code", ["fr", "en-GB", None])
def test_the_readers_language_is_taken_as_telegram_names_it(code: str | None) -> None:
    sender = {**AWA, "language_code": code} if code else {"id": 7, "is_bot": False, "first_name": "Awa"}

    found = read(message={**MESSAGE, "from": sender, "text": "x"})

    assert found is not None
    assert found.language_code == code


@pytest.mark.parametrize(
    ("data", "event"),
    [
        ("12|send", Pressed(12, "send")),
        ("0|/new", Pressed(0, "/new")),
        ("3|a|b", Pressed(3, "a|b")),
        ("3|", Pressed(3, "")),
        ("send", Pressed(-1, "")),
        ("", Pressed(-1, "")),
        ("|", Pressed(-1, "")),
        ("-5|send", Pressed(-1, "send")),
        ("+5|send", Pressed(-1, "send")),
        ("1.0|send", Pressed(-1, "send")),
        ("٣|send", Pressed(-1, "send")),
        ("²|send", Pressed(-1, "send")),
        ("1_0|send", Pressed(-1, "send")),
        (" 1|send", Pressed(-1, "send")),
        ("9" * 16 + "|send", Pressed(-1, "send")),
        ("9" * 5000, Pressed(-1, "")),
        (None, Pressed(-1, "")),
    ],
)
def test_a_press_is_read_or_was_never_ours(data: str | None, event: Pressed) -> None:
    assert pressed(data) == Incoming(5, 7, 7, True, "fr", event, "q")


def test_a_press_counts_for_the_one_who_pressed_not_for_the_author_of_the_message() -> None:
    found = pressed("1|send", message={**MESSAGE, "from": {**AWA, "id": 99, "is_bot": True}})

    assert found is not None
    assert (found.user, found.talk) == (7, "7:7")


def test_a_press_on_a_message_too_old_to_be_shown_keeps_its_chat() -> None:
    found = pressed("1|send", message={"message_id": 1, "date": 0, "chat": CHAT})

    assert found is not None
    assert (found.chat, found.private) == (7, True)


def test_a_press_without_a_message_goes_to_the_users_own_chat() -> None:
    found = pressed("1|send", message=None)

    assert found is not None
    assert (found.chat, found.private) == (7, True)


def test_a_press_in_a_group_is_not_private() -> None:
    found = pressed("1|send", message={**MESSAGE, "chat": {"id": -5, "type": "group", "title": "G"}})

    assert found is not None
    assert not found.private


def test_telegram_is_asked_for_what_is_read_and_nothing_else() -> None:
    assert set(ALLOWED) == {"message", "edited_message", "callback_query"}
