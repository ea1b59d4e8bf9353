"""What the bot says: both languages whole, French typography, and no markup."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import bot
import conversations
from conversations.screen import Button, Copy
from conversations.words import LANGUAGES, Plural, Said, Text

BEFORE_SIGNS = re.compile(r"(?<![\u00a0\u202f])[;!?»]|[^\u00a0\u202f\d]:(?!//)|«(?![\u00a0\u202f])")
STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]")
MARKUP = re.compile(r"</?[a-z]+>|&[a-z]+;|\*\*|__")
DOTS = re.compile(r"\.\.\.")


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if found.name != "bot.__main__":
            yield importlib.import_module(found.name)


def texts_in(value: object, path: str) -> Iterator[tuple[str, Text]]:
    match value:
        case Text():
            yield path, value
        case Plural(one, many):
            yield f"{path}.one", one
            yield f"{path}.many", many
        case Said(text):
            yield from texts_in(text, path)
        case Button(label) | Copy(label):
            yield from texts_in(label, path)
        case dict():
            for key, inner in value.items():
                yield from texts_in(inner, f"{path}[{key}]")
        case tuple() | list():
            for at, inner in enumerate(value):
                yield from texts_in(inner, f"{path}[{at}]")
        case _:
            pass  # no text in it


def texts() -> Iterator[tuple[str, Text]]:
    for package in (conversations, bot):
        for module in modules(package):
            for name, value in vars(module).items():
                yield from texts_in(value, f"{module.__name__}.{name}")


TEXTS = dict(texts())


def faulty(pattern: re.Pattern[str], language: str) -> dict[str, str]:
    said = {path: text.fr if language == "fr" else text.en for path, text in TEXTS.items()}
    return {path: words for path, words in said.items() if pattern.search(words)}


def test_the_texts_are_found() -> None:
    assert len(TEXTS) > 200
    assert "conversations.stages.keys.BACK" in TEXTS
    assert "conversations.refusals.SENTENCES[NOT_FOUND]" in TEXTS


def test_every_text_says_something_in_both_languages() -> None:
    assert [path for path, text in TEXTS.items() if not text.fr.strip() or not text.en.strip()] == []


def test_french_has_no_break_spaces_before_double_signs_and_inside_quotation_marks() -> None:
    assert faulty(BEFORE_SIGNS, "fr") == {}


def test_english_has_no_space_before_its_signs() -> None:
    assert faulty(re.compile(r"[\s\u00a0\u202f][:;!?]"), "en") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_are_typographic(language: str) -> None:
    assert faulty(STRAIGHT, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_markup(language: str) -> None:
    assert faulty(MARKUP, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_dots_are_one_sign(language: str) -> None:
    assert faulty(DOTS, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_blank_edges_or_two_spaces(language: str) -> None:
    assert faulty(re.compile(r"^\s|\s$|  "), language) == {}


def test_quotation_marks_are_those_of_the_language() -> None:
    assert faulty(re.compile(r"[“”\"]"), "fr") == {}
    assert faulty(re.compile(r"[«»\"]"), "en") == {}


def test_a_text_in_french_quotes_where_the_english_quotes() -> None:
    differing = [path for path, text in TEXTS.items() if text.fr.count("«") != text.en.count("“")]

    assert differing == []


def test_languages_with_other_placeholders_are_refused() -> None:
    with pytest.raises(ValueError, match="placeholders differ"):
        Text(fr="{un}", en="{one}")


@pytest.mark.parametrize("values", [{}, {"count": 1, "more": 2}, {"other": 1}])
def test_a_text_takes_exactly_its_values(values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="does not take"):
        Text(fr="{count} fois", en="{count} times")(**values)


def test_a_plural_takes_at_least_the_values_of_its_forms() -> None:
    plural = Plural(
        one=Text(fr="{who} seul", en="{who} alone"), many=Text(fr="{count} avec {who}", en="{count} with {who}")
    )

    assert plural(2, who="Awa") == Said(plural, (("count", 2), ("who", "Awa")))
    with pytest.raises(ValueError, match="does not take"):
        plural(2)


def test_a_text_is_read_in_the_language_asked_for() -> None:
    text = Text(fr="oui", en="yes")

    assert [text.in_language(language) for language in LANGUAGES] == ["oui", "yes"]
