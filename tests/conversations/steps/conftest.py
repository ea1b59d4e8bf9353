"""One reply put to one step, without the conversation around it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from conversations.draft import Draft
from conversations.needs import Finding
from conversations.step import AnyStep, Context, Outcome, Question, Reply, Wrote
from conversations.words import Language
from conversations.workspace import Reference

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)


def around(answers: tuple[object, ...], finding: Finding | None, memo: object, language: Language) -> Context:
    draft = Draft(Reference("ABCDE"), NOW, answers)
    return Context(draft, NOW, "Europe/Paris", language, memo=memo, finding=finding)


def reading(
    step: AnyStep,
    reply: Reply | str,
    *answers: object,
    finding: Finding | None = None,
    memo: object = None,
    language: Language = "en",
) -> Outcome:
    said = Wrote(reply) if isinstance(reply, str) else reply
    return step.read(said, around(answers, finding, memo, language))


def asking(
    step: AnyStep,
    *answers: object,
    finding: Finding | None = None,
    memo: object = None,
    language: Language = "en",
) -> Question:
    return step.ask(around(answers, finding, memo, language))


@pytest.fixture
def reads() -> Callable[..., Outcome]:
    """What a step makes of a reply; a plain text stands for one that was typed."""
    return reading


@pytest.fixture
def asks() -> Callable[..., Question]:
    """The question of a step."""
    return asking


@pytest.fixture
def context() -> Callable[..., Context]:
    """What a step may look at, with these answers in the draft."""
    return lambda *answers, finding=None, memo=None, language="en": around(answers, finding, memo, language)
