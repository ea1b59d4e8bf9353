"""What the campaign is called in MsgFlash."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from conversations.people import ListId
from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.contacts import Contacts
from conversations.steps.group import InGroup
from conversations.steps.name import PROPOSED, STEP, Name, proposed
from conversations.steps.recipients import Recipients
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.workspace import Group, GroupId

NINE = Schedule(datetime(2026, 4, 15, 7, tzinfo=UTC), "Europe/Paris")


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Spring", Answered(Name("Spring"))),
        ("  Spring \n sale ", Answered(Name("Spring sale"))),
        ("😀", Answered(Name("😀"))),
        ("<b>*Spring*</b> & {x}", Answered(Name("<b>*Spring*</b> & {x}"))),
        ("ربيع", Answered(Name("ربيع"))),
        ("x" * 120, Answered(Name("x" * 120))),
        ("x" * 121, Problem(TOO_LONG(length=121, most=120))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=120))),
        ("", Problem(EMPTY())),
        (" \n", Problem(EMPTY())),
        (Chosen("proposed"), Answered(Name(None))),
        (Chosen("other"), Problem(PRESS_A_BUTTON(value="other"))),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_a_name_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


@pytest.mark.parametrize(
    ("answers", "language", "name"),
    [
        ((), "en", "ABCDE"),
        ((NINE,), "en", "15/04 09:00 · ABCDE"),
        ((Recipients("all"), NINE), "en", "All · 15/04 09:00 · ABCDE"),
        ((Recipients("all"), NINE), "fr", "Tous · 15/04 09:00 · ABCDE"),
        ((Recipients("tags"), Tags(("vip", "client")), NINE), "en", "vip, client · 15/04 09:00 · ABCDE"),
        ((Recipients("tags"), NINE), "en", "15/04 09:00 · ABCDE"),
        ((Recipients("group"), InGroup(Group(GroupId("1"), "VIPs", 3)), NINE), "en", "VIPs · 15/04 09:00 · ABCDE"),
        ((Recipients("group"), NINE), "en", "15/04 09:00 · ABCDE"),
        (
            (Recipients("explicit"), Contacts(ListId("a"), 2), NINE),
            "fr",
            "2 contacts · 15/04 09:00 · ABCDE",
        ),
        ((Recipients("explicit"), NINE), "en", "15/04 09:00 · ABCDE"),
    ],
)
def test_the_proposed_name_holds_audience_day_time_and_reference(
    context: Callable[..., Context], answers: tuple[object, ...], language: str, name: str
) -> None:
    assert proposed(context(*answers, language=language)) == name


def test_a_proposed_name_is_never_longer_than_a_name_may_be(context: Callable[..., Context]) -> None:
    names = Tags(tuple(f"étiquette {number}" for number in range(400)))

    assert len(proposed(context(Recipients("tags"), names, NINE))) <= 120


def test_the_proposed_name_can_be_taken_back_only_where_there_is_another(asks: Callable[..., Question]) -> None:
    assert asks(STEP).keys == ()
    assert asks(STEP, Name(None)).keys == ()
    assert asks(STEP, Name("Mine")).keys == ((Button(PROPOSED(), "proposed"),),)


def test_one_contact_is_not_several(context: Callable[..., Context]) -> None:
    name = proposed(context(Recipients("explicit"), Contacts(ListId("a"), 1), NINE))

    assert name == "1 contact · 15/04 09:00 · ABCDE"
