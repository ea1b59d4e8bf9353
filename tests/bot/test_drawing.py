"""A number's picture is a small PNG, whatever MsgFlash told, in words that its font has."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot import drawing
from bot.drawing import AMBER, BLUE, PALE, SIZE, draw
from conversations.chart import Chart, Point
from conversations.words import LANGUAGES, Language, Text

FIRST = date(2026, 4, 1)
FULL = tuple(Point(FIRST + timedelta(days=day), 56.5 + day, 100, 120 + day, 60) for day in range(12))


def colors(content: bytes) -> set[object]:
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
        return {color for _, color in image.getcolors(SIZE[0] * SIZE[1]) or ()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_score_limit_and_recipients_are_drawn(language: Language) -> None:
    content = draw(Chart(FULL), language)

    assert {BLUE, PALE, AMBER} <= colors(content)
    assert len(content) < 50_000


@pytest.mark.parametrize(
    "points",
    [
        FULL[:1],
        FULL[:2],
        tuple(Point(point.day) for point in FULL),
        tuple(replace(point, score=72.0) for point in FULL),
        (Point(FIRST, people=0, limit=0, sent=0), Point(FIRST, score=-5, people=10**9)),
    ],
    ids=["one", "two", "nothing told", "never changed", "zeros and giants"],
)
def test_any_verdicts_can_be_drawn(points: tuple[Point, ...]) -> None:
    assert colors(draw(Chart(points), "fr"))


def test_the_words_in_the_picture_need_no_accents() -> None:
    words = [value for value in vars(drawing).values() if isinstance(value, Text)]

    assert len(words) == 4
    assert all(text.fr.isascii() and text.en.isascii() for text in words)
