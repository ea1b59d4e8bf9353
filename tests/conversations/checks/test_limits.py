"""The limits MsgFlash applied last, beside the audience that is chosen now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conversations.checks.check import RECIPIENTS, Checked, Passed, Raised, Unanswered
from conversations.checks.limits import (
    AT_LEAST,
    BETWEEN,
    BEYOND,
    COLD,
    COLD_BEYOND,
    COLD_NOW,
    COLD_WITHIN,
    LIMIT,
    TOO_COLD,
    UNTOLD,
    WITHIN,
    needed,
    within_limits,
)
from conversations.checks.marks import audience
from conversations.conversation import begin
from conversations.crowds import Crowd, Temperatures, TemperaturesOf, Whom
from conversations.draft import Draft
from conversations.ledger import Audience, Entries, Entry, Verdicts
from conversations.needs import Finding, Found, Health, Need, NumberHealth
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.words import Share, Text
from conversations.workspace import CampaignId, Instance, InstanceId, Reference, Safety

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)
SHOP = Instance(InstanceId("1"), "Boutique", None, "connected")
SAFETY = Safety("warn", max_recipients=100, max_cold_ratio=0.4, total_recipients=120, cold_ratio=0.625)
EVERYONE = Draft(Reference("ABCDE"), NOW, (Number(SHOP), Recipients("all", 120)))
TAGGED = Draft(Reference("ABCDE"), NOW, (Number(SHOP), Recipients("tags"), Tags(("vip",))))
ENTRY = Entry(SHOP.id, BEFORE, Reference("FGHJK"), CampaignId("9"), "Spring", BEFORE, safety=SAFETY)


def look(draft: Draft, *known: tuple[Need, Finding]) -> tuple[Checked, ...]:
    found = tuple(Found(need, finding) for need, finding in known)
    return within_limits(replace(begin("operator", "en", "Europe/Paris"), found=found), draft, NOW)


def past(*entries: Entry) -> tuple[Need, Finding]:
    return Verdicts(SHOP.id), Entries(entries)


def test_nothing_is_known_of_a_new_number() -> None:
    assert look(EVERYONE, past()) == ()


def test_an_audience_beyond_the_last_limit_is_raised_with_its_age() -> None:
    assert look(EVERYONE, past(ENTRY)) == (Raised(BEYOND(people=RECIPIENTS(120), limit=100), "estimate", BEFORE),)


def test_an_audience_at_the_limit_is_fine() -> None:
    draft = EVERYONE.having(Recipients("all", 100))

    assert look(draft, past(ENTRY)) == (Passed(WITHIN(people=RECIPIENTS(100), limit=100), "estimate", BEFORE),)


def test_an_audience_nobody_can_count_only_names_the_limit() -> None:
    assert look(TAGGED, past(ENTRY)) == (Passed(LIMIT(100), "estimate", BEFORE),)


def test_an_audience_seen_before_is_counted_and_judged_as_it_was_then() -> None:
    entry = replace(ENTRY, audience=audience(TAGGED))

    assert look(TAGGED, past(entry)) == (
        Raised(BEYOND(people=RECIPIENTS(120), limit=100), "estimate", BEFORE),
        Raised(COLD_BEYOND(cold=Share(0.625), limit=Share(0.4)), "estimate", BEFORE),
    )


def test_a_warm_audience_seen_before_is_fine() -> None:
    entry = replace(ENTRY, audience=audience(TAGGED), safety=replace(SAFETY, cold_ratio=0.4, total_recipients=9))

    assert look(TAGGED, past(entry))[1:] == (
        Passed(COLD_WITHIN(cold=Share(0.4), limit=Share(0.4)), "estimate", BEFORE),
    )


def test_the_health_of_today_counts_before_the_verdict_of_then() -> None:
    health = (Health(SHOP.id), NumberHealth(NOW, max_recipients=200))

    assert look(EVERYONE, past(ENTRY), health) == (Passed(WITHIN(people=RECIPIENTS(120), limit=200), "estimate", NOW),)


def test_a_verdict_without_limits_is_passed_over_for_an_older_one() -> None:
    newer = replace(ENTRY, at=NOW, safety=Safety("allow"), audience=Audience("tags", ("x",)))

    assert look(EVERYONE, past(newer, replace(ENTRY, safety=None), ENTRY)) == (
        Raised(BEYOND(people=RECIPIENTS(120), limit=100), "estimate", BEFORE),
    )


READ_AT = NOW - timedelta(hours=3)
VIPS = TemperaturesOf(Whom("tags", ("vip",)))


def read(*crowds: Crowd, at: datetime = READ_AT) -> tuple[Need, Finding]:
    return VIPS, Temperatures(at, crowds)


def colds(*known: tuple[Need, Finding]) -> tuple[Checked, ...]:
    """Return what is said of cold contacts, without what is said of the size."""
    return tuple(check for check in look(TAGGED, *known) if check.said.text not in {LIMIT, WITHIN, BEYOND})


@pytest.mark.parametrize(
    ("crowds", "checks"),
    [
        ((Crowd(40, 10, 0),), (Passed(COLD_NOW(cold=Share(0.25), limit=Share(0.4)), "estimate", READ_AT),)),
        ((Crowd(40, 16, 0),), (Passed(COLD_NOW(cold=Share(0.4), limit=Share(0.4)), "estimate", READ_AT),)),
        ((Crowd(40, 20, 0),), (Raised(TOO_COLD(cold=Share(0.5), limit=Share(0.4)), "estimate", READ_AT),)),
        (
            (Crowd(40, 20, 0), Crowd(20, 2, 0)),
            (
                Raised(
                    TOO_COLD(cold=BETWEEN(fewest=Share(0.1), most=Share(0.5)), limit=Share(0.4)), "estimate", READ_AT
                ),
            ),
        ),
        (
            (Crowd(40, 10, 20),),
            (
                Unanswered(COLD_NOW(cold=AT_LEAST(share=Share(0.25)), limit=Share(0.4)), READ_AT),
                Unanswered(UNTOLD(20, people=RECIPIENTS(40))),
            ),
        ),
        (
            (Crowd(40, 10, 6),),
            (
                Passed(COLD_NOW(cold=AT_LEAST(share=Share(0.25)), limit=Share(0.4)), "estimate", READ_AT),
                Unanswered(UNTOLD(6, people=RECIPIENTS(40))),
            ),
        ),
        (
            (Crowd(40, 20, 20),),
            (
                Raised(TOO_COLD(cold=AT_LEAST(share=Share(0.5)), limit=Share(0.4)), "estimate", READ_AT),
                Unanswered(UNTOLD(20, people=RECIPIENTS(40))),
            ),
        ),
    ],
    ids=[
        "few",
        "as many as advised",
        "too many",
        "read in two ways",
        "some untold",
        "few whatever is untold",
        "too many for sure",
    ],
)
def test_the_cold_share_of_the_contacts_that_were_read_is_told_with_its_age(
    crowds: tuple[Crowd, ...], checks: tuple[Checked, ...]
) -> None:
    assert colds(past(ENTRY), read(*crowds)) == checks


@pytest.mark.parametrize(
    "crowds",
    [(Crowd(40, 0, 40),), (Crowd(0, 0, 0),), (Crowd(40, 20, 0), Crowd(0, 0, 0)), ()],
    ids=["nothing told", "nobody", "nobody in one way", "not known"],
)
def test_where_no_temperature_is_told_nothing_is_said(crowds: tuple[Crowd, ...]) -> None:
    assert colds(past(ENTRY), read(*crowds)) == ()


def test_without_a_limit_the_share_is_told_without_a_judgement() -> None:
    assert look(TAGGED, past(), read(Crowd(40, 30, 0))) == (Unanswered(COLD(cold=Share(0.75)), READ_AT),)
    assert look(TAGGED, past(), read(Crowd(40, 0, 0))) == (Passed(COLD(cold=Share(0.0)), "estimate", READ_AT),)


@pytest.mark.parametrize(
    ("crowd", "text"),
    [(Crowd(1000, 0, 999), COLD_BEYOND), (Crowd(1000, 0, 400), COLD_NOW), (Crowd(1000, 401, 599), TOO_COLD)],
    ids=["may be too many", "too few whatever is untold", "too many for sure"],
)
def test_contacts_of_whom_little_is_told_hide_no_verdict_on_all_of_them(crowd: Crowd, text: Text) -> None:
    entry = replace(ENTRY, audience=audience(TAGGED))
    check, untold = colds(past(entry), read(crowd))

    assert check.said.text is text
    assert untold == Unanswered(UNTOLD(crowd.untold, people=RECIPIENTS(1000)))


def test_the_health_of_today_says_how_many_may_be_cold() -> None:
    health = (Health(SHOP.id), NumberHealth(NOW, max_cold_ratio=0.8))

    assert colds(past(ENTRY), health, read(Crowd(40, 30, 0))) == (
        Passed(COLD_NOW(cold=Share(0.75), limit=Share(0.8)), "estimate", READ_AT),
    )


@pytest.mark.parametrize(("at", "newer"), [(READ_AT, False), (BEFORE - timedelta(hours=1), True)])
def test_the_newer_of_a_verdict_on_the_same_people_and_of_their_contacts_counts(at: datetime, *, newer: bool) -> None:
    entry = replace(ENTRY, audience=audience(TAGGED))
    (check,) = colds(past(entry), read(Crowd(40, 10, 0), at=at))

    assert (check.said.text is COLD_BEYOND) == newer


def test_of_a_group_nothing_is_looked_up_for_its_members_are_not_read() -> None:
    assert needed(EVERYONE) == (Verdicts(SHOP.id), TemperaturesOf(Whom("all")))
    assert needed(EVERYONE.having(Recipients("group"))) == (Verdicts(SHOP.id),)
