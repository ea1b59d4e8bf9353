from datetime import UTC, datetime

import pytest

from bot.demo.msgflash.records import Contact, Instance
from bot.demo.msgflash.safety import Verdict, assess

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def number(*, stable: bool) -> Instance:
    return Instance(
        "i", "Boutique", "+2290100000000", connected=True, business=True, stable=stable, created_at=NOW, updated_at=NOW
    )


def people(warm: int, cold: int = 0) -> list[Contact]:
    heat = ["warm"] * warm + [None if place % 2 else "cold" for place in range(cold)]
    return [Contact(str(place), "Awa", "+1", (), each, {}, NOW, NOW) for place, each in enumerate(heat)]


def judged(*, stable: bool, warm: int, cold: int = 0, connected: bool = True) -> Verdict:
    return assess(number(stable=stable), people(warm, cold), connected=connected)


def test_a_warm_audience_of_a_stable_number_is_allowed_without_a_word() -> None:
    verdict = judged(stable=True, warm=120)

    assert (verdict.decision, verdict.risk, verdict.state) == ("allow", "low", "stable")
    assert (verdict.reasons, verdict.recommendations) == ((), ())


def test_a_small_warm_audience_of_a_warming_number_is_allowed_with_advice() -> None:
    verdict = judged(stable=False, warm=20)

    assert (verdict.decision, verdict.risk, verdict.state) == ("allow", "low", "warming")
    assert len(verdict.reasons) == len(verdict.recommendations) == 1


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        (judged(stable=False, warm=101), "101 recipients"),
        (judged(stable=False, warm=5, cold=5), "50% of the recipients"),
        (judged(stable=True, warm=1001), "1001 recipients"),
        (judged(stable=True, warm=3, cold=7), "70% of the recipients"),
        (judged(stable=True, warm=3, connected=False), "not connected"),
        (judged(stable=True, warm=0), "Nobody"),
    ],
)
def test_what_goes_beyond_the_number_is_warned_of(verdict: Verdict, word: str) -> None:
    assert (verdict.decision, verdict.risk) == ("warn", "medium")
    assert any(word in reason for reason in verdict.reasons)
    assert len(verdict.reasons) == len(verdict.recommendations)


@pytest.mark.parametrize(("stable", "limits"), [(False, (100, 0.4)), (True, (1000, 0.6))])
def test_exactly_at_the_limits_there_is_no_warning(*, stable: bool, limits: tuple[int, float]) -> None:
    size, cold = limits
    verdict = judged(stable=stable, warm=round(size * (1 - cold)), cold=round(size * cold))

    assert (verdict.advised_recipients, verdict.advised_cold) == limits
    assert (verdict.total, verdict.cold) == limits
    assert verdict.decision == "allow"


def test_the_riskier_the_campaign_the_lower_the_score() -> None:
    scores = [
        judged(stable=True, warm=50).score,
        judged(stable=True, warm=20, cold=30).score,
        judged(stable=False, warm=20, cold=30).score,
        judged(stable=False, warm=60, cold=90).score,
        judged(stable=False, warm=60, cold=90, connected=False).score,
    ]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert 0 <= judged(stable=False, warm=0, cold=5000, connected=False).score <= scores[0] <= 100


@pytest.mark.parametrize(("connected", "decision"), [(True, "allow"), (False, "warn")])
def test_a_number_alone_is_judged_without_an_audience(*, connected: bool, decision: str) -> None:
    verdict = assess(number(stable=True), None, connected=connected)

    assert (verdict.decision, verdict.total) == (decision, 0)
    assert not any("Nobody" in reason for reason in verdict.reasons)
