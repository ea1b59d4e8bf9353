"""How a number stands: its link, its verdicts, what was sent, in words and as a picture."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.conversation import Home, Numbers, OfNumber
from conversations.effects import Show
from conversations.ledger import Entries, Entry, Verdicts
from conversations.needs import (
    Finding,
    Health,
    InstanceList,
    Instances,
    LiveState,
    Nothing,
    NumberHealth,
    NumberState,
)
from conversations.words import LANGUAGES, Language
from conversations.workspace import CampaignId, Reference, Safety
from tests.conversations.walk import NOW, OLD, SHOP, Walk

NINE_AGO = NOW - timedelta(days=9)
LATER = Safety("allow", "low", 72, "stable", max_recipients=250, max_cold_ratio=0.4)
FIRST = Safety("warn", "medium", 56, "warming", max_recipients=100, max_cold_ratio=0.4)
SPRING = Entry(SHOP.id, NOW, Reference("ABCDE"), CampaignId("9"), "Spring", NOW, safety=LATER, people=120, sent=118)
OLDER = replace(
    SPRING,
    at=NINE_AGO,
    leaves_at=NINE_AGO,
    reference=Reference("FGHJK"),
    name="Winter",
    safety=FIRST,
    sent=None,
    held=True,
)
RESUMED = replace(SPRING, at=NOW - timedelta(days=1), reference=None, people=None, safety=replace(LATER, score=70))


def looks(walk: Walk, *entries: Entry) -> None:
    walk.findings[Verdicts] = Entries(entries)
    walk.findings[Instances] = InstanceList((SHOP,))
    walk.types("/number")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_shows_its_link_its_trend_and_what_was_sent(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    looks(walk, SPRING, RESUMED, OLDER)
    said = {
        "en": (
            "connected (10:30)",
            "stable (10:30)",
            "Score: 56 → 72, since Sun 5 Apr",
            "Recipients advised at most: 100 → 250",
            "Cold contacts advised at most: 40% (Tue 14 Apr)",
            "• Tue 14 Apr · Spring: 118 of 120 sent",
            "• Sun 5 Apr · Winter: 120 recipients, paused",
            "The picture shows",
        ),
        "fr": (
            "connecté (10:30)",
            "Score\u00a0: 56 → 72, depuis dim. 5 avr.",
            "118 partis sur 120",
            "120 destinataires, en pause",
            "L’image montre",
        ),
    }[language]

    walk.sees(*said)
    picture = walk.screen.picture
    assert picture is not None
    assert [point.score for point in picture.points] == [56, 70, 72]
    assert [point.people for point in picture.points] == [120, None, 120]
    assert walk.screen.kept


def test_what_has_not_left_yet_was_not_sent(walk: Walk) -> None:
    looks(walk, replace(SPRING, name="Planned", leaves_at=NOW + timedelta(days=40), sent=None), SPRING)
    sent, _, planned = walk.reads().partition("Still to go out")

    assert "Spring: 118 of 120 sent" in sent
    assert "Planned: 120 recipients" in planned


def test_what_is_read_now_ends_the_trend(walk: Walk) -> None:
    walk.findings[Health] = NumberHealth(NOW, "stable", 40)
    looks(walk, SPRING, OLDER)

    walk.sees("Score: 56 → 40, since Sun 5 Apr")


def test_one_verdict_is_no_trend_and_no_picture(walk: Walk) -> None:
    looks(walk, SPRING)

    walk.sees("Score: 72 (10:30)")
    assert (walk.screen.picture, walk.screen.kept) == (None, False)


def test_a_number_without_a_verdict_says_so_and_what_its_health_tells(walk: Walk) -> None:
    looks(walk)

    walk.sees("no verdict of MsgFlash to show", "Score: 72 (10:30)")


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ({LiveState: Nothing()}, "WhatsApp: MsgFlash did not answer"),
        ({LiveState: NumberState("odd", NOW)}, "WhatsApp: odd (10:30)"),
        ({Health: Nothing()}, "State at MsgFlash: stable (Tue 14 Apr)"),
        ({Health: NumberHealth(NOW)}, "Score: 56 → 72"),
        ({Verdicts: Nothing()}, "I could not read the past verdicts."),
    ],
)
def test_what_could_not_be_read_is_said(walk: Walk, findings: dict[type, Finding], said: str) -> None:
    walk.findings |= {Instances: InstanceList((SHOP,)), Verdicts: Entries((SPRING, OLDER)), **findings}
    walk.types("/number")

    walk.sees(said)


def test_a_verdict_without_anything_in_it_is_passed_over(walk: Walk) -> None:
    walk.findings[Health] = Nothing()
    looks(walk, replace(SPRING, safety=Safety(), people=None), replace(OLDER, safety=None))

    walk.sees("Spring: size unknown")
    assert "Score" not in walk.reads()


def test_several_numbers_are_chosen_from(walk: Walk) -> None:
    walk.findings[Instances] = InstanceList((SHOP, OLD))
    walk.types("/number")
    walk.sees("Which number")
    walk.presses("Ancien")
    assert walk.stage() == OfNumber(OLD)
    walk.chooses("numbers")
    assert walk.stage() == Numbers()
    walk.chooses("back")

    assert walk.stage() == Home()


@pytest.mark.parametrize(
    ("finding", "said"),
    [(InstanceList(()), "No WhatsApp number is linked"), (Nothing("UNAUTHORIZED"), "MsgFlash refuses the bot’s key")],
)
def test_without_numbers_it_says_what_to_do(walk: Walk, finding: Finding, said: str) -> None:
    walk.findings[Instances] = finding
    walk.types("/number")

    walk.sees(said)


def test_a_failed_reading_can_be_tried_again(walk: Walk) -> None:
    walk.findings[Instances] = Nothing()
    walk.types("/number")
    walk.findings[Instances] = InstanceList((SHOP,))
    walk.chooses("again")

    assert walk.stage() == OfNumber(SHOP, alone=True)


def test_the_picture_comes_when_all_is_read_and_only_once(walk: Walk) -> None:
    walk.findings[Verdicts] = Entries((SPRING, OLDER))
    walk.findings[Instances] = InstanceList((SHOP,))
    walk.types("/number")
    shown = [effect for effect in walk.effects if isinstance(effect, Show)]

    assert sum(effect.screen.picture is not None for effect in shown) == 1
    assert [effect.passing for effect in shown[-3:]] == [True, True, False]
    walk.chooses("refresh")
    walk.sees("Spring")
