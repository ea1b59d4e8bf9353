"""Another date in place of the one that is held: proposed, changed in one tap, and sent once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.conversation import Asking, Recap
from conversations.deeds import Pause
from conversations.words import LANGUAGES, Language
from tests.conversations.fits import CAMPAIGN, created, done, makes_fit
from tests.conversations.walk import Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_later_date_is_proposed_and_one_tap_sends_there_or_asks_for_another(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    makes_fit(walk, "later")
    proposed = {"en": "I propose another start: Thu 16 Apr", "fr": "Je propose un autre départ\u00a0: jeu. 16 avr."}

    assert walk.stage() == Recap(proposed=True)
    walk.sees(proposed[language], {"en": "do not resume it", "fr": "ne la reprenez pas"}[language])
    assert len(walk.submitted) == 1
    assert walk.submitted[0].reference != walk.draft().reference
    walk.presses({"en": "Another time", "fr": "Autre date"}[language])
    assert walk.stage() == Asking("schedule", from_recap=True)
    walk.types("20/04/2026 11:00")
    assert walk.stage() == Recap()
    walk.chooses("send")
    assert [sent.schedule.day for sent in walk.submitted] == [15, 20]


def test_a_proposed_date_is_sent_as_it_was_read(walk: Walk) -> None:
    makes_fit(walk, "later")
    walk.chooses("checks", "back")
    assert walk.stage() == Recap(proposed=True)
    walk.chooses("send")

    assert [sent.schedule.isoformat() for sent in walk.submitted] == [
        "2026-04-15T09:00:00+00:00",
        "2026-04-16T09:00:00+00:00",
    ]
    assert walk.deeds == [Pause(CAMPAIGN.id, early=True)]


def test_a_campaign_of_each_week_is_proposed_a_week_later(walk: Walk) -> None:
    created(walk, every="!weekly")
    walk.chooses("fit:later")
    done(walk)

    walk.sees("I propose another start: Wed 22 Apr")


def test_where_no_later_date_can_be_taken_one_is_asked(walk: Walk) -> None:
    walk.completes()
    walk.changes("schedule", "14/04/2027 11:00")
    sent = walk.confirms()
    walk.accepts(replace(CAMPAIGN, schedule=sent.schedule))
    walk.passes(minutes=-150)
    walk.chooses("fit:later")
    done(walk)

    assert walk.stage() == Asking("schedule")
    walk.sees("Paused. Choose another date.", "more than a year away")
