"""Who talks in the demo: the bot, two operators, a stranger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A user of Telegram, human or bot."""

    id: int
    first_name: str
    last_name: str = ""
    language_code: str = ""
    username: str = ""
    is_bot: bool = False
    is_stranger: bool = False

    def as_json(self) -> dict[str, object]:
        """Write Telegram's `User`."""
        person: dict[str, object] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        more = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return person | {name: value for name, value in more.items() if value}

    def as_chat(self) -> dict[str, object]:
        """Write the `Chat` one has with this person."""
        kept = {name: value for name, value in self.as_json().items() if name not in {"is_bot", "language_code"}}
        return kept | {"type": "private"}


BOT = Person(7_000_000_001, "Campagnes", username="campaign_demo_bot", is_bot=True)
AWA = Person(1001, "Awa", "Doe", "fr")
SAM = Person(1002, "Sam", "Hill", "en")
ZOE = Person(1003, "Zoé", "Martin", "fr", is_stranger=True)

PEOPLE = (AWA, SAM, ZOE)

GROUP = -1_002_000_000_001
"""The one group of the demo, with everybody in it."""
