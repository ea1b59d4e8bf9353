"""What holds for every step, whichever it is."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import combinations, product
from pathlib import Path
from typing import get_args

import pytest

from bot.wire import to_request
from conversations import steps
from conversations.conversation import Asking
from conversations.draft import Draft
from conversations.flow import BY_NAME, STEPS, applicable, next_question, progress
from conversations.needs import Finding, GroupPage, InstanceList, Nothing, TemplatePage, Total
from conversations.people import Contact, ContactPage, KnownTags, TagCount
from conversations.step import AnyStep
from conversations.steps.contacts import Contacts
from conversations.steps.content import Content
from conversations.steps.content import Kind as ContentKind
from conversations.steps.recipients import Kind as AudienceKind
from conversations.steps.recipients import Recipients
from conversations.steps.template import FromTemplate
from conversations.words import LANGUAGES, Language
from conversations.workspace import ContactId, Group, GroupId, Instance, InstanceId, Reference, Template, TemplateId
from storage.codec import decode, encode
from tests.conversations.people import AWA
from tests.conversations.walk import Walk

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
FOLDER = Path(inspect.getfile(steps)).parent
LONG = "Une longue désignation <b>&amp; مرحبا 😀 " * 3
"""Longer than any name a shop gives, with all that a message's markup could trip over."""
KINDS = tuple(product(get_args(AudienceKind), get_args(ContentKind)))


def uuid(number: int) -> str:
    return f"c7f5a3ce-55d0-4c39-9b41-{number:012x}"


CROWDED: dict[str, Finding] = {
    "number": InstanceList(
        tuple(Instance(InstanceId(uuid(at)), LONG, "+33639980001", "connecting") for at in range(20))
    ),
    "recipients": Total(1_234_567, (LONG,) * 5),
    "tags": KnownTags(
        NOW,
        1_234_567,
        tuple(TagCount(LONG[at:], 99_999) for at in range(8)),
        True,
        (TagCount(LONG, 99_999), *(TagCount(f"{at} {LONG}", 0) for at in range(400))),
        99_999,
        9,
        (LONG,) * 5,
    ),
    "contacts": ContactPage(tuple(Contact(ContactId(uuid(at)), LONG, "+33639980001") for at in range(8)), "next"),
    "group": GroupPage(tuple(Group(GroupId(uuid(at)), LONG, 99_999) for at in range(8)), "next"),
    "template": TemplatePage(
        tuple(Template(TemplateId(uuid(at)), LONG, "text", LONG, ()) for at in range(8)), more=True
    ),
}


def module_of(step: AnyStep) -> Path:
    return FOLDER / f"{step.name}.py"


def drafts(walks: Callable[..., Walk]) -> Iterator[Draft]:
    """A finished draft of each kind of audience and content."""
    for to, sending in KINDS:
        walk = walks()
        walk.completes(to, sending)
        yield walk.draft()


def request_of(draft: Draft) -> dict[str, object]:
    explicit = draft.find(Contacts) is not None
    return to_request(draft, "Name", (AWA.id,) if explicit else ())


def leaves(body: object, path: str = "") -> Iterator[str]:
    """The dotted paths of a request, down to what an answer fills: an item's number is not part of it."""
    match body:
        case {"type": str(), **rest} if path == "recipients":
            yield "recipients.type"
            yield from (f"recipients.{key}" for key in rest)
        case dict() if path == "":
            for key, inner in body.items():
                yield from leaves(inner, str(key))
        case _:
            yield path


def test_there_is_one_module_a_step_and_one_step_a_module() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} == {step.name for step in STEPS}


def test_names_and_answers_are_unique() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert len({step.answer for step in STEPS}) == len(STEPS)
    assert {name: step.name for name, step in BY_NAME.items()} == {step.name: step.name for step in STEPS}


def test_a_step_follows_earlier_answers_only() -> None:
    for at, step in enumerate(STEPS):
        earlier = {other.answer for other in STEPS[:at]}

        assert set(step.follows) <= earlier, step.name


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_opens_with_a_sentence(step: AnyStep) -> None:
    first = module_of(step).read_text(encoding="utf-8").splitlines()[0]

    assert re.fullmatch(r'"""[A-Z].{20,}\."""', first)


@pytest.mark.parametrize("step", [pytest.param(step, id=step.name) for step in STEPS])
def test_a_step_is_a_short_module(step: AnyStep) -> None:
    lines = len(module_of(step).read_text(encoding="utf-8").splitlines())

    assert 20 <= lines <= 200


def test_steps_of_one_chapter_stand_together_and_the_count_never_falls() -> None:
    places = [place for step in STEPS if (place := progress(step)) is not None]

    assert places == sorted(places)
    assert {of for _, of in places} == {6}
    assert {at for at, _ in places} == {1, 2, 3, 4, 5}


def test_every_answer_and_memo_survives_storage(walks: Callable[..., Walk]) -> None:
    stored = {type(answer) for draft in drafts(walks) for answer in draft.answers if decode(encode(answer)) == answer}

    assert stored == {step.answer for step in STEPS if not step.on_request}


def test_each_finished_draft_gives_a_request(walks: Callable[..., Walk]) -> None:
    for draft in drafts(walks):
        assert next_question(draft, NOW) is None
        assert request_of(draft)["name"] == "Name"


def test_the_steps_say_which_fields_of_the_request_they_fill(walks: Callable[..., Walk]) -> None:
    """Then a refusal that names a field leads back to the step that filled it."""
    for draft in drafts(walks):
        claimed = tuple(field for step in applicable(draft) for field in step.fields)
        unclaimed = [
            path
            for path in leaves(request_of(draft))
            if not any(f"{path}.".startswith(f"{field}.") for field in claimed)
        ]

        assert unclaimed == []


def test_no_two_steps_of_a_draft_fill_the_same_field(walks: Callable[..., Walk]) -> None:
    for draft in drafts(walks):
        for one, other in combinations(applicable(draft), 2):
            assert not set(one.fields) & set(other.fields), (one.name, other.name)


def test_the_fields_claimed_are_fields_of_the_request(walks: Callable[..., Walk]) -> None:
    bodies = [request_of(draft) for draft in drafts(walks)]
    footed = walks()
    footed.completes("tags", "buttons")
    footed.changes("footer", "See you soon")
    bodies.append(request_of(footed.draft()))
    known = {path for body in bodies for path in (*leaves(body), *body)}

    assert {field for step in STEPS for field in step.fields} <= known


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finding", ["crowded", "failed", "refused"])
def test_each_screen_of_each_step_fits(
    walks: Callable[..., Walk], step: AnyStep, language: Language, finding: str
) -> None:
    """`Walk` renders whatever is shown, in both languages, and fails when it does not fit."""
    walk = walks(language)
    walk.completes(*next((to, sending) for to, sending in KINDS if _has(step, to, sending)))
    walk.waits = True
    walk.changes(step.name)
    found = {"crowded": CROWDED.get(step.name), "failed": Nothing(), "refused": Nothing("UNAUTHORIZED")}[finding]
    for need in walk.conversation.fetching:
        walk.answers(need, found)

    assert walk.stage() == Asking(step.name, from_recap=True)
    assert walk.choices()[-2:] == ("back", "/cancel")


def _has(step: AnyStep, to: AudienceKind, sending: ContentKind) -> bool:
    template = Template(TemplateId(uuid(0)), "T", "text", None, ("code",))
    chosen = (Recipients(to), Content(sending), FromTemplate(template))
    return step.applies(Draft(Reference("ABCDE"), NOW, chosen))
