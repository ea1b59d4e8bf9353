"""An operator walking through the pure core: types, presses, sees."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.render import plain, render, say
from conversations.advance import advance, resume
from conversations.conversation import Conversation, Stage, Submission, begin
from conversations.deeds import Deed, Result
from conversations.draft import Draft
from conversations.effects import Do, Effect, Fetch, Follow, Keep, Show, Submit, Tell, Toast, Transition
from conversations.events import (
    Accepted,
    Commanded,
    Did,
    Event,
    Fetched,
    Pressed,
    Refused,
    Told,
    Unconfirmed,
    Unreachable,
)
from conversations.files import FileOf, Hosted, Kept, LinkOf, Reached
from conversations.needs import (
    CampaignState,
    ContactTotal,
    Finding,
    Found,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    Need,
    Nothing,
    Phone,
    PhoneOf,
    Preview,
    Rendering,
    State,
    TemplateMatches,
    TemplatePage,
    Templates,
    TemplatesLike,
    Total,
)
from conversations.screen import Button, Screen
from conversations.step import Attached, Wrote
from conversations.words import Language
from conversations.workspace import (
    Campaign,
    CampaignId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Record,
    Template,
    TemplateId,
)
from tests.conversations.fine import FINE
from tests.conversations.fitting import fits as fits  # noqa: PLC0414 - also part of what a walk gives
from tests.conversations.kept import found_among
from tests.conversations.people import PEOPLE

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
SHOP = Instance(InstanceId("6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11"), "Boutique", "+33639980001", "connected")
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
POSTER = Kept("0" * 64, "poster.jpg", "image/jpeg", 1_234_567, NOW + timedelta(days=30))


def world() -> dict[type, Finding]:
    return {
        Instances: InstanceList((OLD, SHOP)),
        ContactTotal: Total(240),
        Groups: GroupPage((VIPS, NOBODY)),
        Templates: TemplatePage((BASKET, HELLO)),
        Preview: Rendering("Hello Awa, SPRING until Sunday"),
        LinkOf: Reached(),
        TemplatesLike: TemplateMatches((BASKET,), 2, whole=True),
        PhoneOf: Phone("+33612345678"),
        FileOf: Hosted("https://bot.example.com/media/a/0/b.jpg", POSTER),
        **PEOPLE,
        **FINE,
        State: CampaignState(Campaign(CampaignId("9a0c1c52"), "Spring", "running", NOW, "none")),
    }


# What each kind of audience and of content is answered with: a choice is pressed, the rest typed.
AUDIENCES: dict[str, tuple[str, ...]] = {
    "all": ("!all",),
    "tags": ("!tags", "client, vip"),
    "group": ("!group", f"!id:{VIPS.id}"),
    "explicit": ("!explicit", "!pick:0", "!continue"),
}
CONTENTS: dict[str, tuple[str, ...]] = {
    "text": ("!text", "Hello"),
    "template": ("!template", f"!id:{BASKET.id}", "SPRING", "Sunday"),
    "image": ("!image", "https://cdn.example.com/poster.jpg", "Look"),
    "video": ("!video", "https://cdn.example.com/film.mp4", "!without"),
    "document": ("!document", "https://cdn.example.com/list.pdf", "The list"),
    "audio": ("!audio", "https://cdn.example.com/song.mp3"),
    "voice_note": ("!voice_note", "https://cdn.example.com/voice.ogg"),
    "buttons": ("!buttons", "Well?", "One tap is enough.", "!without", "Good\nBad"),
}


@dataclass
class Walk:
    """One operator; what the bot asks of MsgFlash is answered from `findings`, unless `waits` holds it back."""

    language: Language = "en"
    now: datetime = NOW
    findings: dict[type, Finding] = field(default_factory=world)
    waits: bool = False
    hosts: bool = False
    conversation: Conversation = field(init=False)
    screen: Screen = field(init=False)
    effects: list[Effect] = field(default_factory=list)
    submitted: list[Submission] = field(default_factory=list)
    told: list[Tell] = field(default_factory=list)
    kept: list[Record] = field(default_factory=list)
    followed: list[Follow] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.conversation = begin("operator 1", self.language, "Europe/Paris", hosts=self.hosts)
        self.gives(Commanded("start"))

    def gives(self, event: Event) -> Transition:
        return self._take(advance(self.conversation, event, self.now))

    def restarts(self) -> Transition:
        return self._take(resume(self.conversation, self.now))

    def types(self, text: str) -> Transition:
        return self.gives(Commanded(text[1:]) if text.startswith("/") else Wrote(text))

    def sends(self, kind: str, album: str | None = None) -> Transition:
        return self.gives(Attached(kind, album))

    def does(self, *results: Result) -> None:
        """Let what is being done come to this, one deed after the other."""
        for result in results:
            assert self.conversation.doing is not None
            self.gives(Did(self.conversation.doing, result))

    def presses(self, label: str) -> Transition:
        return self.gives(Pressed(self.conversation.turn, self.button(label).choice))

    def chooses(self, *choices: str) -> None:
        """Press keys by what they mean, whatever they are called in the language of the walk."""
        for choice in choices:
            assert choice in self.choices(), f"{choice!r} is not among {self.choices()}"
            self.gives(Pressed(self.conversation.turn, choice))

    def replies(self, *replies: str) -> None:
        """Press what starts with an exclamation mark, type the rest."""
        for reply in replies:
            if reply.startswith("!"):
                self.chooses(reply[1:])
            else:
                self.types(reply)

    def changes(self, step: str, *replies: str) -> None:
        """From the recap, open one question alone, and answer it."""
        self.chooses("change", f"edit:{step}")
        self.replies(*replies)

    def draft(self) -> Draft:
        assert self.conversation.draft is not None
        return self.conversation.draft

    def stage(self) -> Stage:
        return self.conversation.stage

    def choices(self) -> tuple[str, ...]:
        return self.screen.choices()

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
        return self.gives(Fetched((Found(need, finding or self.findings.get(type(need), Nothing())),)))

    def reaches_recap(self) -> None:
        """Answer everything: a text to a tag, tomorrow at nine."""
        self.types("/new")
        self.presses("tags")
        self.types("vip")
        self.presses("Tomorrow 09:00" if self.language == "en" else "Demain 09:00")
        self.presses("Once" if self.language == "en" else "fois")
        self.types("Hello")

    def completes(self, to: str = "tags", sending: str = "text") -> None:
        """Answer everything, for one kind of audience and one of content."""
        self.types("/new")
        self.replies(*AUDIENCES[to])
        self.replies("15/04/2026 11:00", "!none", *CONTENTS[sending])

    def confirms(self) -> Submission:
        """Send from the recap, with the second gesture where one is asked."""
        self.chooses(*("sure",) if "sure" in self.choices() else ())
        self.chooses("send")
        return self.submitted[-1]

    def accepts(self, campaign: Campaign | None = None) -> Transition:
        last = self.submitted[-1]
        created = Campaign(CampaignId("9a0c1c52"), last.name, "scheduled", last.schedule, "none")
        return self.gives(Accepted(last.reference, last.attempt, campaign or created))

    def refuses(self, code: str, field: str | None = None) -> Transition:
        return self.gives(Refused(self.submitted[-1].reference, self.submitted[-1].attempt, code, field))

    def cannot_reach(self) -> Transition:
        return self.gives(Unreachable(self.submitted[-1].reference, self.submitted[-1].attempt))

    def loses_sight(self) -> Transition:
        return self.gives(Unconfirmed(self.submitted[-1].reference, self.submitted[-1].attempt))

    def hears_news(self) -> list[str]:
        """Tell the bot that its news arrived, and return how they read."""
        owed, language = self.conversation.news, self.conversation.language
        read = [plain(render(tell.screen, language, 0).html) for tell in self.told if tell.news in owed]
        for news in owed:
            self.gives(Told(news))
        return read

    def finishes(self) -> None:
        """Show that nothing is stuck: from here, the campaign is sent and created."""
        before = len(self.submitted)
        self.confirms()
        self.accepts()
        self.sees("Campaign created" if self.conversation.language == "en" else "Campagne créée")
        assert len(self.submitted) == before + 1

    def _take(self, transition: Transition) -> Transition:
        self.conversation = transition.conversation
        self.effects.extend(transition.effects)
        for effect in transition.effects:
            match effect:
                case Show(screen):
                    self.screen = screen
                    fits(screen, transition.conversation.turn)
                case Tell():
                    self.told.append(effect)
                    fits(effect.screen, transition.conversation.turn)
                case Submit(submission):
                    self.submitted.append(submission)
                case Keep(record):
                    self.kept.insert(0, record)
                case Follow():
                    self.followed.append(effect)
                case Do(deed):
                    self.deeds.append(deed)
                case Fetch(need) if not self.waits:
                    self.answers(need, found_among(need, self.kept, self.followed))
                case _:
                    pass
        return transition
