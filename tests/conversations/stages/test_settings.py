"""What the operator sets once: the language, and the city whose time counts."""

from collections.abc import Callable

import pytest

from conversations.conversation import Asking, ChoosingLanguage, ChoosingZone, Home
from conversations.step import Attached
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_chosen_and_spoken_from_then_on(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks("fr" if language == "en" else "en")
    walk.chooses("/language")
    assert walk.stage() == ChoosingLanguage()
    walk.chooses(f"speak:{language}")

    assert (walk.stage(), walk.conversation.language) == (Home(), language)
    walk.sees("WhatsApp campaigns" if language == "en" else "Campagnes WhatsApp")


def test_the_language_can_be_left_as_it_is(walk: Walk) -> None:
    walk.types("/language")
    walk.chooses("back")

    assert (walk.stage(), walk.conversation.language) == (Home(), "en")


def test_choosing_the_language_in_the_middle_of_a_draft_leads_back_to_its_question(walk: Walk) -> None:
    walk.types("/new")
    walk.types("/language")
    walk.chooses("speak:fr")

    assert walk.stage() == Asking("recipients")
    walk.sees("Qui reçoit le message\u00a0?")


def test_what_was_answered_in_one_language_is_read_in_the_other(walk: Walk) -> None:
    walk.completes("all", "buttons")
    walk.types("/language")
    walk.chooses("speak:fr")

    walk.sees("Récapitulatif", "Tout le monde (240 contacts)", "Une seule fois", "mer. 15 avr. 2026")
    walk.finishes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_zone_says_what_time_it_is_there(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.types("/timezone")

    walk.sees("10:30", "Paris")
    walk.chooses("right")
    assert (walk.stage(), walk.conversation.zone) == (Home(), "Europe/Paris")


@pytest.mark.parametrize(("typed", "zone"), [("cotonou", "Africa/Porto-Novo"), ("Tokyo", "Asia/Tokyo")])
def test_a_city_known_by_its_name_is_taken_and_said(walk: Walk, typed: str, zone: str) -> None:
    walk.types("/timezone")
    walk.types(typed)

    assert (walk.stage(), walk.conversation.zone) == (ChoosingZone(), zone)
    walk.sees("For me it is", zone.rpartition("/")[2])
    walk.chooses("right")
    assert walk.stage() == Home()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_in_a_name_is_said_and_offered_but_not_taken(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.types("/timezone")
    walk.types("Cotonu")

    assert walk.conversation.zone == "Europe/Paris"
    walk.sees("I read “Cotonu” as Cotonou" if language == "en" else "J’ai lu «\u00a0Cotonu\u00a0» comme Cotonou")
    assert walk.choices() == ("zone:Africa/Porto-Novo", "back")
    walk.chooses("zone:Africa/Porto-Novo")
    assert (walk.stage(), walk.conversation.zone) == (ChoosingZone(), "Africa/Porto-Novo")


def test_a_name_of_several_cities_is_a_choice(walk: Walk) -> None:
    walk.types("/timezone")
    walk.types("Tripoli")

    walk.sees("Which one is yours?")
    assert walk.choices() == ("zone:Africa/Tripoli", "zone:Asia/Beirut", "back")


@pytest.mark.parametrize("typed", ["Atlantis", "😀", "", "<b>", "x" * 5000, "12:30 12:30"])
def test_a_city_that_is_none_is_quoted(walk: Walk, typed: str) -> None:
    walk.types("/timezone")
    walk.types(typed)

    assert walk.stage() == ChoosingZone()
    walk.sees("I do not know “" + (typed if len(typed) < 60 else "x" * 59 + "…") + "”")
    walk.types("Tokyo")
    assert walk.conversation.zone == "Asia/Tokyo"


def test_the_list_of_cities_can_be_left(walk: Walk) -> None:
    walk.types("/timezone")
    walk.types("Canada")
    walk.chooses("back")

    assert (walk.stage(), walk.conversation.zone) == (Home(), "Europe/Paris")


def test_something_sent_where_a_city_is_wanted_is_named(walk: Walk) -> None:
    walk.types("/timezone")
    walk.sends("location")

    walk.sees("I am not expecting anything here (a location)")
    assert walk.stage() == ChoosingZone()


def test_a_location_offers_the_cities_nearest_to_it(walk: Walk) -> None:
    walk.types("/timezone")
    walk.gives(Attached("location", None, ("Africa/Lagos", "Africa/Porto-Novo")))
    walk.chooses("zone:Africa/Porto-Novo")

    assert walk.conversation.zone == "Africa/Porto-Novo"
