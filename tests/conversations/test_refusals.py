"""Every refusal that can reach a campaign leads back to an answer, and the campaign can be finished."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from conversations.contents import Body, Content
from conversations.conversation import Asking, Recap
from conversations.effects import Fetch
from conversations.needs import Instances
from conversations.refusals import COULD_NOT_READ, REFUSED, SENTENCES, UNAUTHORIZED, reading_failed, sentence
from conversations.steps.choices import Choices
from tests.conversations.walk import Walk

Refusal: TypeAlias = tuple[str, str | None, str, str, str | None]

# msgflash-api section 4: what can reach a campaign, and the step it leads back to (None: the recap).
REFUSALS: list[Refusal] = [
    ("VALIDATION_ERROR", None, "tags", "text", None),
    ("VALIDATION_ERROR", "unknown.field", "tags", "text", None),
    ("VALIDATION_ERROR", "instanceId", "tags", "text", "number"),
    ("VALIDATION_ERROR", "name", "tags", "text", "name"),
    ("VALIDATION_ERROR", "schedule", "tags", "text", "schedule"),
    ("VALIDATION_ERROR", "repeat", "tags", "text", "repeat"),
    ("VALIDATION_ERROR", "recipients", "tags", "text", "recipients"),
    ("VALIDATION_ERROR", "recipients.type", "tags", "text", "recipients"),
    ("VALIDATION_ERROR", "recipients.value", "tags", "text", "tags"),
    ("VALIDATION_ERROR", "recipients.value.3", "explicit", "text", "contacts"),
    ("VALIDATION_ERROR", "recipients.groupId", "group", "text", "group"),
    ("VALIDATION_ERROR", "type", "tags", "text", "content"),
    ("VALIDATION_ERROR", "body", "tags", "text", "body"),
    ("VALIDATION_ERROR", "body", "tags", "image", "caption"),
    ("VALIDATION_ERROR", "mediaUrl", "tags", "video", "media"),
    ("VALIDATION_ERROR", "title", "tags", "buttons", "title"),
    ("VALIDATION_ERROR", "description", "tags", "buttons", "description"),
    ("VALIDATION_ERROR", "footer", "tags", "buttons", "footer"),
    ("VALIDATION_ERROR", "buttons.1.displayText", "tags", "buttons", "choices"),
    ("VALIDATION_ERROR", "buttons", "tags", "text", None),
    ("VALIDATION_ERROR", "templateId", "tags", "template", "template"),
    ("VALIDATION_ERROR", "variables.code", "tags", "template", "variables"),
    ("NOT_FOUND", None, "tags", "text", "number"),
    ("NOT_FOUND", None, "tags", "template", "template"),
    ("NOT_FOUND", None, "group", "text", "group"),
    ("UNSUPPORTED_FEATURE", None, "tags", "buttons", "choices"),
    ("UNSUPPORTED_FEATURE", None, "tags", "voice_note", "content"),
    ("TEMPLATE_INVALID", None, "tags", "template", "template"),
    ("TEMPLATE_VARIABLES_MISSING", None, "tags", "template", "template"),
    ("TEMPLATE_CONTEXT_UNAVAILABLE", None, "tags", "template", "number"),
    ("CAMPAIGNS_NOT_AVAILABLE_ON_PLAN", None, "tags", "text", None),
    ("FEATURE_NOT_AVAILABLE_ON_PLAN", None, "tags", "text", None),
    ("SUBSCRIPTION_INACTIVE", None, "tags", "text", None),
    ("UNAUTHORIZED", None, "tags", "text", None),
    ("FORBIDDEN", None, "tags", "text", None),
    ("TEAM_KEY_REQUIRED", None, "tags", "text", None),
    ("TEAM_KEY_NOT_ALLOWED", None, "tags", "text", None),
    ("API_RATE_LIMIT_EXCEEDED", None, "tags", "text", None),
    ("MONTHLY_API_REQUEST_QUOTA_EXCEEDED", None, "tags", "text", None),
    ("MONTHLY_OUTBOUND_QUOTA_EXCEEDED", None, "tags", "text", None),
    ("BAD_REQUEST", None, "tags", "text", None),
    ("INVALID_DESTINATION", None, "tags", "text", None),
    ("CONFLICT", None, "tags", "text", None),
    ("HTTP 404", None, "tags", "text", None),
    ("SOMETHING_NEW", None, "all", "text", None),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: f"{refusal[0]}-{refusal[1]}-{refusal[3]}")
def test_a_refusal_leads_back_to_the_right_step_with_the_draft_intact_and_the_campaign_can_be_finished(
    walks: Callable[..., Walk], refusal: Refusal, language: str
) -> None:
    code, field, to, sending, step = refusal
    walk = walks(language)
    walk.completes(to, sending)
    answers = walk.draft().answers
    walk.confirms()
    walk.refuses(code, field)

    assert walk.stage() == (Recap() if step is None else Asking(step, from_recap=True))
    assert walk.draft().answers == answers
    assert walk.conversation.problem == sentence(code)
    walk.sees(code)
    if step is not None:
        walk.chooses("back")
    walk.finishes()
    assert [submission.attempt for submission in walk.submitted] == [1, 2]


def test_every_code_has_its_own_sentence_or_the_general_one() -> None:
    assert all(sentence(code) == text() for code, text in SENTENCES.items())
    assert sentence("SOMETHING_NEW") == REFUSED()


def test_buttons_that_a_number_cannot_send_become_a_numbered_text(walk: Walk) -> None:
    walk.completes("tags", "buttons")
    walk.confirms()
    walk.refuses("UNSUPPORTED_FEATURE")
    walk.presses("A numbered text instead")

    draft = walk.draft()
    assert draft.find(Content) == Content("text")
    assert draft.find(Body) == Body("*Well?*\n\nOne tap is enough.\n\nReply 1 for: Good\nReply 2 for: Bad")
    assert draft.find(Choices) == Choices(("Good", "Bad"))
    walk.finishes()


def test_an_unknown_number_is_chosen_from_a_list_that_is_fetched_again(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    refusal = walk.refuses("NOT_FOUND")

    assert Fetch(Instances()) in refusal.effects
    walk.presses("Ancien")
    walk.chooses(*[choice for choice in walk.choices() if choice.startswith("zone:")][:1])
    walk.finishes()


def test_what_could_not_be_read_is_said_in_the_same_words() -> None:
    assert reading_failed(None) == COULD_NOT_READ()
    assert reading_failed("UNAUTHORIZED") == UNAUTHORIZED()
    assert reading_failed("INTERNAL_ERROR") == COULD_NOT_READ()
