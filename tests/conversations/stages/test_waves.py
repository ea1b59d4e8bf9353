"""Several sendings in place of one: each person in one of them, each created once, each with its own outcome."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.contents import Content, Media
from conversations.conversation import Home, Waves, WavesSent
from conversations.events import Accepted, Unconfirmed
from conversations.fitting import Limits, Member
from conversations.steps.contacts import Contacts
from conversations.words import LANGUAGES, Language
from conversations.workspace import CampaignId
from tests.conversations.fits import CAMPAIGN, MORE_WARM, PEOPLE, UNTOLD, are_read, created, done, makes_fit
from tests.conversations.walk import POSTER, Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_waves_are_listed_confirmed_together_and_created_each_once(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    makes_fit(walk, "waves", (*PEOPLE, *MORE_WARM))
    stage = walk.stage()
    assert isinstance(stage, Waves)
    chosen = [contacts for wave in stage.waves if (contacts := wave.draft.find(Contacts)) is not None]
    everyone = [one for contacts in chosen for one in contacts.selection.split()]
    assert len(everyone) == len(set(everyone)) == 240
    assert all(Limits(100, 0.4).allow(wave.warm, wave.cold) for wave in stage.waves)
    walk.sees({"en": "Sending in 3 waves", "fr": "Envoi en 3 vagues"}[language], "15", "16", "17", "Hello")
    walk.chooses("send")

    waves = walk.submitted[1:]
    assert len({wave.reference for wave in waves}) == len({wave.name for wave in waves}) == 3
    assert [wave.schedule.day for wave in waves] == [15, 16, 17]
    walk.sees({"en": "under way", "fr": "en cours"}[language])
    walk.gives(Accepted(waves[0].reference, 1, replace(CAMPAIGN, id=CampaignId("w0"))))
    walk.gives(Unconfirmed(waves[1].reference, 1))
    walk.gives(Unconfirmed(waves[1].reference, 1))
    walk.sees({"en": f"✓ {waves[0].name}: created", "fr": f"✓ {waves[0].name}\u00a0: créée"}[language])
    walk.sees({"en": "outcome unknown", "fr": "résultat inconnu"}[language])
    assert len(walk.submitted) == 4
    assert len(walk.hears_news()) == 2


@pytest.mark.parametrize(("people", "said"), [((*PEOPLE, *MORE_WARM), False), (UNTOLD, True)])
def test_waves_of_people_nobody_knows_cold_or_warm_are_said_to_be_filled_arbitrarily(
    walk: Walk, people: tuple[Member, ...], *, said: bool
) -> None:
    makes_fit(walk, "waves", people)

    assert ("the waves are filled arbitrarily" in walk.reads()) == said


def test_a_wave_that_is_refused_is_named_and_its_draft_kept(walk: Walk) -> None:
    makes_fit(walk, "waves")
    walk.chooses("send")
    walk.refuses("VALIDATION_ERROR")

    walk.sees("not created, its draft is kept")
    assert isinstance(walk.stage(), WavesSent)
    assert walk.draft().reference == walk.submitted[-1].reference


def test_a_restart_while_waves_are_under_way_makes_each_unknown_and_sends_none_again(walk: Walk) -> None:
    makes_fit(walk, "waves", UNTOLD)
    walk.chooses("send")
    before = len(walk.submitted)
    walk.restarts()

    assert len(walk.submitted) == before
    assert {one.state for one in walk.conversation.submissions} == {"unknown"}
    walk.sees("outcome unknown")


def test_those_who_fit_in_no_wave_are_counted(walk: Walk) -> None:
    makes_fit(walk, "waves")

    walk.sees("Wed 15 Apr, 11:00: 75 people, 30 of them cold", "45 people fit in no wave")
    walk.chooses("nothing")
    assert walk.stage() == Home()
    walk.sees("No wave was created. The first campaign stays paused.")
    assert len(walk.submitted) == 1


def test_waves_whose_time_has_passed_are_given_new_dates_and_read_again(walk: Walk) -> None:
    makes_fit(walk, "waves", UNTOLD)
    walk.passes(days=3)
    walk.chooses("send")
    walk.sees("the waves have new dates")
    assert len(walk.submitted) == 1
    walk.chooses("send")

    assert [wave.schedule > walk.now for wave in walk.submitted[1:]] == [True, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_waves_that_are_left_are_kept_as_drafts_and_that_is_said(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    makes_fit(walk, "waves", UNTOLD)
    stage = walk.stage()
    assert isinstance(stage, Waves)
    walk.types("/help")

    assert walk.conversation.aside == tuple(wave.draft for wave in stage.waves)
    walk.sees({"en": "The 2 waves are not sent", "fr": "Les 2 vagues ne sont pas envoyées"}[language])
    walk.sees({"en": "The first campaign stays paused", "fr": "La première campagne reste en pause"}[language])


def test_who_leaves_while_people_are_chosen_is_told_that_the_campaign_stays_paused(walk: Walk) -> None:
    created(walk)
    walk.chooses("fit:waves")
    walk.waits = True
    done(walk)
    walk.types("/help")

    walk.sees("The first campaign stays paused")


def test_waves_that_cannot_be_sent_for_another_reason_than_their_dates_say_so(walk: Walk) -> None:
    makes_fit(walk, "waves", UNTOLD)
    stage = walk.stage()
    assert isinstance(stage, Waves)
    gone = Media("https://bot.example.com/a", replace(POSTER, until=walk.now))
    waves = tuple(replace(wave, draft=wave.draft.having(Content("image")).having(gone)) for wave in stage.waves)
    walk.conversation = replace(walk.conversation, stage=replace(stage, waves=waves))
    walk.chooses("send")

    walk.sees("I no longer keep this draft’s file", "tap Send nothing")
    assert len(walk.submitted) == 1


def test_a_template_that_is_not_filled_in_is_called_so(walk: Walk) -> None:
    walk.completes(sending="template")
    sent = walk.confirms()
    walk.accepts(replace(CAMPAIGN, schedule=sent.schedule))
    walk.chooses("fit:waves")
    walk.waits = True
    done(walk)
    are_read(walk, PEOPLE)

    walk.sees("Sending in 1 wave", "before it is filled in")
    assert "1 waves" not in walk.reads()


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_person_is_one_person(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    makes_fit(walk, "waves", MORE_WARM[:1])

    walk.sees({"en": "1 person, 0 of them cold", "fr": "1 personne, dont 0 froide"}[language])


def test_waves_of_a_named_campaign_bear_their_number(walk: Walk) -> None:
    makes_fit(walk, "waves", UNTOLD, name="Newsletter")
    walk.chooses("send")

    assert [wave.name for wave in walk.submitted[1:]] == ["Newsletter · 1/2", "Newsletter · 2/2"]


def test_a_campaign_that_repeats_is_not_cut_into_waves(walk: Walk) -> None:
    created(walk, every="!weekly")

    assert [choice for choice in walk.choices() if choice.startswith("fit:")] == ["fit:smaller", "fit:later"]
