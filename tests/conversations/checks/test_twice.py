"""The same message to the same people within a day is noticed; anything else is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conversations.checks.check import Checked, Passed, Raised, Unanswered
from conversations.checks.marks import audience, message, whom
from conversations.checks.twice import BEFORE, BOTH, NOT_BEFORE, PERHAPS_BEFORE, UP_TO, sent_before
from conversations.contents import Body, Caption, Content, Media
from conversations.conversation import Conversation, Submission, begin
from conversations.crowds import Reach, Shared
from conversations.draft import Draft
from conversations.files import Kept
from conversations.ledger import Audience, Entries, Entry, SentBefore
from conversations.needs import Finding, Found, Nothing
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Every, Repeat
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.steps.template import FromTemplate
from conversations.steps.variables import Variables
from conversations.words import Text, When
from conversations.workspace import CampaignId, InstanceId, Reference, Template, TemplateId

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TOMORROW = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
BASKET = Template(TemplateId("1"), "Basket", "text", "Hello {{custom.code}}", ("code",))


def made(*more: object, at: datetime = TOMORROW, every: Every = "none") -> Draft:
    said = (Recipients("tags"), Tags(("vip",)), Schedule(at, "Europe/Paris"), Repeat(every), Content("text"))
    draft = Draft(Reference("ABCDE"), NOW, (*said, Body("Hello you")))
    for answer in more:
        draft = draft.having(answer)
    return draft


def earlier(draft: Draft) -> Entry:
    return Entry(
        InstanceId("1"), NOW, Reference("FGHJK"), CampaignId("9"), "Spring", TOMORROW, audience=audience(draft)
    )


def look(draft: Draft, finding: Finding) -> tuple[Checked, ...]:
    need = SentBefore(message(draft), whom(draft))
    talk = replace(begin("operator", "en", "Europe/Paris"), found=(Found(need, finding),))
    return sent_before(talk, draft, NOW)


def test_the_same_message_to_the_same_people_is_a_fact() -> None:
    (check,) = look(made(), Entries((earlier(made()),)))

    assert isinstance(check, Raised)
    assert check.basis == "fact"


def test_a_message_to_others_who_may_be_the_same_is_an_estimate() -> None:
    (check,) = look(made(Tags(("client",))), Entries((earlier(made()),)))

    assert isinstance(check, Raised)
    assert check.basis == "estimate"


@pytest.mark.parametrize(
    "entry",
    [
        replace(earlier(made()), held=True),
        replace(earlier(made()), leaves_at=None),
        replace(earlier(made()), leaves_at=TOMORROW - timedelta(days=2)),
        replace(earlier(made()), leaves_at=TOMORROW + timedelta(days=2)),
        replace(earlier(made()), leaves_at=TOMORROW + timedelta(days=2), repeats=True),
    ],
    ids=["held", "without a date", "days before", "days after", "repeated from days after"],
)
def test_what_does_not_meet_is_no_warning(entry: Entry) -> None:
    (check,) = look(made(), Entries((entry,)))

    assert isinstance(check, Passed)


@pytest.mark.parametrize(
    ("draft", "entry"),
    [
        (made(), replace(earlier(made()), leaves_at=TOMORROW - timedelta(days=9), repeats=True)),
        (made(every="daily"), replace(earlier(made()), leaves_at=TOMORROW + timedelta(days=9))),
        (made(), replace(earlier(made()), audience=None)),
        (made(), replace(earlier(made()), audience=Audience("all"))),
    ],
    ids=["a repetition before", "repeated until then", "to nobody knows whom", "to everyone"],
)
def test_what_may_meet_is_raised(draft: Draft, entry: Entry) -> None:
    (check,) = look(draft, Entries((entry,)))

    assert isinstance(check, Raised)


OTHERS = made(Tags(("client",)))
READ_AT = NOW - timedelta(hours=3)


@pytest.mark.parametrize(
    ("shared", "check"),
    [
        (
            Shared(Reference("FGHJK"), 3, 3, READ_AT),
            Raised(BOTH(3, name="Spring", when=When(TOMORROW, "Europe/Paris")), "estimate", READ_AT),
        ),
        (
            Shared(Reference("FGHJK"), 0, 3, READ_AT),
            Raised(UP_TO(3, name="Spring", when=When(TOMORROW, "Europe/Paris")), "estimate", READ_AT),
        ),
        (
            Shared(Reference("FGHJK"), 3, 3),
            Raised(BOTH(3, name="Spring", when=When(TOMORROW, "Europe/Paris")), "fact"),
        ),
        (Shared(Reference("FGHJK"), 0, 0, READ_AT), Passed(NOT_BEFORE(), "estimate", READ_AT)),
        (Shared(Reference("FGHJK"), 0, 0), Passed(NOT_BEFORE())),
        (
            Shared(Reference("OTHER"), 0, 0, READ_AT),
            Raised(PERHAPS_BEFORE(name="Spring", when=When(TOMORROW, "Europe/Paris")), "estimate", NOW),
        ),
    ],
    ids=["reckoned", "read in two ways", "two selections", "nobody", "nobody in two selections", "of another one"],
)
def test_where_the_people_are_known_those_who_get_both_are_counted(shared: Shared, check: Checked) -> None:
    assert look(OTHERS, Entries((earlier(made()),), (shared,))) == (check,)


def test_the_same_choice_is_a_fact_whoever_is_counted() -> None:
    (check,) = look(made(), Entries((earlier(made()),), (Shared(Reference("FGHJK"), 0, 0, READ_AT),)))

    assert isinstance(check, Raised)
    assert check.basis == "fact"


def test_one_campaign_without_common_people_hides_no_other() -> None:
    more = replace(earlier(made()), reference=Reference("MNPQR"), name="Summer")
    (check,) = look(OTHERS, Entries((earlier(made()), more), (Shared(Reference("FGHJK"), 0, 0, READ_AT),)))

    assert isinstance(check, Raised)


@pytest.mark.parametrize(
    ("to", "left", "text"),
    [
        (("tags", ("vip",)), READ_AT - timedelta(hours=1), PERHAPS_BEFORE),
        (("tags", ("vip",)), READ_AT + timedelta(hours=1), NOT_BEFORE),
        (("explicit", ("0" * 8,)), READ_AT - timedelta(hours=1), NOT_BEFORE),
    ],
    ids=["a tag, read after it left", "a tag, read before", "people who were chosen"],
)
def test_tags_read_after_a_campaign_has_left_do_not_tell_who_got_it(
    to: tuple[Reach, tuple[str, ...]], left: datetime, text: Text
) -> None:
    entry = replace(earlier(made()), leaves_at=left, audience=Audience(*to))
    shared = Shared(Reference("FGHJK"), 0, 0, READ_AT)
    (check,) = look(made(Tags(("client",)), at=NOW + timedelta(hours=1)), Entries((entry,), (shared,)))

    assert check.said.text is text


def test_a_few_in_common_with_the_newest_hide_neither_a_crowd_nor_the_very_same_people() -> None:
    newest, older = earlier(made()), replace(earlier(made()), reference=Reference("MNPQR"), name="Summer")
    shared = Shared(Reference("FGHJK"), 1, 1, READ_AT), Shared(Reference("MNPQR"), 500, 500, READ_AT)
    (crowd,) = look(OTHERS, Entries((newest, older), shared))
    (same,) = look(OTHERS, Entries((newest, replace(older, audience=audience(OTHERS))), shared))

    assert crowd.said == BOTH(500, name="Summer", when=When(TOMORROW, "Europe/Paris"))
    assert same.said == BEFORE(name="Summer", when=When(TOMORROW, "Europe/Paris"))


def test_those_who_are_counted_hide_no_campaign_whose_people_nobody_knows() -> None:
    unknown = replace(earlier(made()), reference=Reference("MNPQR"), name="Summer")
    checks = look(OTHERS, Entries((earlier(made()), unknown), (Shared(Reference("FGHJK"), 1, 1, READ_AT),)))

    assert [check.said.text for check in checks] == [BOTH, PERHAPS_BEFORE]


def test_without_records_nothing_is_claimed() -> None:
    (check,) = look(made(), Nothing())

    assert isinstance(check, Unanswered)


def talk_with(draft: Draft) -> Conversation:
    submission = Submission(Reference("FGHJK"), 1, draft, "Spring", TOMORROW, NOW, "unknown")
    return replace(begin("operator", "en", "Europe/Paris"), submissions=(submission,))


def test_a_campaign_whose_outcome_is_unknown_counts_as_sent() -> None:
    (check,) = sent_before(talk_with(made()), made(), NOW)

    assert isinstance(check, Raised)
    assert sent_before(talk_with(made(Body("Another"))), made(), NOW) == ()


def test_two_photos_are_told_apart_by_what_is_in_them_and_one_is_known_again() -> None:
    def photo(digest: str, url: str = "https://bot.example.com/a") -> str:
        kept = Kept(digest, "image.jpg", "image/jpeg", 1_234_567, TOMORROW)
        return message(made(Content("image"), Media(url, kept), Caption("Look")))

    assert photo("0" * 64) != photo("1" * 64)
    assert photo("0" * 64) == photo("0" * 64, "https://bot.example.com/b")


def test_the_mark_of_a_message_tells_words_from_spacing() -> None:
    template = (Content("template"), FromTemplate(BASKET), Variables((("code", "A"),)))

    assert message(made(Body("Hello  you\n"))) == message(made())
    assert message(made(Body("Hello you!"))) != message(made())
    assert message(made(*template)) != message(made(*template[:2], Variables((("code", "B"),))))
    assert "Hello" not in message(made())
