"""The messages that stay about a campaign: its card, its alerts, its report."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from bot.render import plain, render
from conversations.screen import Button, Screen
from conversations.stages import card
from conversations.watch import Alert, Watch, dismissed
from conversations.words import LANGUAGES, Language
from conversations.workspace import Campaign, CampaignId, Reference

START = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
PARIS = "Europe/Paris"
LONG = "Une longue désignation <b>&amp; مرحبا 😀 " * 3
MOST_LINES = 12


def watch(status: str = "running", *, name: str = "Spring", **counts: int) -> Watch:
    campaign = Campaign(CampaignId("9a0c1c52"), name, status, START, "none", None, tuple(counts.items()))
    at = START + timedelta(minutes=10)
    return Watch(campaign, Reference("AAAAA"), name, None, START, at, at, look_at=at + timedelta(minutes=5))


def read(screen: Screen, language: Language = "en") -> str:
    return plain(render(screen, language, None).html)


def choices(screen: Screen) -> list[str]:
    return [key.choice for row in screen.keys for key in row if isinstance(key, Button)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_has_bars_what_comes_next_and_when_it_was_read(language: Language) -> None:
    at = watch(planned=120, queued=60, sent=60, delivered=30, read=12, failed=3)
    said = read(card.look(at, PARIS, at.seen_at), language)

    expected = {
        "en": ("Sent: ▰▰▰▰▱▱▱▱ 60 / 120", "Failed: 3", "At this pace done around 10:49 (estimate)", "Read: 10:40."),
        "fr": ("Envoyés\u00a0: ▰▰▰▰▱▱▱▱ 60 / 120", "En échec\u00a0: 3", "fini vers 10:49", "Lu chez MsgFlash à 10:40."),
    }[language]
    for text in expected:
        assert text in said
    assert len([line for line in said.splitlines() if line]) <= MOST_LINES


def test_after_a_pause_its_pace_is_that_since_it_went_on() -> None:
    """Half an hour of pause would make hours of the minutes that are left."""
    went_on = START + timedelta(minutes=40)
    at = replace(watch(planned=120, sent=60), since=(went_on, 30), seen_at=went_on + timedelta(minutes=10))
    at = replace(at, changed_at=at.seen_at, look_at=at.seen_at)

    assert "At this pace done around 11:40 (estimate)" in read(card.look(at, PARIS, at.seen_at))
    at = replace(at, since=(went_on, 60))
    assert "At this pace" not in read(card.look(at, PARIS, at.seen_at))


def test_before_it_has_left_no_counter_is_shown() -> None:
    at = watch("scheduled", planned=0, sent=0, failed=0)

    assert "Sent" not in read(card.look(at, PARIS, START - timedelta(hours=1)))


@pytest.mark.parametrize(
    ("status", "keys"),
    [
        ("scheduled", ["/pause AAAAA", "/refresh AAAAA"]),
        ("running", ["/pause AAAAA", "/refresh AAAAA"]),
        ("brewing", ["/pause AAAAA", "/refresh AAAAA"]),
        ("paused", ["/resume AAAAA", "/refresh AAAAA", "/end AAAAA"]),
        ("completed", ["/refresh AAAAA"]),
    ],
)
def test_the_keys_are_those_of_its_state_and_stay_good(status: str, keys: list[str]) -> None:
    screen = card.look(watch(status), PARIS, START + timedelta(minutes=1))
    markup = render(screen, "en", None).keyboard

    assert choices(screen) == keys
    assert markup is not None
    assert [key.callback_data for row in markup.inline_keyboard for key in row] == [f"*|{choice}" for choice in keys]


def test_what_repeats_or_is_no_longer_followed_can_be_called_over_and_says_so_then() -> None:
    once = watch("running")
    repeats = replace(once, campaign=replace(once.campaign, repeat="weekly"))
    over = dismissed(repeats, START)

    assert "/end AAAAA" in choices(card.look(repeats, PARIS, START + timedelta(minutes=1)))
    unwatched = choices(card.report(replace(once, ending="unwatched"), PARIS))
    assert unwatched[:3] == ["/pause AAAAA", "/refresh AAAAA", "/end AAAAA"]
    assert choices(card.look(over, PARIS, START)) == ["/refresh AAAAA"]
    assert "You said that it is over" in read(card.look(over, PARIS, START))


@pytest.mark.parametrize(
    ("status", "sent", "rises"), [("completed", 9, True), ("completed", 0, False), ("cancelled", 5, False)]
)
def test_a_report_says_that_counts_still_rise_only_where_they_may(status: str, sent: int, *, rises: bool) -> None:
    over = replace(watch(status, planned=9, sent=sent), ending="over")

    assert ("still rise" in read(card.report(over, PARIS))) == rises


@pytest.mark.parametrize("kind", get_args(Alert))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_alert_names_the_campaign_and_can_pause_it(kind: Alert, language: Language) -> None:
    screen = card.alert(watch(planned=9, sent=5, failed=4), kind, PARIS)

    assert "Spring" in read(screen, language)
    assert choices(screen)[0] == "/pause AAAAA"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_says_what_is_missing_and_leads_to_another(language: Language) -> None:
    over = replace(watch("completed", planned=100, sent=85, failed=3), ending="over")
    screen = card.report(over, PARIS)

    assert {"en": "12 messages without news", "fr": "12 messages sans nouvelles"}[language] in read(screen, language)
    assert choices(screen) == ["/again AAAAA", "/copy AAAAA"]
    assert card.is_loud(over)


def test_a_report_of_all_that_left_is_quiet() -> None:
    over = replace(watch("completed", planned=100, sent=97, failed=3), ending="over")

    assert "without news" not in read(card.report(over, PARIS))
    assert not card.is_loud(over)


@pytest.mark.parametrize(
    ("ending", "text"), [("gone", "no longer knows this campaign"), ("unwatched", "I no longer look by myself")]
)
def test_a_report_of_one_that_is_not_followed_says_why(ending: str, text: str) -> None:
    lost = replace(watch(), ending=ending)  # type: ignore[arg-type] # one of the two

    assert text in read(card.report(lost, PARIS))
    assert text in read(card.look(replace(lost, look_at=None), PARIS, START))


@pytest.mark.parametrize(("status", "key"), [("running", "/pause AAAAA"), ("paused", "/resume AAAAA")])
def test_what_is_watched_no_more_can_still_be_steered(status: str, key: str) -> None:
    lost = replace(watch(status), ending="unwatched", look_at=None)

    assert key in choices(card.look(lost, PARIS, START))
    assert key in choices(card.report(lost, PARIS))


def test_a_bot_that_did_not_run_says_between_when() -> None:
    slept = replace(watch(), asleep=(START, START + timedelta(hours=2)))

    assert "was not running between Tue 14 Apr 2026, 10:30" in read(card.look(slept, PARIS, START))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_campaign_is_called_its_messages_fit(language: Language) -> None:
    at = watch("<b>odd</b>" * 20, name=LONG, planned=10**9, sent=10**8, new=7)
    for screen in (card.look(at, PARIS, START), *(card.alert(at, kind, PARIS) for kind in get_args(Alert))):
        assert read(screen, language)
    assert read(card.report(replace(at, ending="over"), PARIS), language)
