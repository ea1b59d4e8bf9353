from datetime import UTC, datetime

import pytest

from bot.render import render
from conversations.markup import unmarked
from conversations.screen import Button, Line, Listed, Paragraph, Screen
from conversations.words import Day, Said, Text, When

MONDAY = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
DAY = Text(fr="{day}, 09:00", en="{day}, 09:00")(day=Day(MONDAY.date()))
MOMENT = Text(fr="{when} : tard.", en="{when}: late.")(when=When(MONDAY, "UTC"))
LABEL = Text(fr="Départ", en="Start")()


def test_a_key_begins_with_a_capital_also_where_it_begins_with_a_day() -> None:
    shown = render(Screen("x", keys=((Button(DAY, "day"),),)), "fr", 1)

    assert shown.keyboard is not None
    assert shown.keyboard.inline_keyboard[0][0].text == "Lun. 20 avr., 09:00"


@pytest.mark.parametrize("block", [Paragraph(MOMENT), Listed((MOMENT,))])
def test_a_sentence_begins_with_a_capital_and_its_instant_keeps_its_tag(block: Paragraph | Listed) -> None:
    shown = render(Screen("x", blocks=(block,)), "fr", 1)

    assert '<tg-time unix="1776675600">Lun. 20 avr. 2026' in shown.html


def test_within_a_line_a_day_stays_small() -> None:
    value: Said = Text(fr="{when}", en="{when}")(when=When(MONDAY, "UTC"))

    assert ">lun. 20 avr. 2026" in render(Screen("x", (Line(LABEL, value),)), "fr", 1).html


def test_a_name_that_begins_a_key_keeps_its_letters() -> None:
    named = Text(fr="{name} · connecté", en="{name} · connected")(name="main-shop")
    shown = render(Screen("x", keys=((Button(named, "number"),),)), "fr", 1)

    assert shown.keyboard is not None
    assert shown.keyboard.inline_keyboard[0][0].text == "main-shop · connecté"


def test_the_words_of_a_message_without_its_signs() -> None:
    assert unmarked("*Bonjour* _à_ tous ~x~ 2*3") == "Bonjour à tous x 2*3"
