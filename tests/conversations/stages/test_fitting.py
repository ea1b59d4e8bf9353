"""A campaign beyond its limits is held first, and only then made to fit: nobody is written to twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from conversations.conversation import MOST_ASIDE, Fitting, Home, Recap, Receipt, Sending
from conversations.deeds import Declined, Missed, Pause, Result, Steered, Unsure
from conversations.draft import Draft
from conversations.effects import Do, Enter
from conversations.ledger import Held
from conversations.needs import Nothing
from conversations.steps.contacts import Contacts
from conversations.steps.schedule import Schedule
from conversations.words import LANGUAGES, Language
from conversations.workspace import Reference, Safety
from tests.conversations.fits import CAMPAIGN, PEOPLE, UNTOLD, WARNED, are_read, created, done, makes_fit
from tests.conversations.walk import Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warned_campaign_offers_what_fits_and_says_that_it_is_held_first(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    created(walk)
    labels = {
        "en": ["Send to 75 only", "Send in waves", "Send later"],
        "fr": ["Envoyer à 75 seulement", "En vagues", "Plus tard"],
    }[language]

    assert [label for label in walk.labels() if label in labels] == labels
    walk.sees({"en": "I pause it first", "fr": "je la mets d’abord en pause"}[language])


@pytest.mark.parametrize(
    "safety",
    [
        replace(WARNED, total_recipients=100, cold_ratio=0.4),
        replace(WARNED, decision="allow", max_recipients=None, max_cold_ratio=None),
        Safety("warn"),
        replace(WARNED, total_recipients=None, cold_ratio=None),
    ],
)
def test_nothing_is_offered_within_the_limits_or_without_them(walk: Walk, safety: Safety) -> None:
    created(walk, safety)

    assert not [choice for choice in walk.choices() if choice.startswith("fit:")]


@pytest.mark.parametrize(
    ("safety", "missing"),
    [
        (Safety("warn"), "without giving limits"),
        (replace(WARNED, total_recipients=None, cold_ratio=None), "without giving the number of recipients"),
    ],
)
def test_what_is_missing_to_reckon_is_said(walk: Walk, safety: Safety, missing: str) -> None:
    created(walk, safety)

    walk.sees(missing)


def test_without_a_cold_share_the_number_is_not_promised(walk: Walk) -> None:
    created(walk, replace(WARNED, cold_ratio=None))

    assert "Send to fewer people" in walk.labels()


def test_the_original_is_held_before_anything_else(walk: Walk) -> None:
    created(walk)
    walk.chooses("fit:smaller")

    assert [effect.deed for effect in walk.effects if isinstance(effect, Do)] == [Pause(CAMPAIGN.id, early=True)]
    assert walk.conversation.fetching == ()
    walk.sees("Pausing the campaign…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_smaller_audience_is_created_once_and_the_original_is_held(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    makes_fit(walk, "smaller")

    assert walk.stage() == Recap()
    walk.sees({"en": "45 known contacts and 30 cold ones", "fr": "45 contacts connus et 30 froids"}[language])
    walk.sees({"en": "do not resume it", "fr": "ne la reprenez pas"}[language])
    chosen = walk.draft().find(Contacts)
    assert chosen is not None
    assert chosen.count == 75
    assert chosen.selection.split()[:45] == [member.id for member in PEOPLE[:45]]
    assert Enter(Held(CAMPAIGN.id, held=True)) in walk.effects
    walk.chooses("send")
    assert isinstance(walk.stage(), Sending)
    assert len(walk.submitted) == 2
    assert walk.submitted[0].reference != walk.submitted[1].reference
    assert not walk.submitted[1].draft.attempts


@pytest.mark.parametrize(
    "result",
    [
        Declined("BAD_REQUEST"),
        Missed(),
        Unsure(),
        Steered(replace(CAMPAIGN, status="running")),
    ],
    ids=["refused", "never left", "unknown", "not paused"],
)
@pytest.mark.parametrize("way", ["smaller", "waves", "later"])
def test_without_a_confirmed_pause_nothing_more_is_done(walk: Walk, way: str, result: Result) -> None:
    created(walk)
    walk.chooses(f"fit:{way}")
    done(walk, result)

    assert isinstance(walk.stage(), Receipt)
    assert walk.conversation.problem is not None
    assert walk.conversation.draft is None
    assert len(walk.submitted) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["smaller", "waves", "later"])
def test_when_some_have_been_written_to_nothing_is_sent_in_its_place(
    walks: Callable[..., Walk], language: Language, way: str
) -> None:
    walk = walks(language)
    created(walk)
    walk.chooses(f"fit:{way}")
    done(walk, Steered(replace(CAMPAIGN, status="paused", counts=(("queued", 40), ("sent", 80)))))

    assert isinstance(walk.stage(), Receipt)
    walk.sees({"en": "80 messages had already left", "fr": "80 messages étaient déjà partis"}[language])
    walk.sees({"en": "Status: paused", "fr": "en pause"}[language])
    assert not [choice for choice in walk.choices() if choice.startswith("fit:")]
    assert walk.conversation.draft is None


def test_a_pause_that_comes_when_its_time_has_come_goes_on_only_by_counters_that_say_nothing_has_left(
    walk: Walk,
) -> None:
    created(walk)
    walk.chooses("fit:later")
    walk.passes(days=2)
    done(walk)

    assert isinstance(walk.stage(), Receipt)
    walk.sees("MsgFlash does not say how many messages have left")


def test_counters_of_nothing_go_on(walk: Walk) -> None:
    created(walk)
    walk.chooses("fit:later")
    done(walk, Steered(replace(CAMPAIGN, status="paused", counts=(("sent", 0), ("failed", 0)))))

    assert walk.stage() == Recap(proposed=True)


def test_a_receipt_left_open_until_it_leaves_sends_nothing_in_its_place(walk: Walk) -> None:
    created(walk)
    walk.passes(days=2)
    walk.chooses("fit:waves")

    assert walk.deeds == []
    walk.sees("Its time has come")
    assert not [choice for choice in walk.choices() if choice.startswith("fit:")]


def test_a_restart_while_the_pause_is_under_way_does_nothing_more(walk: Walk) -> None:
    created(walk)
    walk.chooses("fit:waves")
    walk.restarts()

    assert isinstance(walk.stage(), Receipt)
    walk.sees("look at how “")
    assert len(walk.submitted) == 1


def test_who_leaves_while_the_pause_is_under_way_is_told_of_it(walk: Walk) -> None:
    created(walk)
    walk.chooses("fit:smaller", "/start")
    done(walk)

    assert walk.stage() == Home()
    walk.sees("Done: “", "” is paused.")


def test_people_of_whom_nothing_is_told_are_chosen_arbitrarily_and_that_is_said(walk: Walk) -> None:
    makes_fit(walk, "smaller", UNTOLD)

    walk.sees("a sending to 100, chosen arbitrarily")


def test_contacts_that_cannot_be_read_can_be_tried_again(walk: Walk) -> None:
    makes_fit(walk, "smaller", Nothing("UNAUTHORIZED"))
    walk.sees("The campaign stays paused. I could not read its recipients.", "UNAUTHORIZED")
    walk.waits = True
    walk.chooses("again")
    are_read(walk, PEOPLE)

    assert walk.stage() == Recap()


def many(walk: Walk, drafts: int) -> None:
    aside = tuple(Draft(Reference(f"OLD{at:02}"), walk.now) for at in range(drafts))
    walk.conversation = replace(walk.conversation, aside=aside)


def test_without_room_for_another_draft_nothing_is_paused(walk: Walk) -> None:
    created(walk)
    many(walk, MOST_ASIDE)
    walk.chooses("fit:later")

    assert walk.deeds == []
    walk.sees("Too many drafts are waiting already", "has stayed as it was")


@pytest.mark.parametrize(("way", "drafts"), [("later", MOST_ASIDE), ("waves", MOST_ASIDE - 1)])
def test_when_room_is_lacking_after_the_pause_that_is_the_reason_given(walk: Walk, way: str, drafts: int) -> None:
    created(walk)
    walk.chooses(f"fit:{way}")
    many(walk, drafts)
    walk.waits = True
    done(walk)
    are_read(walk, UNTOLD)

    walk.sees("The campaign stays paused. Too many drafts are waiting already")
    assert len(walk.conversation.aside) == drafts


@pytest.mark.parametrize(
    ("code", "text"),
    [("SELECTION_FORGOTTEN", "no longer keeps the contacts"), ("TAGS_UNRECONCILED", "does not count the contacts")],
)
def test_why_nobody_can_be_told_is_said(walk: Walk, code: str, text: str) -> None:
    makes_fit(walk, "smaller", Nothing(code))

    walk.sees(text)
    assert code not in walk.reads()
    assert "not answering" not in walk.reads()


def test_a_workspace_without_warm_contacts_has_nobody_to_propose(walk: Walk) -> None:
    makes_fit(walk, "smaller", tuple(replace(member, cold=True) for member in PEOPLE))

    assert isinstance(walk.stage(), Fitting)
    walk.sees("No choice of recipients is within this number’s limits")


@pytest.mark.parametrize("to", ["all", "tags", "group", "explicit"])
def test_every_kind_of_audience_can_be_made_to_fit(walk: Walk, to: str) -> None:
    makes_fit(walk, "smaller", to=to)

    assert walk.stage() == Recap()
    schedule = walk.draft().find(Schedule)
    assert schedule is not None
    assert schedule.at == datetime.fromisoformat("2026-04-15T09:00:00+00:00")
