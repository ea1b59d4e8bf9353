"""The whole of Telegram that the demo needs: people, chats, files, updates, and the bot's own profile."""

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.demo.events import Events
from bot.demo.telegram.chats import Chats, clock
from bot.demo.telegram.entities import Formatted
from bot.demo.telegram.files import Files
from bot.demo.telegram.formatting import Source, formatted
from bot.demo.telegram.people import BOT, PEOPLE
from bot.demo.telegram.presses import Presses
from bot.demo.telegram.profile import Profile
from bot.demo.telegram.updates import FIRST_UPDATE, Updates
from bot.demo.telegram.webhook import Pause, Webhook
from bot.demo.trouble import Switches

_TOKEN = re.compile(rf"{BOT.id}:[A-Za-z0-9_-]{{35}}")


class Telegram:
    """Everything the Bot API and the page act upon. Any well-formed token with the bot's number is the bot's."""

    def __init__(
        self,
        events: Events,
        switches: Switches,
        now: Callable[[], datetime] = clock,
        pause: Pause = asyncio.sleep,
        beyond: int = 0,
    ) -> None:
        """Begin to number updates and messages `beyond` those that the bot may remember of an earlier Telegram."""
        self.events = events
        self.switches = switches
        # Whoever turns a switch, the pages learn it from here.
        switches.changed = self._trouble_changed
        self.pause = pause
        self.chats = Chats(self._tell, now, beyond)
        self.files = Files()
        self.updates = Updates(FIRST_UPDATE + beyond)
        self.webhook = Webhook(self.updates, self.chats.date, pause)
        self.presses = Presses(now)
        self.profile = Profile(self._commands_changed)
        self._albums = 0

    @staticmethod
    def knows(token: str) -> bool:
        return _TOKEN.fullmatch(token) is not None

    def formatted(self, source: Source) -> Formatted:
        return formatted(source, self._mentioned)

    def new_album(self) -> str:
        """Give the `media_group_id` of a new album."""
        self._albums += 1
        return str(13_000_000_000_000_000 + self._albums)

    async def close(self) -> None:
        """End what waits, so that the server can stop; call it from `app.on_shutdown`."""
        self.updates.close()
        self.events.close()
        await self.webhook.delete()

    def _trouble_changed(self, state: dict[str, bool]) -> None:
        self.events.publish("trouble", state)

    def _tell(self, chat: int, name: str, content: object) -> None:
        self.events.publish(name, content, chat)

    def _mentioned(self, identifier: int) -> Mapping[str, object] | None:
        person = self.chats.person(identifier)
        return person.as_json() if person is not None else None

    def _commands_changed(self) -> None:
        """Tell each page its own list, as Telegram's client reads it anew."""
        for person in PEOPLE:
            chat = self.chats.find(person.id)
            assert chat is not None, "everybody has a chat with the bot"
            shown = [command.as_json() for command in self.profile.commands_shown(chat, person)]
            self._tell(person.id, "commands", shown)
