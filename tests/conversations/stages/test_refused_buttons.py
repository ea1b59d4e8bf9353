"""Reply buttons: shown in the recap, and what is offered where a phone or a number cannot have them."""

from collections.abc import Callable

import pytest

from conversations.checks.message import NOT_ON_EVERY_PHONE
from conversations.contents import Body, Content
from conversations.conversation import Asking, Recap
from conversations.refusals import UNSUPPORTED_FEATURE
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import SHOP, Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_tap_on_the_recap_makes_a_numbered_text_of_them(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes(sending="buttons")
    walk.sees("[ Good ]", "[ Bad ]", NOT_ON_EVERY_PHONE.in_language(language))
    assert walk.reads().count("WhatsApp Business") == 1
    walk.chooses("numbered")

    assert walk.stage() == Recap()
    assert walk.draft().find(Content) == Content("text")
    body = walk.draft().find(Body)
    assert body is not None
    assert "1" in body.text
    walk.finishes()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["numbered", "edit:number"])
def test_a_number_that_cannot_send_them_leads_to_a_text_or_another_number(
    walks: Callable[..., Walk], language: Language, way: str
) -> None:
    walk = walks(language)
    walk.completes(sending="buttons")
    walk.confirms()
    walk.refuses("UNSUPPORTED_FEATURE")
    walk.sees(UNSUPPORTED_FEATURE.in_language(language))
    walk.chooses(way)
    if way == "edit:number":
        assert walk.stage() == Asking("number", from_recap=True)
        walk.chooses(f"id:{SHOP.id}")

    assert walk.stage() == Recap()
    walk.finishes()
