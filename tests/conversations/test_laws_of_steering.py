"""The laws of the talk hold too while campaigns are paused, go on, are stopped and copied."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from conversations.advance import advance
from conversations.conversation import OwnNumber
from conversations.deeds import Declined, Deed, Each, LetGo, Missed, Pause, PauseAll, Resume, SendTest, Steered, Unsure
from conversations.draft import Draft
from conversations.effects import Do
from conversations.events import Did, Event, Fetched, Pressed
from conversations.needs import (
    AnswersOf,
    Finding,
    Found,
    KeptAnswers,
    KnownCampaigns,
    Nothing,
    RecordOf,
    RecordPage,
    Underway,
)
from conversations.workspace import Campaign, CampaignId, Record, Reference, Safety
from tests.conversations.possible import BEGUN, NOW
from tests.conversations.test_laws import Talk

MARK = Reference("AAAAA")
CAMPAIGN = Campaign(CampaignId("9a0c1c52"), "Spring", "running", NOW, "none", Safety(decision="odd"), (("sent", 1),))
RECORD = Record(MARK, CAMPAIGN.id, "Spring", NOW, NOW)
KEPT: dict[type, tuple[Finding, ...]] = {
    RecordOf: (RecordPage((RECORD,)), Nothing("NOT_FOUND")),
    AnswersOf: (KeptAnswers(Draft(MARK, NOW, BEGUN)), Nothing("NOT_FOUND")),
    Underway: (KnownCampaigns(((RECORD, CAMPAIGN),)), KnownCampaigns(())),
}
RESULTS = (
    Steered(CAMPAIGN),
    LetGo(),
    Declined("BAD_REQUEST"),
    Declined("BAD_REQUEST", "scheduled"),
    Declined("NOT_FOUND"),
    Missed(),
    Unsure(),
)
KEYS = ("/pause", "/resume", "/again", "/copy", "/stop", "/refresh", "/end")


class Steering(Talk):
    """Deeds are asked for once each, whatever their results, and in whatever order those come."""

    def __init__(self) -> None:
        super().__init__()
        self.deeds: list[Deed] = []

    @rule(key=st.sampled_from(KEYS), mark=st.sampled_from((MARK, "ZZZZZ")))
    def presses_a_key_that_stays(self, key: str, mark: str) -> None:
        self.happens(Pressed(None, f"{key} {mark}"))

    @precondition(lambda self: any(type(need) in KEPT for need in self.conversation.fetching))
    @rule(which=st.integers(0, 1))
    def finds_what_the_bot_keeps(self, which: int) -> None:
        need = next(need for need in self.conversation.fetching if type(need) in KEPT)
        self.happens(Fetched((Found(need, KEPT[type(need)][which]),)))

    @precondition(lambda self: "yes" in self.conversation.offered)
    @rule()
    def confirms(self) -> None:
        self.happens(Pressed(self.conversation.turn, "yes"))

    @precondition(lambda self: bool(self.deeds))
    @rule(late=st.integers(0, 3), which=st.integers(0, 5))
    def is_done(self, late: int, which: int) -> None:
        deed = self.deeds[-1 - late % len(self.deeds)]
        results = Each(tuple(RESULTS[0] for _ in deed.campaigns)) if isinstance(deed, PauseAll) else RESULTS[which]
        self.happens(Did(deed, results))

    def happens(self, event: Event) -> None:
        """A deed leaves only when somebody has pressed for it, one at a time; everything is stopped beside any other,

        but for a pause or a resume: what is asked of a campaign arrives in the order it was asked for.
        """
        before, transition = self.conversation, advance(self.conversation, event, self.now)
        begun = [effect.deed for effect in transition.effects if isinstance(effect, Do)]
        doing = [deed for deed in begun if not isinstance(deed, PauseAll)]
        # A test leaves once it is known which number was typed.
        typed = isinstance(event, Fetched) and isinstance(before.stage, OwnNumber)
        assert len(doing) <= isinstance(event, Pressed) or (typed and [type(deed) for deed in doing] == [SendTest])
        assert not doing or before.doing is None
        assert not any(isinstance(deed, Pause | Resume) for deed in doing) or before.stopping is None
        assert all(isinstance(event, Pressed) and event.choice == "yes" for deed in doing if isinstance(deed, Resume))
        after = transition.conversation
        steered = isinstance(after.doing, Pause | Resume)
        assert not (steered and len(begun) > len(doing))
        assert len(begun) - len(doing) <= isinstance(event, Pressed | Did)
        self.deeds += begun
        assert after.stopping is None or steered or after.stopping in self.deeds
        super().happens(event)


def test_the_laws_hold_while_campaigns_are_steered() -> None:
    run_state_machine_as_test(
        Steering,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
