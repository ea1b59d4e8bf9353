"""Pausing and going on, one campaign or all of them; and a new draft of a campaign."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.airlock import Airlock
from conversations.conversation import Confirming, Watching
from conversations.deeds import Declined, End, LetGo, Missed, Pause, Result, Resume, Steered, Unsure
from conversations.effects import Do, Enter, Learn, LookAgain, Toast, Track
from conversations.events import Commanded, Pressed
from conversations.stages.steering import NOT_FOUND
from conversations.words import LANGUAGES, Language
from conversations.workspace import CampaignId, Record, Reference, Safety
from tests.conversations.stages.steered import ID, campaign, created, is_done
from tests.conversations.walk import Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_warning_the_receipt_asks_for_a_decision_and_says_what_happens_without(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    created(walk)

    assert walk.choices()[:2] == ("hold", "go")
    walk.sees({"en": "Without an answer it goes out on", "fr": "Sans réponse, elle part le"}[language])


def test_without_a_warning_it_can_be_held_and_nothing_is_asked(walk: Walk) -> None:
    created(walk, Safety(decision="allow"))

    assert "hold" in walk.choices()
    assert "go" not in walk.choices()
    walk.sees("Until it starts you can ask for a pause")


@pytest.mark.parametrize("language", LANGUAGES)
def test_holding_pauses_once_and_says_so(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    created(walk)
    walk.chooses("hold")
    assert walk.deeds == [Pause(ID, early=True)]
    transition = is_done(walk, Steered(campaign()))

    walk.sees({"en": "Done: “", "fr": "C’est fait"}[language], {"en": "” is paused", "fr": "» est en pause"}[language])
    assert Track(campaign()) in transition.effects
    assert "resume it" in walk.choices()


def test_letting_it_go_asks_nothing_of_msgflash(walk: Walk) -> None:
    created(walk)
    walk.chooses("go")

    assert walk.deeds == []
    walk.sees("Noted: it goes out as planned", "Status: scheduled")
    assert "pause" in walk.choices()


def test_a_pause_is_only_said_when_msgflash_says_paused(walk: Walk) -> None:
    created(walk)
    walk.chooses("hold")
    transition = is_done(walk, Steered(campaign("running")))

    walk.sees("MsgFlash answered, but “", "is: running")
    assert "is paused" not in walk.reads()
    assert not any(isinstance(effect, Enter) for effect in transition.effects)


def test_a_pause_names_its_campaign_on_the_card_of_another(walk: Walk) -> None:
    first = created(walk)
    name = walk.kept[0].name
    walk.gives(Pressed(None, f"/pause {first}"))
    walk.chooses("yes")
    walk.types("/campaigns")
    other = Record(Reference("BBBBB"), CampaignId("other"), "Other", walk.now, walk.now)
    walk.conversation = replace(walk.conversation, stage=Watching(other))
    is_done(walk, Steered(campaign()))

    walk.sees(f"Done: “{name}” is paused", "Name: Other")


def test_another_campaign_than_the_one_being_paused_is_read_meanwhile(walk: Walk) -> None:
    first = created(walk)
    walk.gives(Pressed(None, f"/pause {first}"))
    walk.chooses("yes")
    walk.types("/campaigns")
    assert "Looking…" not in walk.reads()
    walk.chooses(f"see:{first}")

    walk.sees("Pausing…")


def test_a_second_press_while_it_is_paused_pauses_once(walk: Walk) -> None:
    reference = created(walk)
    walk.chooses("hold")
    walk.gives(Pressed(None, f"/pause {reference}"))
    walk.chooses("yes")

    assert walk.deeds == [Pause(ID, early=True)]
    walk.sees("has not answered the request before this one")


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (Declined("NOT_FOUND"), "MsgFlash did not do it"),
        (Missed(), "MsgFlash cannot be reached: nothing changed"),
        (Unsure(), "MsgFlash did not answer: look at how “"),
    ],
)
def test_what_did_not_work_is_said(walk: Walk, result: Result, text: str) -> None:
    created(walk)
    walk.chooses("hold")
    is_done(walk, result)

    walk.sees(text)
    assert isinstance(walk.stage(), Watching)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_server_that_pauses_nothing_early_is_said_so_and_remembered(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    created(walk)
    walk.chooses("hold")
    transition = is_done(walk, Declined("BAD_REQUEST", "scheduled"))

    assert Learn("late pause only") in transition.effects
    walk.sees({"en": "From now on I will hold your campaigns here", "fr": "je garderai vos campagnes ici"}[language])


@pytest.mark.parametrize("standing", ["paused", "cancelled", "running", None])
def test_a_refusal_of_what_is_paused_or_over_already_teaches_nothing(walk: Walk, standing: str | None) -> None:
    created(walk)
    walk.chooses("hold")
    transition = is_done(walk, Declined("BAD_REQUEST", standing))

    assert not any(isinstance(effect, Learn) for effect in transition.effects)
    assert not walk.conversation.airlock.here
    walk.sees("MsgFlash did not do it", "BAD_REQUEST")
    assert "as planned" not in walk.reads()


def test_a_refusal_after_the_start_teaches_nothing(walk: Walk) -> None:
    created(walk)
    walk.passes(days=2)
    walk.types("/campaigns")
    walk.gives(Pressed(None, f"/pause {walk.kept[0].reference}"))
    walk.chooses("yes")
    transition = is_done(walk, Declined("BAD_REQUEST"))

    assert walk.deeds == [Pause(ID)]
    assert not any(isinstance(effect, Learn) for effect in transition.effects)


def test_where_nothing_can_be_held_early_the_receipt_does_not_offer_it(walk: Walk) -> None:
    walk.conversation = replace(walk.conversation, airlock=Airlock())
    walk.completes()
    walk.confirms()
    walk.conversation = replace(walk.conversation, airlock=Airlock(here=True))
    walk.accepts()

    assert "hold" not in walk.choices()


@pytest.mark.parametrize("doing", ["pause", "resume"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_on_a_card_is_confirmed_on_the_living_message(
    walks: Callable[..., Walk], doing: str, language: Language
) -> None:
    walk = walks(language)
    reference = created(walk)
    walk.types("/help")
    walk.gives(Pressed(None, f"/{doing} {reference}"))

    assert isinstance(walk.stage(), Confirming)
    assert walk.choices() == ("no", "yes")
    walk.sees(walk.kept[0].name)
    walk.chooses("yes")
    assert walk.deeds == [Pause(ID, early=True) if doing == "pause" else Resume(ID)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_it_is_over_is_confirmed_with_what_that_does_and_does_not_do(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    reference = created(walk)
    walk.gives(Pressed(None, f"/end {reference}"))
    walk.sees(
        walk.kept[0].name,
        {"en": "its file is deleted within the hour", "fr": "son fichier est effacé dans l’heure"}[language],
        {"en": "This stops nothing at MsgFlash", "fr": "Cela n’arrête rien chez MsgFlash"}[language],
    )
    assert walk.deeds == []
    walk.chooses("yes")
    assert walk.deeds == [End(reference)]
    is_done(walk, LetGo())

    walk.sees({"en": "I no longer follow this campaign", "fr": "je ne suis plus cette campagne"}[language])


def test_that_it_is_over_is_said_again_where_nobody_knows_whether_it_was_noted(walk: Walk) -> None:
    reference = created(walk)
    for _ in range(2):
        walk.gives(Pressed(None, f"/end {reference}"))
        walk.chooses("yes")
        is_done(walk, Unsure())
        walk.sees("I could not note it")

    assert walk.deeds == [End(reference)] * 2


def test_a_confirmation_refused_changes_nothing(walk: Walk) -> None:
    reference = created(walk)
    walk.gives(Pressed(None, f"/pause {reference}"))
    walk.chooses("no")

    assert walk.deeds == []
    assert isinstance(walk.stage(), Watching)


@pytest.mark.parametrize("argument", ["ZZZZZ", "", "x" * 60])
@pytest.mark.parametrize("name", ["pause", "resume", "end", "again", "copy"])
def test_a_campaign_of_nobodys_is_not_found(walk: Walk, name: str, argument: str) -> None:
    walk.gives(Commanded(name, argument))

    assert walk.deeds == []
    assert walk.choices()
    if argument:
        walk.sees(NOT_FOUND().text.in_language("en"))  # type: ignore[union-attr] # a text of one form


def test_going_on_shows_the_verdict_that_comes_with_it_as_far_as_it_goes(walk: Walk) -> None:
    reference = created(walk)
    walk.gives(Pressed(None, f"/resume {reference}"))
    walk.chooses("yes")
    is_done(walk, Steered(campaign("running", Safety(decision="warn", risk="medium", reasons=("Many cold contacts",)))))

    walk.sees("Done: “", "” is resumed", "On resuming, MsgFlash said", "caution", "Many cold contacts")


def test_after_a_restart_in_the_middle_of_a_pause_nobody_pretends_to_know(walk: Walk) -> None:
    created(walk)
    walk.chooses("hold")
    transition = walk.restarts()

    assert not any(isinstance(effect, Do) for effect in transition.effects)
    walk.sees("MsgFlash did not answer: look at how “")


def test_refreshing_a_card_has_its_campaign_looked_at_and_changes_nothing_in_the_talk(walk: Walk) -> None:
    created(walk)
    before = walk.conversation
    transition = walk.gives(Pressed(None, "/refresh AAAAA"))

    assert transition.conversation == before
    assert [effect for effect in transition.effects if not isinstance(effect, Toast)] == [LookAgain(Reference("AAAAA"))]
    assert any(isinstance(effect, Toast) for effect in transition.effects)
