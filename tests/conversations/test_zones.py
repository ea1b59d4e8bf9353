from zoneinfo import ZoneInfo, available_timezones

import pytest

from conversations.words import LANGUAGES
from conversations.zones import Matches, city, find_zones, zone_of_number
from conversations.zones.numbers import countries


@pytest.mark.parametrize(
    ("phrase", "best"),
    [
        ("Cotonou", "Africa/Porto-Novo"),
        ("  cotonou ", "Africa/Porto-Novo"),
        ("Porto Novo", "Africa/Porto-Novo"),
        ("Bénin", "Africa/Porto-Novo"),
        ("benin", "Africa/Porto-Novo"),
        ("BENIN", "Africa/Porto-Novo"),
        ("au Bénin", "Africa/Porto-Novo"),
        ("Côte d’Ivoire", "Africa/Abidjan"),
        ("ivory coast", "Africa/Abidjan"),
        ("Sénégal", "Africa/Dakar"),
        ("Yaoundé", "Africa/Douala"),
        ("rdc", "Africa/Kinshasa"),
        ("Goma", "Africa/Lubumbashi"),
        ("Paris", "Europe/Paris"),
        ("heure de Paris", "Europe/Paris"),
        ("Lyon", "Europe/Paris"),
        ("Lyon France", "Europe/Paris"),
        ("Genève", "Europe/Zurich"),
        ("Londres", "Europe/London"),
        ("london", "Europe/London"),
        ("United Kingdom", "Europe/London"),
        ("Berlin, Allemagne", "Europe/Berlin"),
        ("Munich, Germany", "Europe/Berlin"),
        ("Montréal", "America/Toronto"),
        ("Québec", "America/Toronto"),
        ("New-York", "America/New_York"),
        ("new york", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("États-Unis", "America/New_York"),
        ("Haïti", "America/Port-au-Prince"),
        ("La Réunion", "Indian/Reunion"),
        ("reunion", "Indian/Reunion"),
        ("Mayotte", "Indian/Mayotte"),
        ("Île Maurice", "Indian/Mauritius"),
        ("Le Caire", "Africa/Cairo"),
        ("katmandou", "Asia/Kathmandu"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Nouméa", "Pacific/Noumea"),
        ("kiev", "Europe/Kyiv"),
        ("Africa/Porto-Novo", "Africa/Porto-Novo"),
        ("UTC", "UTC"),
    ],
)
def test_a_city_or_a_country_is_found_in_both_languages(phrase: str, best: str) -> None:
    assert find_zones(phrase).zones[0] == best


@pytest.mark.parametrize(
    ("phrase", "best"),
    [
        ("cotonu", "Africa/Porto-Novo"),
        ("Cotonuo", "Africa/Porto-Novo"),
        ("Dakkar", "Africa/Dakar"),
        ("marsielle", "Europe/Paris"),
        ("Bruxeles", "Europe/Brussels"),
        ("Torontp", "America/Toronto"),
        ("Togp", None),
    ],
)
def test_one_slip_is_forgiven_in_names_of_five_letters_and_more(phrase: str, best: str | None) -> None:
    assert next(iter(find_zones(phrase).zones), None) == best


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("cotonu", "Cotonou"),
        ("marsielle", "Marseille"),
        ("porto-nov", "Porto-Novo"),
        ("ouagadou", "Ouagadougou"),
        ("Paris, Texas", "Paris"),
        ("Lyon France", "Lyon"),
        ("Tripoly", "Tripoli"),
    ],
)
def test_what_was_read_instead_is_named_and_nothing_is_sure(phrase: str, name: str) -> None:
    found = find_zones(phrase)

    assert (found.name, found.sure) == (name, False)


@pytest.mark.parametrize("phrase", ["Cotonou", "COTONOU", "au Bénin", "heure de Paris", "Niger", "Africa/Porto-Novo"])
def test_a_name_known_but_for_accents_and_capitals_is_sure(phrase: str) -> None:
    assert find_zones(phrase).sure


@pytest.mark.parametrize("phrase", ["Congo", "Guinée", "Canada", "san", "Tripoli", "", "zzzz"])
def test_a_name_that_others_share_is_not_sure(phrase: str) -> None:
    assert (find_zones(phrase).sure, find_zones(phrase).name) == (False, "")


def test_the_beginning_of_a_name_is_enough_from_three_letters_on() -> None:
    assert find_zones("abid") == Matches(("Africa/Abidjan",), "Abidjan")
    assert find_zones("da") == Matches()


def test_a_name_of_several_places_gives_them_all() -> None:
    assert find_zones("Tripoli").zones == ("Africa/Tripoli", "Asia/Beirut")
    assert find_zones("Congo").zones == ("Africa/Brazzaville", "Africa/Kinshasa", "Africa/Lubumbashi")


def test_a_country_with_many_zones_gives_six_at_most_the_likeliest_first() -> None:
    assert find_zones("Canada").zones == (
        "America/Toronto",
        "America/Vancouver",
        "America/Edmonton",
        "America/Winnipeg",
        "America/Halifax",
        "America/St_Johns",
    )
    assert len(find_zones("san").zones) == 6


@pytest.mark.parametrize("phrase", ["", "   ", "zzzz", "🙂", "le", "???", "x" * 5000])
def test_what_is_no_place_gives_nothing(phrase: str) -> None:
    assert find_zones(phrase) == Matches()


@pytest.mark.parametrize(
    ("phone", "zones"),
    [
        ("+22997000000", ("Africa/Porto-Novo",)),
        ("229 01 97 00 00 00", ("Africa/Porto-Novo",)),
        ("0022997000000", ("Africa/Porto-Novo",)),
        ("+33612345678", ("Europe/Paris",)),
        ("+2250700000000", ("Africa/Abidjan",)),
        ("+15145550000", ("America/Toronto",)),
        ("+12125550000", ("America/New_York",)),
        ("+17875550000", ("America/Puerto_Rico",)),
        ("+262692000000", ("Indian/Reunion", "Indian/Mayotte")),
        ("+77010000000", ("Asia/Almaty",)),
        (
            "+79010000000",
            ("Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
        ),
        ("+999123456", ()),
        ("+", ()),
        ("", ()),
    ],
)
def test_a_number_tells_the_zones_of_its_country(phone: str, zones: tuple[str, ...]) -> None:
    assert zone_of_number(phone) == zones


def test_a_number_of_north_america_without_a_known_area_may_be_in_several_zones() -> None:
    assert zone_of_number("+1 999 555 0000")[:2] == ("America/New_York", "America/Chicago")


@pytest.mark.parametrize(
    ("zone", "french", "english"),
    [
        ("Africa/Porto-Novo", "Porto-Novo", "Porto-Novo"),
        ("Africa/Douala", "Douala", "Douala"),
        ("Africa/Algiers", "Alger", "Algiers"),
        ("Africa/Cairo", "Le Caire", "Cairo"),
        ("Europe/London", "Londres", "London"),
        ("Europe/Paris", "Paris", "Paris"),
        ("America/New_York", "New York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("Asia/Calcutta", "Kolkata", "Kolkata"),
        ("Africa/Lome", "Lomé", "Lomé"),
        ("Asia/Seoul", "Séoul", "Seoul"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_shown_by_its_city_in_the_language(zone: str, french: str, english: str) -> None:
    assert (city(zone, "fr"), city(zone, "en")) == (french, english)


def test_every_zone_of_the_table_exists_and_is_found_by_its_city_in_both_languages() -> None:
    zones = {zone for country in countries() for zone in country.zones}

    assert zones <= available_timezones()
    named = [(zone, find_zones(city(zone, language)).zones) for zone in zones for language in LANGUAGES]
    assert [zone for zone, found in named if zone not in found] == []


def test_every_name_of_the_table_finds_its_zone() -> None:
    lost = [
        (name, country.zones[place])
        for country in countries()
        for name, place in country.names + country.cities
        if country.zones[place] not in find_zones(name).zones
    ]

    assert lost == []


def test_no_two_countries_have_the_same_code() -> None:
    codes = [code for country in countries() for code in country.codes]

    assert sorted(codes) == sorted(set(codes))


def test_every_zone_has_a_name_to_show() -> None:
    assert all(city(ZoneInfo(zone).key, language) for zone in available_timezones() for language in LANGUAGES)
