"""MsgFlash's verdict: whole, against its limits, with a French gloss where its English is known."""

import pytest

from bot.render import plain, render
from conversations.screen import Screen
from conversations.stages.verdict import GLOSSES, gloss, verdict
from conversations.words import Language
from conversations.workspace import Safety

KNOWN = (
    ("248 recipients are more than the 100 advised for this number now.", "248 destinataires"),
    ("62% of the recipients never engaged with this number; at most 40% is advised.", "62\u00a0% des destinataires"),
    ("Split the audience into campaigns of at most 100 recipients.", "100 destinataires au plus"),
    ("This number is still warming up.", "encore en chauffe"),
    ("Many contacts are new to this number.", "nouveaux pour ce numéro"),
    ("Send to fewer people first.", "moins de monde"),
    ("Wait 2 weeks.", "2\u00a0sem."),
)


def read(safety: Safety, language: Language) -> str:
    return plain(render(Screen("", blocks=verdict(safety, language)), language, None).html)


@pytest.mark.parametrize(("sentence", "french"), KNOWN)
def test_a_known_reason_is_told_in_french_and_keeps_its_english_below(sentence: str, french: str) -> None:
    said = read(Safety(reasons=(sentence,)), "fr")

    assert sentence in said
    assert french in said.partition(sentence)[0]


@pytest.mark.parametrize(("sentence", "french"), KNOWN)
def test_in_english_nothing_is_added(sentence: str, french: str) -> None:
    said = read(Safety(recommendations=(sentence,)), "en")

    assert sentence in said
    assert french not in said


@pytest.mark.parametrize(
    "sentence",
    [
        "This number has finished warming up.",
        "This number is not connected by cable.",
        "Do not send to fewer people first.",
        "No recipients are cold contacts.",
    ],
)
def test_a_sentence_that_only_holds_known_words_is_not_glossed(sentence: str) -> None:
    assert gloss(sentence) is None


@pytest.mark.parametrize("sentence", ["", "Quelque chose", "A wholly new reason {x}", "%", "(" * 300])
def test_an_unknown_reason_is_shown_as_it_is(sentence: str) -> None:
    assert gloss(sentence) is None
    assert sentence in read(Safety(reasons=(sentence,)), "fr")


def test_no_gloss_needs_what_its_sentence_does_not_name() -> None:
    assert all(french.format(n="1", m="2") for _, french in GLOSSES)


def test_what_else_came_is_shown_as_it_came() -> None:
    said = read(Safety(decision="allow", more=(("cooldownHours", "12"), ("notes", '{"a": 1}'))), "en")

    assert "cooldownHours: 12" in said
    assert '{"a": 1}' in said


@pytest.mark.parametrize(("people", "bar"), [(0, "▱▱▱▱▱▱▱▱"), (50, "▰▰▰▰▱▱▱▱"), (120, "▰▰▰▰▰▰▰▰")])
def test_the_audience_is_drawn_against_its_limit(people: int, bar: str) -> None:
    assert bar in read(Safety(total_recipients=people, max_recipients=100), "en")
