"""Which of MsgFlash's stored messages is sent."""

from collections.abc import Callable

import pytest

from conversations.contents import LABELS, Content
from conversations.needs import Nothing, TemplateMatches, TemplatePage, Templates, TemplatesLike
from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON
from conversations.screen import Button, Small, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still
from conversations.steps.template import (
    ALL,
    FOUND,
    GONE,
    NAMED,
    NO_TEMPLATES,
    NOT_ALL,
    STEP,
    FromTemplate,
    Page,
    TemplateSearch,
)
from conversations.workspace import Template, TemplateId

BASKET = Template(TemplateId("1"), "Basket", "text", "\n Hello {{custom.code}}\nBye", ("code",))
BARE = Template(TemplateId("2"), "Bare", "image", None, ())
BLANK = Template(TemplateId("3"), "Blank", "text", "  ", ())
FIRST = TemplatePage((BASKET, BARE, BLANK), more=True)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("id:1"), Answered(FromTemplate(BASKET))),
        (Chosen("id:9"), Problem(GONE())),
        (Chosen("later"), Still(Page(2))),
        (Chosen("earlier"), Still(None)),
        (Chosen("other"), Problem(PRESS_A_BUTTON(value="other"))),
        ("Basket", Still(TemplateSearch("Basket"))),
        ("", Problem(PRESS_A_BUTTON(value=""))),
        ("😀", Still(TemplateSearch("😀"))),
        ("<b>*", Still(TemplateSearch("<b>*"))),
        ("قالب", Still(TemplateSearch("قالب"))),
        ("x" * 5000, Still(TemplateSearch("x" * 100))),
        (Attached("sticker"), Problem(NOT_TAKEN(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(NOT_TAKEN(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(NOT_TAKEN(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_a_template_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply, finding=FIRST) == outcome


def test_each_page_asks_for_its_own_templates(context: Callable[..., Context]) -> None:
    assert STEP.needs(context()) == Templates(1)
    assert STEP.needs(context(memo=Page(3))) == Templates(3)


def test_pages_turn_forth_and_back_and_never_before_the_first(reads: Callable[..., Outcome]) -> None:
    assert reads(STEP, Chosen("later"), finding=FIRST, memo=Page(2)) == Still(Page(3))
    assert reads(STEP, Chosen("earlier"), finding=FIRST, memo=Page(3)) == Still(Page(2))
    assert reads(STEP, Chosen("earlier"), finding=FIRST, memo=Page(2)) == Still(None)


def test_each_key_shows_the_first_line_or_the_kind(asks: Callable[..., Question]) -> None:
    def keys(finding: TemplatePage, memo: Page | None = None) -> list[tuple[object, str]]:
        rows = asks(STEP, finding=finding, memo=memo).keys
        return [(key.label, key.choice) for row in rows for key in row if isinstance(key, Button)]

    assert keys(FIRST)[:3] == [
        ("Basket · Hello …", "id:1"),
        (NAMED(name="Bare", kind=LABELS["image"]()), "id:2"),
        (NAMED(name="Blank", kind=LABELS["text"]()), "id:3"),
    ]
    assert [choice for _, choice in keys(FIRST)] == ["id:1", "id:2", "id:3", "later"]
    assert [choice for _, choice in keys(TemplatePage((BARE,)), Page(2))] == ["id:2", "earlier"]
    assert [choice for _, choice in keys(TemplatePage((BARE,)))] == ["id:2"]


def test_no_templates_at_all_says_what_to_do(asks: Callable[..., Question]) -> None:
    assert asks(STEP, finding=TemplatePage(())).blocks == (Warned(NO_TEMPLATES()),)
    assert asks(STEP, finding=TemplatePage(()), memo=Page(2)).blocks == ()
    assert asks(STEP, finding=Nothing()).blocks == ()


def test_the_recap_names_the_template_and_shows_its_text(context: Callable[..., Context]) -> None:
    assert STEP.recap(FromTemplate(BASKET), context()) == "Basket"
    assert STEP.message(FromTemplate(BASKET)) == BASKET.body
    assert STEP.message(FromTemplate(BARE)) is None


SEARCH = TemplateSearch("sale")
MANY = TemplateMatches(
    tuple(Template(TemplateId(str(at)), f"Sale {at}", "text", None, ()) for at in range(20)), 500, whole=False
)


@pytest.mark.parametrize(
    ("choice", "outcome"),
    [
        ("id:17", Answered(FromTemplate(MANY.templates[17]))),
        ("id:99", Problem(GONE())),
        ("later", Still(TemplateSearch("sale", 2))),
        ("earlier", Still(TemplateSearch("sale", 0))),
        ("all", Still(None)),
    ],
)
def test_among_what_was_found_one_is_chosen_or_turned_to(
    reads: Callable[..., Outcome], choice: str, outcome: Outcome
) -> None:
    assert reads(STEP, Chosen(choice), finding=MANY, memo=TemplateSearch("sale", 1)) == outcome


def test_what_was_found_is_counted_and_it_is_said_when_not_all_were_searched(asks: Callable[..., Question]) -> None:
    question = asks(STEP, finding=MANY, memo=SEARCH)
    labels = [key.label for row in question.keys for key in row]

    assert question.said == FOUND(20, words="sale")
    assert question.blocks == (Small(NOT_ALL(searched=500)),)
    assert (len(labels), labels[-1]) == (10, ALL())
    assert asks(STEP, finding=TemplateMatches((), 2, whole=True), memo=SEARCH).blocks == ()


def test_searching_needs_the_words_and_listing_a_page(context: Callable[..., Context]) -> None:
    assert STEP.needs(context(Content("template"), memo=SEARCH)) == TemplatesLike("sale")
    assert STEP.needs(context(Content("template"), memo=Page(3))) == Templates(3)


def test_a_long_name_leaves_room_for_what_the_template_is(asks: Callable[..., Question]) -> None:
    long = Template(TemplateId("1"), "An endless name of a template", "video", None, ())
    key = asks(STEP, finding=TemplatePage((long,))).keys[0][0]

    assert key.label == NAMED(name="An endless name of…", kind=LABELS["video"]())
