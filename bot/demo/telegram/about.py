"""The methods about the bot and its chats: who it is, what it says of itself, its commands, a chat, a file."""

from collections.abc import Mapping

from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.files import LARGEST_DOWNLOAD
from bot.demo.telegram.people import BOT
from bot.demo.telegram.profile import Command, Scope, checked_language
from bot.demo.telegram.refusals import RefusedError, bad_request
from bot.demo.telegram.telegram import Telegram

_SIMPLE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_BUTTONS = ("commands", "web_app", "default")


def get_me(telegram: Telegram, _arguments: Arguments) -> object:
    return BOT.as_json() | {
        "first_name": telegram.profile.said("name", ""),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def leave(_telegram: Telegram, _arguments: Arguments) -> object:
    """Answer logOut and close, after which a bot goes to another server; there is no other one here."""
    return True


def set_my_name(telegram: Telegram, arguments: Arguments) -> object:
    return _say(telegram, arguments, "name")


def get_my_name(telegram: Telegram, arguments: Arguments) -> object:
    return _said(telegram, arguments, "name")


def set_my_description(telegram: Telegram, arguments: Arguments) -> object:
    return _say(telegram, arguments, "description")


def get_my_description(telegram: Telegram, arguments: Arguments) -> object:
    return _said(telegram, arguments, "description")


def set_my_short_description(telegram: Telegram, arguments: Arguments) -> object:
    return _say(telegram, arguments, "short_description")


def get_my_short_description(telegram: Telegram, arguments: Arguments) -> object:
    return _said(telegram, arguments, "short_description")


def set_my_commands(telegram: Telegram, arguments: Arguments) -> object:
    commands = arguments.structure("commands", "commands")
    if commands is None:
        commands = []
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    parsed = [_command(command) for command in commands]
    scope = _scope(telegram, arguments)
    telegram.profile.set_commands(scope, checked_language(arguments.text("language_code")), parsed)
    return True


def get_my_commands(telegram: Telegram, arguments: Arguments) -> object:
    language = checked_language(arguments.text("language_code"))
    return [command.as_json() for command in telegram.profile.commands(_scope(telegram, arguments), language)]


def delete_my_commands(telegram: Telegram, arguments: Arguments) -> object:
    scope = _scope(telegram, arguments)
    telegram.profile.set_commands(scope, checked_language(arguments.text("language_code")), ())
    return True


def set_chat_menu_button(telegram: Telegram, arguments: Arguments) -> object:
    button = arguments.structure("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, Mapping):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if button.get("type") not in _BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    telegram.profile.set_button(_private_chat(telegram, arguments), button)
    return True


def get_chat_menu_button(telegram: Telegram, arguments: Arguments) -> object:
    return telegram.profile.button(_private_chat(telegram, arguments))


def get_chat(telegram: Telegram, arguments: Arguments) -> object:
    chat = telegram.chats.known(arguments.text("chat_id"))
    described = dict(chat.identity) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.pinned:
        described["pinned_message"] = chat.messages[chat.pinned[-1]].as_json()
    return described


def get_chat_member(telegram: Telegram, arguments: Arguments) -> object:
    chat = telegram.chats.known(arguments.text("chat_id"))
    person = telegram.chats.person(arguments.integer("user_id"))
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    is_inside = person == BOT or chat.person(person.id) is not None
    return {"status": "member" if is_inside else "left", "user": person.as_json()}


def get_file(telegram: Telegram, arguments: Arguments) -> object:
    identifier = arguments.text("file_id")
    if not identifier:
        raise bad_request("file_id not specified")
    file = telegram.files.by_id(identifier)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.as_json() | {"file_path": file.path}


def _say(telegram: Telegram, arguments: Arguments, what: str) -> object:
    telegram.profile.say(what, arguments.text(what), checked_language(arguments.text("language_code")))
    return True


def _said(telegram: Telegram, arguments: Arguments, what: str) -> object:
    return {what: telegram.profile.said(what, checked_language(arguments.text("language_code")))}


def _command(command: object) -> Command:
    if not isinstance(command, Mapping):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    return Command(command["command"].strip().removeprefix("/"), command["description"].strip())


def _scope(telegram: Telegram, arguments: Arguments) -> Scope:
    scope = arguments.structure("scope", "BotCommandScope")
    if scope is None:
        return Scope()
    if not isinstance(scope, Mapping):
        raise _bad_scope("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in _SIMPLE_SCOPES:
        return Scope(str(kind))
    if kind not in _CHAT_SCOPES:
        raise _bad_scope("Unsupported type specified")
    chat = telegram.chats.known(str(scope.get("chat_id") or ""))
    user = scope.get("user_id") if kind == "chat_member" else 0
    if not isinstance(user, int):
        raise _bad_scope("Invalid user_id specified")
    return Scope(str(kind), chat.id, user)


def _bad_scope(reason: str) -> RefusedError:
    return bad_request(f"can't parse BotCommandScope: {reason}")


def _private_chat(telegram: Telegram, arguments: Arguments) -> int:
    """Give the chat a menu button is for, 0 for all."""
    if not arguments.text("chat_id"):
        return 0
    chat = telegram.chats.known(arguments.text("chat_id"))
    if not chat.is_private:
        raise bad_request("chat_id must be a private chat")
    return chat.id
