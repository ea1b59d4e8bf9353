"""Whatever happens, in whatever order, the laws of the talk hold."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from conversations.advance import SENDS, advance, resume
from conversations.conversation import (
    MOST_ASIDE,
    Asking,
    Conversation,
    InDoubt,
    News,
    Recap,
    Sending,
    Submission,
    begin,
)
from conversations.deeds import Deed
from conversations.draft import Draft
from conversations.effects import Do, Fetch, Show, Submit, Tell, Toast, Transition
from conversations.events import (
    Accepted,
    Commanded,
    Did,
    Edited,
    Event,
    Fetched,
    Pressed,
    Refused,
    Told,
    Unconfirmed,
    Unreachable,
)
from conversations.flow import BY_NAME, applicable, next_question
from conversations.look import look
from conversations.needs import Found, Need, RecordPage
from conversations.screen import Screen
from conversations.step import Attached, Wrote
from conversations.words import LANGUAGES, Language
from conversations.workspace import Campaign, CampaignId, Reference
from storage.codec import decode, encode
from tests.conversations import holding, possible
from tests.conversations.documented import satisfies_the_documentation
from tests.conversations.holding import drafts, is_by_hand, keeps_drafts, keeps_its_meaning, may_be_sent, sent_from
from tests.conversations.walk import fits


class Talk(RuleBasedStateMachine):
    """One operator, a world that answers late, never, twice or wrongly, and a process that is killed at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = possible.NOW
        self.conversation = begin("operator", "fr", "Europe/Paris")
        self.asked: list[Need] = []
        self.begun: list[Deed] = []
        self.sent: list[Submission] = []
        self.confirmations = 0
        self.told: set[News] = set()
        self.at_turn: dict[int, Conversation] = {}

    @initialize(
        language=st.sampled_from(LANGUAGES),
        waiting=st.sampled_from((0, 0, MOST_ASIDE - 1, MOST_ASIDE)),
        hosts=st.booleans(),
    )
    def starts(self, language: Language, waiting: int, *, hosts: bool) -> None:
        aside = tuple(Draft(Reference(f"{at:05}"), possible.NOW, possible.BEGUN) for at in range(waiting))
        self.conversation = replace(self.conversation, language=language, aside=aside, hosts=hosts)
        self.happens(Commanded("start"))

    @rule(at=st.integers(0, 40))
    def presses(self, at: int) -> None:
        offered = self.conversation.offered
        if offered:
            self.happens(Pressed(self.conversation.turn, offered[at % len(offered)]))

    @rule(older=st.integers(1, 3), at=st.integers(0, 40))
    def presses_an_old_screen(self, older: int, at: int) -> None:
        choices = (*self.conversation.offered, *possible.FORGED)
        oldest = self.conversation.since - self.conversation.redrawn
        self.is_refused(Pressed(oldest - older, choices[at % len(choices)]))

    @precondition(lambda self: self.conversation.redrawn)
    @rule(back=st.integers(0, 9), at=st.integers(0, 40))
    def presses_what_was_there_before_a_check_warned(self, back: int, at: int) -> None:
        """Whatever does not send is done; what sends must be read again first."""
        since, offered = self.conversation.since, self.conversation.offered
        turn, choice = max(since - self.conversation.redrawn, since - 1 - back), offered[at % len(offered)]
        (self.is_refused if choice in SENDS else self.happens)(Pressed(turn, choice))

    @rule(back=st.integers(0, 9), at=st.integers(0, 40))
    def presses_what_was_there_before_a_check_went_well(self, back: int, at: int) -> None:
        offered = self.conversation.offered
        if offered:
            turn = max(self.conversation.since, self.conversation.turn - back)
            self.happens(Pressed(turn, offered[at % len(offered)]))

    @rule(choice=st.sampled_from(possible.FORGED))
    def forges(self, choice: str) -> None:
        if choice not in self.conversation.offered:
            self.is_refused(Pressed(self.conversation.turn, choice))

    @rule(text=st.sampled_from(possible.TYPED) | st.text(max_size=20))
    def types(self, text: str) -> None:
        self.happens(Wrote(text))

    @rule(name=st.sampled_from(possible.COMMANDS))
    def commands(self, name: str) -> None:
        self.happens(Commanded(name))

    @rule(sent=st.sampled_from(possible.SENT), album=st.sampled_from((None, "album")))
    def attaches(self, sent: Attached, album: str | None) -> None:
        self.happens(replace(sent, album=album))

    @rule()
    def edits(self) -> None:
        self.happens(Edited())

    @precondition(lambda self: bool(self.asked))
    @rule(late=st.integers(0, 5), which=st.integers(0, 3), fails=st.sampled_from((False, False, False, True)))
    def is_answered(self, late: int, which: int, *, fails: bool) -> None:
        need = self.asked[-1 - late % len(self.asked)]
        found = possible.NOTHING if fails else possible.FINDINGS.get(type(need), (RecordPage(()),))
        self.happens(Fetched((Found(need, found[which % len(found)]),)))

    @precondition(lambda self: bool(self.begun))
    @rule(late=st.integers(0, 2), which=st.integers(0, 5))
    def is_done(self, late: int, which: int) -> None:
        deed = self.begun[-1 - late % len(self.begun)]
        results = (*possible.RESULTS[type(deed)], *possible.NOT_DONE)
        self.happens(Did(deed, results[which % len(results)]))

    @rule(picks=st.lists(st.integers(0, 23), min_size=4, max_size=20))
    def goes_on(self, picks: list[int]) -> None:
        """Answer the open questions as an operator who means to finish would."""
        for pick in picks:
            stage, offered = self.conversation.stage, self.conversation.offered
            answers = [choice for choice in offered if choice not in possible.LEAVING]
            match stage:
                case _ if (need := next(iter(self.conversation.fetching), None)) is not None:
                    found = possible.FINDINGS.get(type(need), (RecordPage(()),))
                    self.happens(Fetched((Found(need, found[pick // 8 % len(found)]),)))
                case Asking(step) if step in possible.ANSWERS and (pick % 4 or not answers):
                    self.happens(Wrote(possible.ANSWERS[step]))
                case Asking() if answers:
                    self.happens(Pressed(self.conversation.turn, answers[pick % len(answers)]))
                case Recap():
                    return
                case _:
                    self.happens(
                        Commanded("new") if "resume" not in offered else Pressed(self.conversation.turn, "resume")
                    )

    @precondition(lambda self: "send" in self.conversation.offered)
    @rule()
    def sends(self) -> None:
        self.happens(Pressed(self.conversation.turn, "send"))

    @precondition(lambda self: bool(self.sent))
    @rule(which=st.integers(0, 9), outcome=st.integers(0, 23))
    def is_settled_late(self, which: int, outcome: int) -> None:
        self.is_settled(self.sent[-1 - which % len(self.sent)], outcome)

    def is_settled(self, sent: Submission, outcome: int) -> None:
        reference = sent.reference
        campaign = Campaign(
            CampaignId(f"{possible.UUID}7"), sent.name, "scheduled", sent.schedule, "none", possible.WARNED
        )
        match outcome % 4:
            case 0:
                self.happens(Accepted(reference, sent.attempt, campaign))
            case 1:
                self.happens(Unreachable(reference, sent.attempt))
            case 2:
                self.happens(Unconfirmed(reference, sent.attempt))
            case _:
                code = possible.CODES[outcome % len(possible.CODES)]
                field = possible.FIELDS[outcome // 4 % len(possible.FIELDS)]
                self.happens(Refused(reference, sent.attempt, code, field))

    @precondition(lambda self: bool(self.conversation.news))
    @rule()
    def is_told(self) -> None:
        news = self.conversation.news[0]
        self.happens(Told(news))
        self.told.add(news)

    @rule(minutes=st.sampled_from((1, 20, 600, 3000)))
    def waits(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def restarts(self) -> None:
        """A doubt that nobody has settled is brought up again."""
        before, transition = self.conversation, resume(self.conversation, self.now)
        assert resume(before, self.now) == transition
        assert not any(holding.reaches_msgflash(effect) for effect in transition.effects)
        self.told -= {InDoubt(one.reference, one.name) for one in before.submissions if one.state == "unknown"}
        self.goes_to(before, transition, by_hand=False)

    def happens(self, event: Event) -> None:
        before, transition = self.conversation, advance(self.conversation, event, self.now)
        assert advance(before, event, self.now) == transition
        confirmed = may_be_sent(before, event)
        self.confirmations += confirmed
        submits = [effect for effect in transition.effects if isinstance(effect, Submit)]
        assert len(submits) <= confirmed
        lost = {draft.reference for draft in drafts(before) if len(draft.answers) > 1} - {
            draft.reference for draft in drafts(transition.conversation)
        }
        settles = isinstance(event, Accepted) or (isinstance(event, Pressed) and event.choice in {"drop", "there"})
        assert len(lost) <= settles
        self.goes_to(before, transition, by_hand=is_by_hand(event))

    def is_refused(self, press: Pressed) -> None:
        transition = advance(self.conversation, press, self.now)
        assert transition.conversation == self.conversation
        assert [type(effect) for effect in transition.effects] == [Toast]
        assert transition.effects != (Toast(),)

    def goes_to(self, before: Conversation, transition: Transition, *, by_hand: bool) -> None:
        after = self.conversation = transition.conversation
        assert decode(encode(after)) == after
        shown = [effect.screen for effect in transition.effects if isinstance(effect, Show)]
        if shown:
            self.is_shown(before, shown)
        else:
            assert look(after, self.now) == look(before, self.now)
            assert after.turn == before.turn
        for effect in transition.effects:
            match effect:
                case Fetch(need):
                    self.asked.append(need)
                case Do(deed):
                    self.begun.append(deed)
                case Submit(submission):
                    self.leaves(submission)
                case Tell(news, screen):
                    assert news not in self.told
                    fits(screen, after.turn)
                case _:
                    pass
        keeps_drafts(before, after, by_hand=by_hand)
        self.stands()

    def is_shown(self, before: Conversation, shown: list[Screen]) -> None:
        after = self.conversation
        assert shown == [look(after, self.now)]
        assert after.turn == before.turn + (after != before)
        assert after.offered == shown[0].choices()
        fits(shown[0], after.turn)
        assert shown[0].choices() or isinstance(after.stage, Sending)
        self.at_turn[after.turn] = after
        for turn in range(after.since, after.turn):
            keeps_its_meaning(self.at_turn[turn], after, self.now)
        for turn in range(after.since - after.redrawn, after.since):
            assert (self.at_turn[turn].stage, self.at_turn[turn].draft) == (after.stage, after.draft)

    def leaves(self, submission: Submission) -> None:
        satisfies_the_documentation(possible.request_of(submission), self.now)
        assert (submission.reference, submission.attempt) not in {(sent.reference, sent.attempt) for sent in self.sent}
        self.sent.append(submission)
        self.told.discard(InDoubt(submission.reference, submission.name))
        assert len(self.sent) <= self.confirmations

    def stands(self) -> None:
        """What can be said of the place, and what sending from here would do: the core is pure, so it can be tried."""
        conversation, draft = self.conversation, self.conversation.draft
        match conversation.stage:
            case Asking(name):
                assert draft is not None
                assert BY_NAME[name] in applicable(draft)
            case Recap():
                assert draft is not None
                open_question = next_question(draft, self.now)
                assert open_question is None or open_question[1] is not None
                bodies = sent_from(conversation, self.now)
                assert len(bodies) == (open_question is None)
                for submission in bodies:
                    satisfies_the_documentation(possible.request_of(submission), self.now)
            case _:
                pass


def test_the_laws_hold_for_any_sequence_of_events() -> None:
    run_state_machine_as_test(
        Talk,
        settings=settings(
            max_examples=100,
            stateful_step_count=40,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
