"""Before waves leave, what is looked at is looked at again; and after the first of them, receipts are short."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.conversation import Arrived, Receipt, Waves, WavesSent
from conversations.events import Accepted, Pressed
from conversations.ledger import Entries, Entry, Verdicts
from conversations.needs import LiveState, MonthLeft, Need, NumberState, Usage
from conversations.words import LANGUAGES, Language
from conversations.workspace import Campaign, CampaignId, Safety
from tests.conversations.fits import CAMPAIGN, MORE_WARM, PEOPLE, makes_fit
from tests.conversations.walk import NOW, SHOP, Walk

FINE = Safety("allow", "low", max_recipients=100, max_cold_ratio=0.4, total_recipients=100, cold_ratio=0.3)


def planned(walk: Walk) -> None:
    makes_fit(walk, "waves", (*PEOPLE, *MORE_WARM))
    assert isinstance(walk.stage(), Waves)
    walk.waits = True


def of_kind(walk: Walk, kind: type[Need]) -> Need:
    return next(need for need in walk.conversation.fetching if isinstance(need, kind))


def are_checked(walk: Walk) -> None:
    while walk.conversation.fetching:
        walk.answers(walk.conversation.fetching[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_waves_are_shown_at_once_and_checked_beside(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    planned(walk)
    walk.sees({"en": "5 under way…", "fr": "5 en cours…"}[language])
    are_checked(walk)

    walk.sees({"en": "✓ 2 checks fine", "fr": "✓ 2 vérifications sans souci"}[language])
    assert "⚠ À savoir" not in walk.reads()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_by_then_is_said_beside_the_key(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.findings[LiveState] = NumberState("disconnected", NOW)
    walk.findings[Usage] = MonthLeft(150, 500, NOW)
    tighter = replace(FINE, max_recipients=50)
    walk.findings[Verdicts] = Entries((Entry(SHOP.id, NOW, None, CampaignId("other"), "Other", NOW, safety=tighter),))
    planned(walk)
    are_checked(walk)

    walk.sees(
        *{
            "en": (
                "number Boutique is not connected",
                "100 recipients, and MsgFlash advised 50 at most",
                "only 150 messages are left this month, for 240 recipients",
                "do not resume it",
            ),
            "fr": (
                "le numéro Boutique n’est pas connecté",
                "100 destinataires, et MsgFlash en conseillait 50 au plus",
                "il ne reste que 150 messages ce mois-ci, pour 240 destinataires",
                "ne la reprenez pas",
            ),
        }[language]
    )


def test_send_on_waves_that_lay_open_reads_anew_and_the_next_press_sends(walk: Walk) -> None:
    planned(walk)
    are_checked(walk)
    walk.passes(minutes=11)
    walk.chooses("send")

    assert isinstance(walk.stage(), Waves)
    assert len(walk.submitted) == 1
    walk.sees("I have read the number’s state anew", "under way…")
    walk.findings[LiveState] = NumberState("disconnected", walk.now)
    are_checked(walk)
    walk.sees("not connected")
    walk.chooses("send")
    assert isinstance(walk.stage(), WavesSent)
    assert len(walk.submitted) == 4


def test_waves_with_new_dates_are_checked_anew_too(walk: Walk) -> None:
    planned(walk)
    are_checked(walk)
    walk.passes(days=3)
    walk.chooses("send")

    walk.sees("the waves have new dates", "under way…")


def test_a_check_that_warns_makes_the_earlier_send_void_and_leaves_the_way_out(walk: Walk) -> None:
    planned(walk)
    turn = walk.conversation.turn
    walk.answers(of_kind(walk, LiveState), NumberState("disconnected", NOW))
    walk.gives(Pressed(turn, "send"))
    assert walk.toast() == "A check has just changed this screen: read it again, then tap Send."
    assert len(walk.submitted) == 1
    walk.gives(Pressed(turn, "nothing"))

    walk.sees("No wave was created.")


def test_a_restart_while_waves_are_checked_checks_them_anew(walk: Walk) -> None:
    planned(walk)
    walk.answers(of_kind(walk, LiveState))
    walk.restarts()

    assert len(walk.conversation.fetching) == 5
    are_checked(walk)
    walk.sees("✓ 2 checks fine")


def unchanged(campaign: Campaign) -> Campaign:
    return campaign


def arrives(walk: Walk, at: int, safety: Safety | None, otherwise: Callable[[Campaign], Campaign] = unchanged) -> str:
    """Let MsgFlash create one of the waves that were sent, and return how its receipt reads."""
    sent = walk.submitted[1 + at]
    campaign = replace(CAMPAIGN, id=CampaignId(f"w{at}"), name=sent.name, schedule=sent.schedule, safety=safety)
    walk.gives(Accepted(sent.reference, sent.attempt, otherwise(campaign)))
    (read,) = walk.hears_news()
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_wave_after_the_first_leaves_a_short_receipt_with_its_pause(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    planned(walk)
    walk.chooses("send")
    second, first = arrives(walk, 1, FINE), arrives(walk, 0, FINE)
    created = {"en": ("Campaign created", "Wave created"), "fr": ("Campagne créée", "Vague créée")}[language]

    assert (first.startswith(created[0]), second.startswith(created[1])) == (True, True)
    assert len(second.splitlines()) <= 6
    assert walk.submitted[2].name in second
    assert {"en": "nothing to report", "fr": "rien à signaler"}[language] in second
    keys = [tell.screen.choices() for tell in walk.told[-2:]]
    assert [
        f"/pause {sent.reference}" in choices
        for sent, choices in zip((walk.submitted[2], walk.submitted[1]), keys, strict=True)
    ] == [True, True]


@pytest.mark.parametrize(
    "safety",
    [
        replace(FINE, decision="warn"),
        replace(FINE, decision=None),
        replace(FINE, total_recipients=130),
        replace(FINE, total_recipients=0),
        replace(FINE, total_recipients=None),
        None,
    ],
    ids=["warned", "undecided", "too many", "nobody", "not counted", "no verdict"],
)
def test_a_wave_of_whose_verdict_there_is_more_to_be_said_leaves_the_whole_receipt(
    walk: Walk, safety: Safety | None
) -> None:
    planned(walk)
    walk.chooses("send")

    assert arrives(walk, 1, safety).startswith("Campaign created")


def test_a_wave_of_more_people_than_was_said_leaves_the_whole_receipt(walk: Walk) -> None:
    planned(walk)
    walk.chooses("send")
    read = arrives(walk, 2, replace(FINE, total_recipients=41))

    assert read.startswith("Campaign created")
    assert "MsgFlash counts 41 recipients, and the recap announced 40" in read


@pytest.mark.parametrize(
    "otherwise",
    [
        lambda campaign: replace(campaign, status="running"),
        lambda campaign: replace(campaign, schedule=NOW + timedelta(days=30)),
        lambda campaign: replace(campaign, schedule=None),
    ],
    ids=["under way", "moved", "no date"],
)
def test_a_wave_that_is_not_as_it_was_asked_for_leaves_the_whole_receipt(
    walk: Walk, otherwise: Callable[[Campaign], Campaign]
) -> None:
    planned(walk)
    walk.chooses("send")

    assert arrives(walk, 1, FINE, otherwise).startswith("Campaign created")


def test_a_short_receipt_that_is_told_after_its_start_offers_no_pause(walk: Walk) -> None:
    planned(walk)
    walk.chooses("send")
    walk.passes(days=9)
    read = arrives(walk, 2, replace(FINE, total_recipients=40))
    (news,) = [tell.news for tell in walk.told[-1:]]

    assert read.startswith("Wave created")
    assert isinstance(news, Arrived)
    assert isinstance(news.receipt, Receipt)
    assert walk.told[-1].screen.choices() == ()
