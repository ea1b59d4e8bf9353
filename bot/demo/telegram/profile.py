"""What the bot says about itself, by language: its name, its descriptions, its commands."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.demo.telegram.chats import Chat
from bot.demo.telegram.people import BOT, Person
from bot.demo.telegram.refusals import bad_request

LONGEST = {"name": 64, "description": 512, "short_description": 120}
MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_COMMAND_DESCRIPTION = 256

_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    description: str

    def as_json(self) -> dict[str, str]:
        return {"command": self.name, "description": self.description}

    def check(self) -> None:
        for called, text, longest in (
            ("command", self.name, LONGEST_COMMAND),
            ("command description", self.description, LONGEST_COMMAND_DESCRIPTION),
        ):
            if not text:
                raise bad_request(f"{called} must be non-empty")
            if len(text) > longest:
                raise bad_request(f"{called} length must not exceed {longest}")
        if not _COMMAND.fullmatch(self.name):
            raise bad_request("BOT_COMMAND_INVALID")


@dataclass(frozen=True, slots=True)
class Scope:
    """To whom a list of commands is shown; chat and user only where the kind needs them."""

    kind: str = "default"
    chat: int = 0
    user: int = 0


Commands = tuple[Command, ...]


def checked_language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


class Profile:
    """The bot's texts. An empty text or list takes back what was set for that language."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._texts: dict[tuple[str, str], str] = {("name", ""): BOT.first_name}
        self._commands: dict[tuple[Scope, str], Commands] = {}
        self._buttons: dict[int, Mapping[str, object]] = {}
        self._changed = changed

    def say(self, what: str, text: str, language: str) -> None:
        if len(text) > LONGEST[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        if text:
            self._texts[what, language] = text
        else:
            self._texts.pop((what, language), None)

    def said(self, what: str, language: str) -> str:
        """Give the text in this language, or the one for all languages."""
        return self._texts.get((what, language)) or self._texts.get((what, ""), "")

    def set_commands(self, scope: Scope, language: str, commands: Iterable[Command]) -> None:
        commands = tuple(commands)
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            command.check()
        if commands:
            self._commands[scope, language] = commands
        else:
            self._commands.pop((scope, language), None)
        self._changed()

    def commands(self, scope: Scope, language: str) -> Commands:
        """Give exactly what was set for this scope and language."""
        return self._commands.get((scope, language), ())

    def commands_shown(self, chat: Chat, person: Person) -> Commands:
        """Choose as a client does: the narrowest scope first, and in it the person's language before none."""
        kinds = ("all_private_chats",) if chat.is_private else ("all_group_chats",)
        own = (
            (Scope("chat", chat.id),)
            if chat.is_private
            else (Scope("chat_member", chat.id, person.id), Scope("chat", chat.id))
        )
        for scope in (*own, *(Scope(kind) for kind in kinds), Scope()):
            for language in (person.language_code, ""):
                if commands := self.commands(scope, language):
                    return commands
        return ()

    def set_button(self, chat: int, button: Mapping[str, object]) -> None:
        """Set the menu button of one chat, or of all when the chat is 0."""
        self._buttons[chat] = button

    def button(self, chat: int) -> Mapping[str, object]:
        return self._buttons.get(chat) or self._buttons.get(0) or {"type": "commands" if self._commands else "default"}

    def introduction(self, person: Person) -> dict[str, object]:
        """Write the bot as this person's client shows it."""
        language = person.language_code
        return {
            "first_name": self.said("name", language),
            "username": BOT.username,
            "description": self.said("description", language),
            "short_description": self.said("short_description", language),
        }
