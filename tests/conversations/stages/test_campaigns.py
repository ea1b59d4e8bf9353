"""The campaigns created through the bot, newest first, and how one of them stands."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from conversations.conversation import Campaigns, Home, Watching
from conversations.needs import CampaignState, Created, Nothing, RecordPage, State
from conversations.screen import Copy
from conversations.words import LANGUAGES, Language
from conversations.workspace import Campaign, CampaignId, Record, Reference
from tests.conversations.walk import NOW, Walk

SPRING = Record(Reference("AAAAA"), CampaignId("9a0c1c52"), "Spring", NOW + timedelta(hours=2), NOW)
SEEN = Record(Reference("BBBBB"), None, "Seen only", NOW + timedelta(days=1), NOW)


def records(walk: Walk, *kept: Record) -> None:
    walk.kept = list(kept)
    walk.types("/campaigns")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_campaign_yet_is_said_so(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.types("/campaigns")

    walk.sees("No campaign has been created" if language == "en" else "Aucune campagne n’a encore été créée")
    assert walk.choices() == ("back", "/start")


def test_a_campaign_created_is_on_the_list_and_its_state_is_fetched(walk: Walk) -> None:
    walk.completes()
    name = walk.confirms().name
    walk.accepts()
    walk.chooses("/campaigns")
    walk.presses(name[:20])

    assert isinstance(walk.stage(), Watching)
    walk.sees(name, "Status: running")


def test_the_newest_stand_first_page_after_page(walk: Walk) -> None:
    kept = [Record(Reference(f"{at:05}"), None, f"Campaign {at}", NOW, NOW) for at in range(12)]
    records(walk, *kept)
    pages = []
    for turn in ("later", "later", "earlier", "earlier"):
        pages.append([label.partition(" · ")[0] for label in walk.labels() if label.startswith("Campaign")])
        walk.chooses(turn)
    names = [record.name for record in kept]

    assert pages == [names[:5], names[5:10], names[10:], names[5:10]]
    assert walk.stage() == Campaigns()
    assert "earlier" not in walk.choices()


def test_a_campaign_leads_back_to_its_own_page(walk: Walk) -> None:
    records(walk, *(Record(Reference(f"{at:05}"), None, f"Campaign {at}", NOW, NOW) for at in range(7)))
    walk.chooses("later")
    walk.presses("Campaign 6")
    walk.chooses("list")

    assert walk.stage() == Campaigns(1)
    assert "see:00006" in walk.choices()


def test_a_campaign_names_who_receives_what(walk: Walk) -> None:
    walk.completes()
    name = walk.confirms().name
    walk.accepts()
    walk.chooses("/campaigns")
    walk.presses(name[:20])

    walk.sees("Number: Boutique", "Tags: client, vip", "Message: Hello")


def test_rows_that_would_read_the_same_bear_their_marks(walk: Walk) -> None:
    twins = [Record(Reference(mark), CampaignId(mark), f"Spring · {mark}", NOW, NOW) for mark in ("AAAA1", "AAAA2")]
    other = Record(Reference("AAAA3"), CampaignId("AAAA3"), "Summer · AAAA3", NOW, NOW)
    walk.waits = True
    walk.types("/campaigns")
    statuses = ((Reference("AAAA1"), "paused"), (Reference("AAAA2"), "paused"))
    walk.answers(Created(0), RecordPage((*twins, other), statuses=statuses))

    assert walk.labels()[:3] == ["Spring · AAAA1 · paused", "Spring · AAAA2 · paused", "Summer"]


@pytest.mark.parametrize(("language", "said"), [("en", "seen by you"), ("fr", "vue par vous")])
def test_a_row_says_when_only_the_operator_saw_the_campaign(
    walks: Callable[..., Walk], language: Language, said: str
) -> None:
    walk = walks(language)
    records(walk, SEEN)

    assert walk.labels()[0].endswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_known_of_a_campaign_is_shown(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    counts = (("planned", 500), ("sent", 350), ("delivered", 330), ("read", 210), ("failed", 30), ("new", 1))
    campaign = Campaign(
        CampaignId("9a0c1c52"),
        "Spring",
        "running",
        SPRING.schedule,
        "none",
        None,
        counts,
        NOW,
        NOW + timedelta(hours=1),
    )
    walk.findings[State] = CampaignState(campaign)
    records(walk, SPRING)
    walk.presses("Spring")
    said = {
        "en": ("Status: running", "Sent: ▰▰▰▰▰▰▱▱ 350 / 500", "Failed: 30", "Completed: Tue 14 Apr", "Cancelled: Tue"),
        "fr": (
            "État\u00a0: en cours",
            "Lus\u00a0: ▰▰▰▱▱▱▱▱ 210 / 500",
            "Terminée\u00a0: mar.",
            "Annulée\u00a0: mar.",
        ),
    }[language]

    walk.sees(*said, "new", "10:30 (Paris)")


@pytest.mark.parametrize("status", ["paused", "brewing", "", "<b>"])
def test_an_unknown_state_is_shown_as_it_is(walk: Walk, status: str) -> None:
    walk.findings[State] = CampaignState(Campaign(CampaignId("9a0c1c52"), "", status, None, None))
    records(walk, SPRING)
    walk.presses("Spring")

    walk.sees(f"Status: {status}".strip())


def test_refreshing_fetches_the_state_again(walk: Walk) -> None:
    records(walk, SPRING)
    walk.presses("Spring")
    walk.findings[State] = CampaignState(Campaign(CampaignId("9a0c1c52"), "Spring", "paused", None, None))
    walk.chooses("refresh")

    walk.sees("Status: paused")


def test_while_it_is_being_read_there_is_a_way_out(walk: Walk) -> None:
    records(walk, SPRING)
    walk.waits = True
    walk.presses("Spring")

    walk.sees("Looking…")
    walk.chooses("refresh")
    walk.chooses("list")
    walk.answers(Created(0), RecordPage((SPRING,)))
    assert "see:AAAAA" in walk.choices()


@pytest.mark.parametrize("code", [None, "NOT_FOUND", "UNAUTHORIZED", "SOMETHING_NEW"])
def test_a_state_that_could_not_be_read_can_be_asked_for_again(walk: Walk, code: str | None) -> None:
    works, walk.findings[State] = walk.findings[State], Nothing(code)
    records(walk, SPRING)
    walk.presses("Spring")

    walk.sees("Spring", code or "is not answering right now")
    walk.findings[State] = works
    walk.chooses("refresh")
    walk.sees("Status: running")


def test_a_campaign_that_is_gone_is_not_called_a_number_or_a_template(walk: Walk) -> None:
    walk.findings[State] = Nothing("NOT_FOUND")
    records(walk, SPRING)
    walk.presses("Spring")

    assert "number or template" not in walk.reads()


def test_a_list_that_could_not_be_read_says_so(walk: Walk) -> None:
    walk.waits = True
    walk.types("/campaigns")
    walk.answers(Created(0), Nothing())

    assert "Looking…" not in walk.reads()
    walk.sees("is not answering right now")
    walk.waits = False
    walk.chooses("again")
    walk.sees("No campaign has been created")


def test_a_campaign_seen_only_in_the_console_cannot_be_followed(walk: Walk) -> None:
    records(walk, SEEN)
    walk.presses("Seen only")

    walk.sees("I do not have its id")
    assert walk.choices() == ("list", "/start")
    assert [key for row in walk.screen.keys for key in row if isinstance(key, Copy)] == []


def test_the_list_leads_back_home(walk: Walk) -> None:
    records(walk, SPRING)
    walk.chooses("back")

    assert walk.stage() == Home()


def test_the_list_is_read_again_each_time_it_is_asked_for(walk: Walk) -> None:
    records(walk)
    walk.sees("No campaign has been created")
    records(walk, SPRING)

    assert "see:AAAAA" in walk.choices()


def test_a_name_that_tells_the_day_is_not_dated_again_and_its_state_is_beside_it(walk: Walk) -> None:
    named = Record(Reference("CCCCC"), CampaignId("c"), "vip · 15/04 09:00 · CCCCC", NOW, NOW)
    walk.waits = True
    walk.types("/campaigns")
    statuses = ((named.reference, "running"), (SPRING.reference, "brewing"))
    walk.answers(Created(0), RecordPage((named, SPRING), statuses=statuses))

    assert walk.labels()[:2] == ["vip · 15/04 09:00 · running", "Spring · Tue 14 Apr · brewing"]
