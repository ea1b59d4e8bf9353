"""An operator walking through the pure core: types, presses, sees."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.render import plain, render, say
from conversations.advance import advance, resume
from conversations.conversation import Conversation, Submission, begin
from conversations.effects import Effect, Fetch, Show, Submit, Toast, Transition
from conversations.events import Commanded, Event, Fetched, Pressed
from conversations.needs import (
    ContactTotal,
    Finding,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    Need,
    Nothing,
    Preview,
    Rendering,
    TemplatePage,
    Templates,
    Total,
)
from conversations.screen import Button, Screen
from conversations.step import Attached, Wrote
from conversations.words import Language
from conversations.workspace import Group, GroupId, Instance, InstanceId, Template, TemplateId

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
SHOP = Instance(InstanceId("6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11"), "Boutique", "+22990000001", "connected")
OLD = Instance(InstanceId("6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b12"), "Ancien", None, "disconnected")
VIPS = Group(GroupId("c7f5a3ce-55d0-4c39-9b41-5a5d4b1c7a02"), "VIPs", 42)
NOBODY = Group(GroupId("c7f5a3ce-55d0-4c39-9b41-5a5d4b1c7a03"), "Vide", 0)
BASKET = Template(
    TemplateId("0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d55"),
    "Basket",
    "text",
    "Hello {{contact.firstName}}, {{custom.code}} until {{custom.day}}",
    ("code", "day"),
)
HELLO = Template(TemplateId("0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d56"), "Hello", "text", "Hello!", ())


def world() -> dict[type, Finding]:
    return {
        Instances: InstanceList((OLD, SHOP)),
        ContactTotal: Total(240),
        Groups: GroupPage((VIPS, NOBODY)),
        Templates: TemplatePage((BASKET, HELLO)),
        Preview: Rendering("Hello Awa, SPRING until Sunday"),
    }


@dataclass
class Walk:
    """One operator; what the bot asks of MsgFlash is answered from `findings`, unless `waits` holds it back."""

    language: Language = "en"
    now: datetime = NOW
    findings: dict[type, Finding] = field(default_factory=world)
    waits: bool = False
    conversation: Conversation = field(init=False)
    screen: Screen = field(init=False)
    effects: list[Effect] = field(default_factory=list)
    submitted: list[Submission] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.conversation = begin("operator 1", self.language, "Europe/Paris")
        self.gives(Commanded("start"))

    def gives(self, event: Event) -> Transition:
        return self._take(advance(self.conversation, event, self.now))

    def restarts(self) -> Transition:
        return self._take(resume(self.conversation, self.now))

    def types(self, text: str) -> Transition:
        return self.gives(Commanded(text[1:]) if text.startswith("/") else Wrote(text))

    def sends(self, kind: str, album: str | None = None) -> Transition:
        return self.gives(Attached(kind, album))

    def presses(self, label: str) -> Transition:
        return self.gives(Pressed(self.conversation.turn, self.button(label).choice))

    def button(self, label: str) -> Button:
        found = [key for row in self.screen.keys for key in row if isinstance(key, Button)]
        matching = [key for key in found if label in say(key.label, self.conversation.language)]
        assert matching, f"{label!r} is not among {[say(key.label, self.conversation.language) for key in found]}"
        return matching[0]

    def labels(self) -> list[str]:
        return [say(key.label, self.conversation.language) for row in self.screen.keys for key in row]

    def reads(self) -> str:
        language = self.conversation.language
        return plain(render(self.screen, language, self.conversation.turn).html)

    def sees(self, *texts: str) -> None:
        read = self.reads()
        for text in texts:
            assert text in read, f"{text!r} is not in:\n{read}"

    def toast(self) -> str | None:
        said = next(effect.said for effect in reversed(self.effects) if isinstance(effect, Toast))
        return None if said is None else say(said, self.conversation.language)

    def passes(self, **elapsed: float) -> None:
        self.now += timedelta(**elapsed)

    def answers(self, need: Need, finding: Finding | None = None) -> Transition:
        return self.gives(Fetched(need, finding or self.findings.get(type(need), Nothing())))

    def reaches_recap(self) -> None:
        """Answer everything: a text to a tag, tomorrow at nine."""
        self.types("/new")
        self.presses("tags")
        self.types("vip")
        self.presses("Tomorrow 09:00" if self.language == "en" else "Demain 09:00")
        self.presses("Once" if self.language == "en" else "fois")
        self.types("Hello")

    def _take(self, transition: Transition) -> Transition:
        self.conversation = transition.conversation
        self.effects.extend(transition.effects)
        for effect in transition.effects:
            match effect:
                case Show(screen):
                    self.screen = screen
                case Submit(submission):
                    self.submitted.append(submission)
                case Fetch(need) if not self.waits:
                    self.answers(need)
                case _:
                    pass
        return transition


@pytest.fixture
def walk() -> Walk:
    return Walk()


@pytest.fixture
def walks() -> Callable[..., Walk]:
    return Walk
