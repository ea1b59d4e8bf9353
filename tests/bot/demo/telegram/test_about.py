"""What the bot says of itself, chosen by language and scope, and what it learns of chats."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.telegram.incoming import upgrade
from bot.demo.telegram.people import AWA, PEOPLE, SAM
from bot.demo.telegram.player import Player
from bot.demo.telegram.telegram import Telegram

Api = Callable[..., Awaitable[Any]]
Reason = Callable[..., Awaitable[str]]

START = [{"command": "start", "description": "Commencer"}]
BEGIN = [{"command": "start", "description": "Begin"}]


async def _shown(player: Player, user: int) -> object:
    return (await player.asks("GET", f"/demo/chats/{user}"))["commands"]


async def test_each_person_sees_the_commands_in_their_language(api: Api, awa: Player, sam: Player) -> None:
    await api("setMyCommands", commands=BEGIN)
    await api("setMyCommands", commands=START, language_code="fr")

    assert await _shown(awa, 1001) == START
    assert await _shown(sam, 1002) == BEGIN


async def test_a_narrower_scope_comes_before_the_language(api: Api, awa: Player, sam: Player) -> None:
    await awa.types("/start")
    await api("setMyCommands", commands=START, language_code="fr")
    await api("setMyCommands", commands=BEGIN, scope={"type": "all_private_chats"})
    everyone = await _shown(awa, 1001)
    chat = [{"command": "awa", "description": "Rien que pour Awa"}]
    await api("setMyCommands", commands=chat, scope={"type": "chat", "chat_id": 1001})

    assert everyone == BEGIN
    assert await _shown(awa, 1001) == chat
    assert await _shown(sam, 1002) == BEGIN


async def test_new_commands_are_told_to_the_pages(api: Api, awa: Player) -> None:
    await api("setMyCommands", commands=START)

    assert await awa.notices("commands") == START


async def test_commands_are_kept_by_scope_and_language_and_deleted_so(api: Api, awa: Player) -> None:
    scope = {"type": "all_private_chats"}
    await api("setMyCommands", commands=START, scope=scope, language_code="fr")
    kept = [
        (await api("getMyCommands", scope=scope, language_code="fr"))["result"],
        (await api("getMyCommands", scope=scope))["result"],
        (await api("getMyCommands", language_code="fr"))["result"],
    ]
    await api("deleteMyCommands", scope=scope, language_code="fr")

    assert kept == [START, [], []]
    assert (await api("getMyCommands", scope=scope, language_code="fr"))["result"] == []
    assert await _shown(awa, 1001) == []


async def test_in_a_group_commands_may_be_for_one_member(telegram: Telegram, api: Api) -> None:
    group = telegram.chats.add_group(-5000, "Équipe", PEOPLE)
    await api("setMyCommands", commands=START, scope={"type": "all_group_chats"})
    await api("setMyCommands", commands=BEGIN, scope={"type": "chat_member", "chat_id": -5000, "user_id": 1002})

    assert [command.as_json() for command in telegram.profile.commands_shown(group, AWA)] == START
    assert [command.as_json() for command in telegram.profile.commands_shown(group, SAM)] == BEGIN


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "command length must not exceed 32"),
        ({"commands": [{"command": "/", "description": "x"}]}, "command must be non-empty"),
        ({"commands": [{"command": "x", "description": " "}]}, "command description must be non-empty"),
        (
            {"commands": [{"command": "x", "description": "x" * 257}]},
            "command description length must not exceed 256",
        ),
        (
            {"commands": [{"command": f"x{number}", "description": "x"} for number in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ({"commands": [{"command": "x"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": START, "language_code": "fr-FR"}, "invalid language code specified"),
        ({"commands": START, "scope": {"type": "nobody"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": START, "scope": "[]"}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ({"commands": START, "scope": {"type": "chat", "chat_id": 77}}, "chat not found"),
        (
            {"commands": START, "scope": {"type": "chat_member", "chat_id": -1_002_000_000_001}},
            "can't parse BotCommandScope: Invalid user_id specified",
        ),
    ],
)
async def test_commands_that_cannot_be_are_refused(
    parameters: dict[str, object], expected: str, reason: Reason
) -> None:
    assert await reason("setMyCommands", **parameters) == f"Bad Request: {expected}"


async def test_no_commands_at_all_take_the_old_ones_away(api: Api) -> None:
    await api("setMyCommands", commands=START)
    answer = await api("setMyCommands")

    assert answer["ok"] is True
    assert (await api("getMyCommands"))["result"] == []


async def test_the_slash_before_a_command_is_taken_off(api: Api) -> None:
    await api("setMyCommands", commands=[{"command": "/start", "description": "Commencer"}])

    assert (await api("getMyCommands"))["result"] == START


@pytest.mark.parametrize(("what", "longest"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
async def test_texts_are_given_by_language_and_have_a_longest_length(
    what: str, longest: int, api: Api, reason: Reason
) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]
    await api(f"setMy{what}", **{field: "in English"})
    await api(f"setMy{what}", **{field: "x" * longest}, language_code="fr")
    before = [(await api(f"getMy{what}", language_code=code))["result"][field] for code in ("", "en", "fr")]
    await api(f"setMy{what}", **{field: ""}, language_code="fr")
    after = (await api(f"getMy{what}", language_code="fr"))["result"][field]

    assert before == ["in English", "in English", "x" * longest]
    assert after == "in English"
    assert (await reason(f"setMy{what}", **{field: "x" * (longest + 1)})).endswith("is too long")


async def test_the_page_introduces_the_bot_in_the_language_of_the_person(api: Api, awa: Player, sam: Player) -> None:
    await api("setMyName", name="Campaigns")
    await api("setMyName", name="Campagnes", language_code="fr")
    await api("setMyDescription", description="Crée des campagnes.", language_code="fr")
    french = (await awa.asks("GET", "/demo/chats/1001"))["bot"]
    english = (await sam.asks("GET", "/demo/chats/1002"))["bot"]

    assert french == {
        "first_name": "Campagnes",
        "username": "campaign_demo_bot",
        "description": "Crée des campagnes.",
        "short_description": "",
    }
    assert (english["first_name"], english["description"]) == ("Campaigns", "")


async def test_the_menu_button_is_set_for_all_or_for_one(api: Api, awa: Player, reason: Reason) -> None:
    await awa.types("/start")
    first = (await api("getChatMenuButton"))["result"]
    app = {"type": "web_app", "text": "Ouvrir", "web_app": {"url": "https://example.com/"}}
    await api("setChatMenuButton", chat_id=1001, menu_button=app)
    await api("setChatMenuButton", menu_button={"type": "commands"})

    assert first == {"type": "default"}
    assert (await api("getChatMenuButton", chat_id=1001))["result"] == app
    assert (await api("getChatMenuButton"))["result"] == {"type": "commands"}
    assert await reason("setChatMenuButton", menu_button={"type": "x"}) == (
        "Bad Request: can't parse menu button: MenuButton has unsupported type"
    )
    assert await reason("setChatMenuButton", menu_button=["commands"]) == (
        "Bad Request: can't parse menu button: MenuButton must be an Object"
    )
    assert await reason("getChatMenuButton", chat_id=-1_002_000_000_001) == (
        "Bad Request: chat_id must be a private chat"
    )


async def test_a_bot_may_leave_the_server(api: Api) -> None:
    assert (await api("logOut"))["result"] is True
    assert (await api("close"))["result"] is True


async def test_members_of_a_group_are_known(api: Api, reason: Reason) -> None:
    group = -1_002_000_000_001
    member = (await api("getChatMember", chat_id=group, user_id=1001))["result"]
    bot = (await api("getChatMember", chat_id=group, user_id=7_000_000_001))["result"]

    assert (member["status"], member["user"]["first_name"]) == ("member", "Awa")
    assert bot["status"] == "member"
    assert await reason("getChatMember", chat_id=group, user_id=5) == "Bad Request: PARTICIPANT_ID_INVALID"


async def test_a_stranger_to_a_chat_has_left_it(telegram: Telegram, api: Api) -> None:
    telegram.chats.add_group(-5000, "Équipe", [AWA])

    assert (await api("getChatMember", chat_id=-5000, user_id=1002))["result"]["status"] == "left"


async def test_a_group_that_was_upgraded_tells_its_new_id(telegram: Telegram, api: Api) -> None:
    telegram.chats.add_group(-5000, "Équipe", PEOPLE)
    before = await api("sendMessage", chat_id=-5000, text="x")
    upgrade(telegram, -5000, -1_002_000_000_009)
    refused = await api("sendMessage", chat_id=-5000, text="x")
    accepted = await api("sendMessage", chat_id=-1_002_000_000_009, text="x")
    updates = (await api("getUpdates"))["result"]

    assert before["result"]["chat"]["type"] == "group"
    assert refused == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1_002_000_000_009},
    }
    assert accepted["result"]["chat"]["type"] == "supergroup"
    assert updates[0]["message"]["migrate_to_chat_id"] == -1_002_000_000_009
    assert updates[1]["message"]["migrate_from_chat_id"] == -5000
