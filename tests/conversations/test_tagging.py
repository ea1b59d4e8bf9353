"""Picking tags as an operator does: read once, ticked, looked for, typed, and what is said of how many."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.conversation import Asking, Helping
from conversations.effects import Fetch
from conversations.events import Progressed
from conversations.needs import Nothing
from conversations.people import Counted, KnownTags, TagCount, TagPage, Unread
from conversations.steps.tags import Tags
from conversations.words import LANGUAGES, Language
from tests.conversations.people import CLIENT, READ_AT, TAGS, VIP
from tests.conversations.walk import Walk

BOTH = replace(TAGS, chosen=(VIP, CLIENT), anyone=150, everyone=24, names=("Awa Doe", "Zoé Diop"))
ONE = replace(TAGS, chosen=(VIP,), anyone=30, everyone=30, names=("Awa Doe",))


def at_tags(walk: Walk, known: KnownTags | None = TAGS) -> None:
    walk.types("/new")
    if known is not None:
        walk.findings[TagPage] = known
    walk.chooses("tags")


def test_before_the_contacts_are_read_it_is_said_what_that_costs(walks: Callable[..., Walk]) -> None:
    said = {
        "en": ("I read your 240 contacts", "about 3 of your plan’s API requests"),
        "fr": ("je lis vos 240 contacts", "environ 3 demandes"),
    }
    for language in LANGUAGES:
        walk = walks(language)
        at_tags(walk, None)

        walk.sees(*said[language])
        assert walk.choices() == ("read", "back", "/cancel")


def test_without_reading_a_tag_can_be_typed_and_is_not_counted(walk: Walk) -> None:
    at_tags(walk, None)
    walk.types("vip")

    assert walk.draft().find(Tags) == Tags(("vip",))


def test_the_contacts_are_read_when_asked_for_and_reading_can_be_stopped(walk: Walk) -> None:
    at_tags(walk, None)
    walk.waits = True
    walk.chooses("read")

    assert walk.conversation.fetching == (TagPage(walk=1),)
    walk.sees("Reading your 240 contacts", "You can stop")
    walk.gives(Progressed(TagPage(walk=1), 100, 240))
    walk.sees("▰▰▰▱▱▱▱▱ 100 of 240 read")
    walk.chooses("stop")
    assert walk.conversation.fetching == (TagPage(),)
    walk.answers(TagPage(), Unread())
    walk.chooses("read")
    assert walk.conversation.fetching == (TagPage(walk=1),)
    walk.answers(TagPage(walk=1), TAGS)
    walk.sees("240 contacts read 30 minutes ago")


def test_a_tag_can_be_typed_while_the_contacts_are_read(walk: Walk) -> None:
    at_tags(walk, None)
    walk.waits = True
    walk.chooses("read")
    walk.types("vip")

    assert walk.draft().find(Tags) == Tags(("vip",))
    assert walk.stage() != Asking("tags")


def test_when_reading_fails_a_tag_can_be_typed_or_reading_tried_again(walk: Walk) -> None:
    at_tags(walk, None)
    walk.findings[TagPage] = Nothing("MONTHLY_API_REQUEST_QUOTA_EXCEEDED")
    walk.chooses("read")

    walk.sees("This month’s requests", "MONTHLY_API_REQUEST_QUOTA_EXCEEDED", "Write a tag")
    walk.findings[TagPage] = TAGS
    walk.chooses("again")
    walk.sees("240 contacts read")
    assert [effect.need for effect in walk.effects if isinstance(effect, Fetch)][-2:] == [TagPage(walk=1)] * 2


def test_a_tag_is_ticked_and_its_people_are_counted_up_to_the_recap(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.presses("☐ vip (30)")

    assert walk.button("☑ vip (30)").choice == "tag:1"
    walk.presses("Continue (30)")
    assert walk.draft().find(Tags) == Tags(("vip",), Counted(READ_AT, 30, 30, ("Awa Doe",)))
    walk.replies("15/04/2026 11:00", "!none", "Hello")
    walk.sees("vip · 30 contacts", "Among them: Awa Doe")
    walk.presses("Send to 30")
    assert len(walk.submitted) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_tags_both_readings_are_counted(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.chooses("tag:1")
    walk.findings[TagPage] = BOTH
    walk.chooses("tag:0")

    said = {
        "en": ("vip (30) and client (144). At least one of them: 150. All of them: 24.", "MsgFlash does not say"),
        "fr": ("vip (30) et client (144). Une au moins\u00a0: 150. Toutes à la fois\u00a0: 24.", "MsgFlash ne dit pas"),
    }
    walk.sees(*said[language])
    walk.chooses("continue")
    walk.replies("15/04/2026 11:00", "!none", "Hello")
    walk.sees(
        *{
            "en": ("vip, client · 24 to 150 contacts", "one of them or all"),
            "fr": ("vip, client · de 24 à 150 contacts", "une seule ou toutes"),
        }[language]
    )
    assert walk.labels()[0] == {"en": "Send to 24 – 150", "fr": "Envoyer à 24 – 150"}[language]


def test_a_ticked_tag_is_unticked(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.chooses("tag:1")
    walk.findings[TagPage] = TAGS
    walk.chooses("tag:1")

    assert walk.conversation.found[0].need == TagPage()
    assert "continue" not in walk.choices()


def test_an_unknown_tag_is_said_and_taken_only_with_a_second_tap(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = replace(TAGS, tags=(), chosen=(TagCount("vpi", 0),))
    walk.types("vpi")

    assert walk.conversation.found[0].need == TagPage(("vpi",), search="vpi")
    walk.sees("No contact bears “vpi”")
    walk.presses("Take it all the same")
    assert walk.draft().find(Tags) is None
    walk.sees("nobody will get the message by it")
    walk.presses("Take it all the same")
    assert walk.draft().find(Tags) == Tags(("vpi",))
    walk.replies("15/04/2026 11:00", "!none", "Hello")
    walk.sees("cannot count these contacts")
    assert walk.labels()[0] == "Send (size unknown)"


def test_what_was_looked_for_gives_way_to_what_is_tapped(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = replace(TAGS, tags=(VIP,), chosen=(TagCount("vi", 0),))
    walk.types("vi")
    walk.chooses("tag:0")

    assert walk.conversation.found[0].need == TagPage(("vip",), search="vi")
    walk.chooses("all tags")
    assert walk.conversation.found[0].need == TagPage(("vip",))


def test_a_tag_is_taken_as_contacts_bear_it_however_it_was_typed(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.types("Vip")

    assert walk.conversation.found[0].need == TagPage(("Vip",), search="Vip")
    walk.sees("240 contacts read")
    assert walk.button("☑ vip (30)").choice == "tag:1"
    walk.presses("Continue (30)")
    assert walk.draft().find(Tags) == Tags(("vip",), Counted(READ_AT, 30, 30, ("Awa Doe",)))


def test_a_ticked_tag_that_is_not_in_sight_is_unticked_by_its_place(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = replace(BOTH, tags=())
    walk.types("Vip, client")
    walk.chooses("off:0")

    assert walk.conversation.found[0].need == TagPage(("client",))


def test_a_word_that_was_looked_for_in_vain_gives_way_to_the_next(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = replace(TAGS, tags=(), chosen=(VIP, TagCount("prto", 0)))
    walk.types("vip, prto")
    walk.types("porto")

    assert walk.conversation.found[0].need == TagPage(("vip", "porto"), search="porto")


def test_several_tags_typed_are_all_ticked(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = BOTH
    walk.types("vip, client")
    walk.presses("Continue (24 – 150)")

    assert walk.draft().find(Tags) == Tags(("vip", "client"), Counted(READ_AT, 150, 24, ("Awa Doe", "Zoé Diop")))


def test_pages_are_turned_without_reading_again(walk: Walk) -> None:
    at_tags(walk, replace(TAGS, more=True))
    walk.chooses("later")
    assert walk.conversation.found[0].need == TagPage(page=1)
    walk.chooses("earlier")

    assert walk.conversation.found[0].need == TagPage()


def test_reading_again_is_asked_for_each_time_anew(walk: Walk) -> None:
    at_tags(walk)
    walk.chooses("read")
    walk.chooses("read")

    assert walk.conversation.found[0].need == TagPage(walk=2)


def test_a_workspace_without_tags_says_what_to_do(walk: Walk) -> None:
    at_tags(walk, KnownTags(READ_AT, 12, ()))

    walk.sees("No contact bears a tag")
    assert walk.choices() == ("read", "back", "/cancel")


def test_what_is_ticked_survives_a_look_elsewhere_and_back(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.chooses("tag:1")
    walk.types("/help")
    assert walk.stage() == Helping()
    walk.chooses("back")
    walk.sees("30")
    walk.chooses("back")
    assert walk.stage() == Asking("recipients")
    walk.chooses("keep", "continue")

    assert walk.draft().find(Tags) == Tags(("vip",), Counted(READ_AT, 30, 30, ("Awa Doe",)))


def test_leaving_while_the_contacts_are_read_does_not_read_them_on_return(walk: Walk) -> None:
    at_tags(walk, None)
    walk.waits = True
    walk.chooses("read")
    walk.types("/help")
    left = walk.conversation.fetching
    walk.chooses("back")

    assert (left, walk.conversation.fetching) == ((), (TagPage(),))


def test_changed_from_the_recap_the_tags_chosen_before_are_ticked(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.replies("!tag:1", "!continue", "15/04/2026 11:00", "!none", "Hello")
    walk.changes("tags")

    assert walk.conversation.found[0].need == TagPage(("vip",))
    walk.sees("Current answer: vip · 30 contacts")
    walk.findings[TagPage] = BOTH
    walk.chooses("tag:0", "continue")
    walk.sees("Recap", "vip, client · 24 to 150 contacts")


def test_a_count_of_long_ago_is_told_with_its_age(walk: Walk) -> None:
    at_tags(walk)
    walk.findings[TagPage] = ONE
    walk.replies("!tag:1", "!continue", "17/04/2026 11:00", "!none", "Hello")
    assert "counted" not in walk.reads()
    walk.now += timedelta(hours=5)
    walk.types("/help")
    walk.chooses("back")

    walk.sees("These contacts were counted 6 hours ago")
