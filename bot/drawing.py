"""The small picture of a number: its score as a line, what was sent as bars beside the limit advised.

The font that comes with Pillow has no accents: the words are such as need none in either language.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.render import Rendered
from conversations.chart import Chart, Point
from conversations.conversation import Conversation
from conversations.screen import Screen
from conversations.words import Language, Text

SCORE = Text(fr="Score", en="Score")
LIMIT = Text(fr="Limite", en="Limit")
PEOPLE = Text(fr="Destinataires", en="Recipients")
SENT = Text(fr="Partis", en="Sent")

SIZE = (800, 560)
LEFT, RIGHT, TOP, MIDDLE, BOTTOM = 40, 760, 60, 260, 500
GAP = 60
PAPER, INK, FAINT = (255, 255, 255), (31, 41, 55), (209, 213, 219)
BLUE, PALE, AMBER = (29, 78, 216), (191, 219, 254), (180, 83, 9)
FONT, SMALL = 22, 18
DOT = 5
BAR = 0.5
DASH = 10
LINE = 30
MOST_LABELS = 6


async def drawn(screen: Screen, rendered: Rendered, conversation: Conversation) -> Rendered:
    """Return what is to be shown with its picture, drawn beside the loop, if the screen has one."""
    if screen.picture is None:
        return rendered
    return replace(rendered, picture=await asyncio.to_thread(draw, screen.picture, conversation.language))


def draw(chart: Chart, language: Language) -> bytes:
    """Return the picture as PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    places = _places(len(chart.points))
    _score(pen, chart.points, places, language)
    _people(pen, chart.points, places, language)
    each = -(-len(places) // MOST_LABELS)
    for at, (place, point) in enumerate(zip(places, chart.points, strict=True)):
        if at % each == 0:
            pen.text((place, BOTTOM + 14), f"{point.day:%d/%m}", INK, _font(SMALL), "ma")
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _places(count: int) -> list[float]:
    width = (RIGHT - LEFT) / count
    return [LEFT + width * (at + 0.5) for at in range(count)]


def _score(pen: ImageDraw.ImageDraw, points: Sequence[Point], places: list[float], language: Language) -> None:
    pen.text((LEFT, TOP - 44), SCORE.in_language(language), BLUE, _font(FONT))
    told = [(place, point.score) for place, point in zip(places, points, strict=True) if point.score is not None]
    if not told:
        return
    scale = _scale([score for _, score in told], TOP + 24, MIDDLE - GAP)
    line = [(place, scale(score)) for place, score in told]
    if len(line) > 1:
        pen.line(line, BLUE, 4)
    for (across, down), (_, score) in zip(line, told, strict=True):
        pen.ellipse((across - DOT, down - DOT, across + DOT, down + DOT), BLUE)
        pen.text((across, down - 10), _number(score), INK, _font(SMALL), "md")


def _people(pen: ImageDraw.ImageDraw, points: Sequence[Point], places: list[float], language: Language) -> None:
    across = LEFT
    for word, color in ((PEOPLE, PALE), (SENT, BLUE), (LIMIT, AMBER)):
        pen.rectangle((across, MIDDLE - 22, across + 16, MIDDLE - 6), color)
        pen.text((across + 24, MIDDLE - 28), word.in_language(language), INK, _font(FONT))
        across += 60 + int(pen.textlength(word.in_language(language), _font(FONT)))
    pen.line((LEFT, BOTTOM, RIGHT, BOTTOM), FAINT, 2)
    largest = max((value for point in points for value in (point.people, point.limit, point.sent) if value), default=1)
    height = BOTTOM - MIDDLE - 36
    half = (RIGHT - LEFT) / len(points) * BAR / 2
    for place, point in zip(places, points, strict=True):
        for value, color in ((point.people, PALE), (point.sent, BLUE)):
            if value:
                pen.rectangle((place - half, BOTTOM - height * value / largest, place + half, BOTTOM), color)
        top = BOTTOM - height * max(point.people or 0, point.sent or 0) / largest
        if point.limit is not None:
            level = BOTTOM - height * point.limit / largest
            pen.line((place - half - DASH, level, place + half + DASH, level), AMBER, 4)
            top = level if top - LINE < level < top else top
        if point.people is not None:
            pen.text((place, top - 6), _number(point.people), INK, _font(SMALL), "md")


def _scale(values: list[float], top: float, bottom: float) -> Callable[[float], float]:
    low, high = min(values), max(values)
    if low == high:
        return lambda _: (top + bottom) / 2
    return lambda value: bottom - (bottom - top) * (value - low) / (high - low)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if float(value).is_integer() else f"{value:.1f}"


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
