"""The limits MsgFlash applied last, beside the audience that is chosen now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from conversations.checks.check import RECIPIENTS, Checked, Passed, Raised
from conversations.checks.limits import BEYOND, COLD_BEYOND, COLD_WITHIN, LIMIT, WITHIN, within_limits
from conversations.checks.marks import audience
from conversations.conversation import begin
from conversations.draft import Draft
from conversations.ledger import Audience, Entries, Entry, Verdicts
from conversations.needs import Finding, Found, Health, Need, NumberHealth
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.words import Share
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
