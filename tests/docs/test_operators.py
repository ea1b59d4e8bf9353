"""The pages for operators: the same in both languages, and in the bot's own words."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.introduction import COMMANDS
from bot.render import say
from conversations.spoken import At, OnDay, read_time
from conversations.words import LANGUAGES, Language, Text, When
from tests.conversations.test_words import BEFORE_SIGNS, STRAIGHT, TEXTS

DOCS = Path(__file__).parents[2] / "docs"
ZONE = "Africa/Porto-Novo"
NOW = datetime(2026, 5, 21, 14, 32, tzinfo=ZoneInfo(ZONE))
AT = Text(fr="{when}", en="{when}")
EXAMPLE = re.compile(r"^\| `([^`/][^`]*)` \| (.+) \|$", re.MULTILINE)


def page(language: Language) -> str:
    return (DOCS / f"operators.{language}.md").read_text(encoding="utf-8")


def skeleton(text: str) -> list[str]:
    """Return what both pages must have in the same order: headings, lists, rows, pictures, commands in text."""
    lines = re.findall(r"^(#+|\d\.|-|\||<img src=\"pictures/[a-z-]+)", text, re.MULTILINE)
    return [line.removesuffix("-fr").removesuffix("-en") for line in lines]


def pictures(text: str) -> list[str]:
    return re.findall(r'src="pictures/([^"]+)"', text)


def test_both_pages_are_built_alike() -> None:
    french, english = page("fr"), page("en")

    assert skeleton(french) == skeleton(english)
    assert len(skeleton(french)) > 60
    assert re.findall(r"`/[a-z]+`", french) == re.findall(r"`/[a-z]+`", english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_is_there_and_in_the_pages_language(language: Language) -> None:
    shown = pictures(page(language))

    assert len(shown) == len(set(shown)) > 10
    assert all(name.endswith(f"-{language}.png") for name in shown)
    assert [name for name in shown if not (DOCS / "pictures" / name).is_file()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_bold_is_what_the_bot_says(language: Language) -> None:
    said = [text.in_language(language) for text in TEXTS.values()]
    flowing = re.sub(r"\n *", " ", page(language))
    quoted = re.findall(r"\*\*(.+?)\*\*", flowing)

    assert len(quoted) > 30
    assert [words for words in quoted if not any(words in text for text in said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_time_given_as_an_example_is_read_as_the_page_says(language: Language) -> None:
    examples = EXAMPLE.findall(page(language))

    assert len(examples) == 10
    for phrase, meaning in examples:
        read = read_time(phrase, NOW, ZoneInfo(ZONE), None)
        assert isinstance(read, At), phrase
        assert say(AT(when=When(read.instant, ZONE)), language) == f"{meaning} (Porto-Novo)", phrase


@pytest.mark.parametrize("phrase", ["demain", "15/06", "tomorrow"])
def test_a_day_alone_is_taken(phrase: str) -> None:
    assert isinstance(read_time(phrase, NOW, ZoneInfo(ZONE), None), OnDay)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_named_is_one_the_bot_knows(language: Language) -> None:
    named = set(re.findall(r"`/([a-z]+)`", page(language)))

    assert named <= {"start", *COMMANDS}
    assert named >= {"start", *COMMANDS}


def test_the_french_page_has_french_typography() -> None:
    text = re.sub(r"`[^`]*`|<img[^>]*>|\]\([^)]*\)|^\|[-|]+$", "", page("fr"), flags=re.MULTILINE)
    text = re.sub(r"\d\d:\d\d", "", text)

    assert BEFORE_SIGNS.findall(text) == []
    assert STRAIGHT.findall(text) == []
