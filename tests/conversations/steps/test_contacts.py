"""Which contacts, named one by one, receive the message."""

from collections.abc import Callable

import pytest

from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Reply
from conversations.steps.contacts import COUNTED, NOT_IDS, SAMPLE_ID, STEP, Contacts
from conversations.words import Said, Several
from conversations.workspace import ContactId

ONE = "3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d10"
TWO = "3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d11"


def contacts(*ids: str) -> Answered:
    return Answered(Contacts(tuple(ContactId(one) for one in ids)))


def not_ids(count: int, *some: str) -> Problem:
    said: Said = NOT_IDS(count, some=Several(some), example=SAMPLE_ID)
    return Problem(said)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (ONE, contacts(ONE)),
        (f"{ONE},{TWO}", contacts(ONE, TWO)),
        (f" {ONE} ;\n{TWO}, ", contacts(ONE, TWO)),
        (ONE.upper(), contacts(ONE)),
        (f"{ONE} {ONE.upper()}", contacts(ONE)),
        (ONE[:-1], not_ids(1, ONE[:-1])),
        (ONE.replace("3b", "3g"), not_ids(1, ONE.replace("3b", "3g"))),
        (ONE.replace("-", ""), not_ids(1, ONE.replace("-", ""))),
        (f"{{{ONE}}}", not_ids(1, f"{{{ONE}}}")),
        (f"{ONE} Awa", not_ids(1, "Awa")),
        ("+33639980001", not_ids(1, "+33639980001")),
        ("Awa Sam Zoé Léo", not_ids(4, "Awa", "Sam", "Zoé")),
        (",", not_ids(1, ",")),
        ("😀", not_ids(1, "😀")),
        ("<b>x</b>", not_ids(1, "<b>x</b>")),
        ("مرحبا", not_ids(1, "مرحبا")),
        ("x" * 5000, not_ids(1, "x" * 39 + "…")),
        ("x" * 100_001, Problem(TOO_LONG(length=100_001, most=100_000))),
        ("", Problem(EMPTY())),
        (" \n ", Problem(EMPTY())),
        (Attached("contact"), Problem(WRITE_IT(kind=KINDS["contact"]()))),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Chosen("all"), Problem(PRESS_A_BUTTON(value="all"))),
    ],
)
def test_a_reply_is_the_ids_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


def test_four_hundred_ids_are_taken_in_their_order(reads: Callable[..., Outcome]) -> None:
    ids = [f"3b9e5f5e-2f77-4a44-9c9b-{number:012x}" for number in range(400)]

    assert reads(STEP, "\n".join(ids)) == contacts(*ids)


def test_the_number_of_contacts_is_known(context: Callable[..., Context]) -> None:
    answer = Contacts((ContactId(ONE), ContactId(TWO)))

    assert STEP.size(answer) == 2
    assert STEP.recap(answer, context()) == COUNTED(2)
