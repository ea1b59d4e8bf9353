"""What MsgFlash answered to a campaign: its verdict, whole, and whatever is missing or unknown shown as it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.airlock import Airlock
from conversations.conversation import Home, Receipt
from conversations.flow import audience_size
from conversations.look import look
from conversations.screen import Copy
from conversations.stages.home import NOT_SENT
from conversations.words import LANGUAGES, Language
from conversations.workspace import Campaign, CampaignId, Safety
from tests.conversations.walk import Walk

WARNED = Safety(
    decision="warn",
    risk="medium",
    score=56,
    state="warming",
    reasons=("Many cold contacts", "The number is young"),
    recommendations=("Send to fewer people", "Wait a week"),
    max_recipients=100,
    max_cold_ratio=0.4,
    total_recipients=120,
    cold_ratio=0.625,
)
ALLOWED = Safety("allow", "low", 72.5, "stable", (), (), 500, 0.4, 42, 0.1)


def created(walk: Walk, safety: Safety | None = None, **otherwise: object) -> None:
    walk.completes()
    submission = walk.confirms()
    campaign = Campaign(CampaignId("9a0c1c52"), submission.name, "scheduled", submission.schedule, "none", safety)
    walk.accepts(replace(campaign, **otherwise))  # type: ignore[arg-type]  # a test names fields of Campaign


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_verdict_is_shown(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    created(walk, WARNED)
    said = {
        "en": ("caution", "medium", "warming up", "56", "120 / 100 at most ⚠", "62.5% / 40% at most ⚠"),
        "fr": ("à surveiller", "moyen", "en chauffe", "56", "120 / 100 au plus ⚠", "62,5 % / 40 % au plus ⚠"),
    }[language]

    walk.sees(*said, *WARNED.reasons, *WARNED.recommendations, walk.submitted[0].name)
    assert walk.screen.kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_within_the_limits_bears_no_warning(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    created(walk, ALLOWED)
    said = {
        "en": ("nothing to report", "low", "stable", "72.5", "42 / 500 at most", "10% / 40% at most"),
        "fr": ("rien à signaler", "faible", "stable", "72,5", "42 / 500 au plus", "10 % / 40 % au plus"),
    }[language]

    walk.sees(*said)
    assert "⚠" not in walk.reads()


def test_a_limit_that_is_just_reached_bears_no_warning(walk: Walk) -> None:
    created(walk, replace(ALLOWED, max_recipients=42, cold_ratio=0.4))

    assert "⚠" not in walk.reads()


@pytest.mark.parametrize(
    ("safety", "texts"),
    [
        (None, ("gave no verdict on the risk",)),
        (Safety(), ("Campaign created",)),
        (Safety(decision="block", risk="extreme", state="frozen"), ("block", "extreme", "frozen")),
        (Safety(decision="", risk="<b>", state="{x}"), ("<b>", "{x}")),
        (Safety(score=-1), ("-1",)),
        (Safety(score=0), ("Score: 0",)),
        (Safety(total_recipients=3), ("Size: 3",)),
        (Safety(total_recipients=0, max_recipients=0), ("0 / 0 at most",)),
        (Safety(max_recipients=100), ("100 at most advised",)),
        (Safety(cold_ratio=0.5), ("50%",)),
        (Safety(max_cold_ratio=0.4), ("40% at most advised",)),
        (Safety(cold_ratio=1.5, max_cold_ratio=-0.5), ("150% / -50% at most ⚠",)),
        (Safety(reasons=("مرحبا 😀 <b>&",)), ("مرحبا 😀 <b>&",)),
    ],
)
def test_missing_and_unknown_parts_break_nothing(walk: Walk, safety: Safety | None, texts: tuple[str, ...]) -> None:
    created(walk, safety)

    walk.sees("Campaign created", *texts)


@pytest.mark.parametrize("length", [100, 200])
def test_however_many_reasons_there_are_the_receipt_is_shown(walk: Walk, length: int) -> None:
    created(walk, replace(WARNED, reasons=tuple(f"{at} " + "x" * length for at in range(5000 // length))))

    walk.sees("Campaign created", "0 xxx", "… +", *WARNED.recommendations)


@pytest.mark.parametrize("score", [float("inf"), float("-inf"), float("nan"), 1e20, 1e300])
def test_a_score_that_is_no_score_breaks_nothing(walk: Walk, score: float) -> None:
    created(walk, Safety(score=score, cold_ratio=score, max_cold_ratio=score))

    walk.sees("Campaign created")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Number: Boutique", "Tags: client, vip", "then every week", "Message: Hello")),
        (
            "fr",
            ("Numéro\u00a0: Boutique", "Étiquettes\u00a0: client, vip", "puis chaque semaine", "Message\u00a0: Hello"),
        ),
    ],
)
def test_the_receipt_names_who_receives_what_and_how_often(
    walks: Callable[..., Walk], language: Language, said: tuple[str, ...]
) -> None:
    walk = walks(language)
    walk.completes()
    walk.changes("repeat", "!weekly")
    submission = walk.confirms()
    walk.accepts(Campaign(CampaignId("9"), submission.name, "scheduled", submission.schedule, "weekly"))

    walk.sees(*said)


def test_a_repetition_that_is_not_known_is_shown_as_it_is(walk: Walk) -> None:
    created(walk, repeat="monthly")

    walk.sees("(monthly)")


def test_time_makes_no_receipt_untrue(walk: Walk) -> None:
    created(walk, ALLOWED)
    before = walk.reads()
    walk.now += timedelta(hours=23)

    assert look(walk.conversation, walk.now).settled == walk.screen.settled
    assert "scheduled" not in before
    assert "in 24 hours" not in before


def test_what_is_to_be_decided_stands_by_the_keys(walk: Walk) -> None:
    created(walk, WARNED)

    assert walk.reads().splitlines()[-1].startswith("⚠ MsgFlash advises caution: you decide")


def test_the_date_that_the_server_stored_is_shown_and_a_difference_is_warned_of(walk: Walk) -> None:
    walk.completes()
    submission = walk.confirms()
    later = submission.schedule + timedelta(hours=1)
    walk.accepts(Campaign(CampaignId("9"), submission.name, "scheduled", later, "none"))

    walk.sees("MsgFlash has stored Wed 15 Apr 2026, 12:00 (Paris), not Wed 15 Apr 2026, 11:00 (Paris)")


def test_a_date_that_was_not_given_back_is_said_so(walk: Walk) -> None:
    created(walk, schedule=None)

    walk.sees("MsgFlash did not give the date back")


def test_an_unknown_status_is_shown_as_it_is(walk: Walk) -> None:
    created(walk, status="brewing")

    walk.sees("Status: brewing")


def test_the_id_can_be_copied(walk: Walk) -> None:
    created(walk)

    assert [key.text for row in walk.screen.keys for key in row if isinstance(key, Copy)] == ["9a0c1c52"]


def test_the_receipt_tells_a_text_that_it_was_sent_to_nobody(walk: Walk) -> None:
    created(walk)
    walk.types("Thanks!")

    assert walk.conversation.problem == NOT_SENT()


@pytest.mark.parametrize("choice", ["/new", "/campaigns"])
def test_the_receipt_leads_on(walk: Walk, choice: str) -> None:
    created(walk)
    assert isinstance(walk.stage(), Receipt)
    walk.chooses(choice)

    assert not isinstance(walk.stage(), Receipt | Home)


@pytest.mark.parametrize(
    ("airlock", "safety", "promise"),
    [
        (Airlock(here=True), replace(WARNED, total_recipients=0), "Pause it"),
        (Airlock(here=True), WARNED, "I pause it first"),
        (Airlock(), WARNED, "I pause it first"),
    ],
)
def test_news_of_a_creation_promises_no_key_that_it_has_not(
    walk: Walk, airlock: Airlock, safety: Safety, promise: str
) -> None:
    walk.completes()
    submission = walk.confirms()
    walk.types("/help")
    walk.conversation = replace(walk.conversation, airlock=airlock)
    at = submission.schedule
    walk.accepts(Campaign(CampaignId("9a0c1c52"), submission.name, "scheduled", at, "none", safety))
    (news,) = walk.hears_news()

    assert "Campaign created" in news
    assert promise not in news


def test_the_receipt_told_as_news_can_be_held_and_its_key_stays_good(walk: Walk) -> None:
    walk.completes()
    submission = walk.confirms()
    walk.types("/help")
    walk.accepts()

    assert walk.told[0].screen.choices() == (f"/pause {submission.reference}",)
    assert [key for row in walk.told[0].screen.keys for key in row if isinstance(key, Copy)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("more", "said"), [(1, True), (0, False), (-1, False)])
def test_more_people_than_the_recap_announced_are_named_plainly(
    walks: Callable[..., Walk], language: Language, more: int, *, said: bool
) -> None:
    walk = walks(language)
    walk.completes("all")
    submission = walk.confirms()
    announced = audience_size(submission.draft)
    assert announced is not None
    safety = Safety(decision="allow", total_recipients=announced + more)
    walk.accepts(Campaign(CampaignId("c"), submission.name, "scheduled", submission.schedule, "none", safety))

    words = {"en": f"the recap announced {announced}", "fr": f"le récapitulatif en annonçait {announced}"}[language]
    assert (words in walk.reads()) == said
