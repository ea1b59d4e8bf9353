"""Which of MsgFlash's stored messages is sent."""

from collections.abc import Callable

import pytest

from conversations.needs import Nothing, TemplatePage, Templates
from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON
from conversations.screen import Button, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still
from conversations.steps.template import GONE, NO_TEMPLATES, STEP, FromTemplate, Page
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
        ("Basket", Problem(PRESS_A_BUTTON(value="Basket"))),
        ("", Problem(PRESS_A_BUTTON(value=""))),
        ("😀", Problem(PRESS_A_BUTTON(value="😀"))),
        ("<b>*", Problem(PRESS_A_BUTTON(value="<b>*"))),
        ("قالب", Problem(PRESS_A_BUTTON(value="قالب"))),
        ("x" * 5000, Problem(PRESS_A_BUTTON(value="x" * 59 + "…"))),
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
        ("Basket · Hello {{custom.code}}", "id:1"),
        ("Bare · image", "id:2"),
        ("Blank · text", "id:3"),
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
