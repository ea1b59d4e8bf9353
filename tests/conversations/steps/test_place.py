"""Where the operator is, so that nine o'clock means nine o'clock there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still, Wrote
from conversations.steps.number import Number
from conversations.steps.place import NEARBY, QUESTION, READ_AS, STEP, UNKNOWN, MayBe, Place
from conversations.words import Said
from conversations.workspace import Instance, InstanceId

SHOP = Number(Instance(InstanceId("1"), "Shop", "+33639980001", "connected"))
ABROAD = Number(Instance(InstanceId("2"), "Abroad", "+22990000001", "connected"))
SILENT = Number(Instance(InstanceId("3"), "Silent", None, "connected"))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("zone:Africa/Porto-Novo"), Answered(Place("Africa/Porto-Novo"))),
        (Chosen("Africa/Porto-Novo"), Problem(PRESS_A_BUTTON(value="Africa/Porto-Novo"))),
        ("Atlantis", Problem(UNKNOWN(value="Atlantis"))),
        ("😀", Problem(UNKNOWN(value="😀"))),
        ("<b>*", Problem(UNKNOWN(value="<b>*"))),
        ("x" * 81, Problem(TOO_LONG(length=81, most=80))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=80))),
        ("", Problem(EMPTY())),
        (" \n", Problem(EMPTY())),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Attached("location"), Problem(WRITE_IT(kind=KINDS["location"]()))),
        (Attached("location", None, ("Europe/Paris",)), Still(MayBe(("Europe/Paris",)))),
    ],
)
def test_a_reply_is_a_zone_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply, SHOP) == outcome


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("Cotonou", Answered(Place("Africa/Porto-Novo"))),
        (" paris ", Answered(Place("Europe/Paris"))),
        ("BENIN", Answered(Place("Africa/Porto-Novo"))),
        ("Cotonu", Still(MayBe(("Africa/Porto-Novo",), "Cotonu", "Cotonou"))),
        ("abidj", Still(MayBe(("Africa/Abidjan",), "abidj", "Abidjan"))),
        ("Paris, Texas", Still(MayBe(("Europe/Paris",), "Paris, Texas", "Paris"))),
        ("Tripoli", Still(MayBe(("Africa/Tripoli", "Asia/Beirut"), "Tripoli"))),
    ],
)
def test_a_name_is_taken_and_a_likely_one_is_offered(
    reads: Callable[..., Outcome], typed: str, outcome: Outcome
) -> None:
    assert reads(STEP, typed, SHOP) == outcome


def test_what_was_read_is_said_before_it_is_taken(asks: Callable[..., Question]) -> None:
    question = asks(STEP, SHOP, memo=MayBe(("Africa/Porto-Novo",), "Cotonu", "Cotonou"))

    assert question.said == READ_AS(typed="Cotonu", name="Cotonou")
    assert asks(STEP, SHOP, memo=MayBe(("Africa/Tripoli", "Asia/Beirut"), "Tripoli")).said == QUESTION()


def test_the_zones_of_the_number_and_of_the_talk_are_offered(asks: Callable[..., Question]) -> None:
    def choices(question: Question) -> list[str]:
        return [key.choice for row in question.keys for key in row if isinstance(key, Button)]

    assert choices(asks(STEP, ABROAD)) == ["zone:Africa/Porto-Novo", "zone:Europe/Paris"]
    assert choices(asks(STEP, SILENT)) == ["zone:Europe/Paris"]
    assert choices(asks(STEP, SHOP, memo=MayBe(("Asia/Tokyo", "Asia/Tokyo")))) == ["zone:Asia/Tokyo"]


def test_it_is_not_asked_where_there_is_no_doubt(context: Callable[..., Context]) -> None:
    def suggested(*answers: object, known: bool) -> object:
        return STEP.suggest(replace(context(*answers), zone_known=known))

    assert suggested(ABROAD, known=True) == Place("Europe/Paris")
    assert suggested(SHOP, known=False) == Place("Europe/Paris")
    assert suggested(ABROAD, known=False) is None
    assert suggested(SILENT, known=False) is None


def test_the_recap_says_it_with_the_date(context: Callable[..., Context]) -> None:
    assert STEP.recap(Place("America/New_York"), context()) == "New York"
    assert STEP.implied(Place("America/New_York"))


def test_the_key_names_the_city_that_was_read(asks: Callable[..., Question]) -> None:
    (row,) = asks(STEP, SHOP, memo=MayBe(("Africa/Porto-Novo",), "cotonu", "Cotonou")).keys

    assert isinstance(row[0].label, Said)
    assert dict(row[0].label.values)["city"] == "Cotonou"


def test_a_city_that_is_none_takes_an_earlier_guess_off_the_screen(
    reads: Callable[..., Outcome], asks: Callable[..., Question]
) -> None:
    guess = MayBe(("Africa/Porto-Novo",), "cotonu", "Cotonou")
    outcome = reads(STEP, Wrote("Atlantide"), SHOP, memo=guess)
    assert outcome == Still(MayBe((), "Atlantide"))

    assert asks(STEP, SHOP, memo=MayBe((), "Atlantide")).said == UNKNOWN(value="Atlantide")


def test_cities_near_a_location_are_said_to_be_near_it(context: Callable[..., Context]) -> None:
    near = replace(context(SHOP), memo=MayBe(("Africa/Porto-Novo", "Africa/Lome")))

    assert STEP.ask(near).said == NEARBY()
    assert STEP.ask(replace(near, memo=MayBe(("Africa/Tripoli", "Asia/Beirut"), "Tripoli"))).said == QUESTION()
