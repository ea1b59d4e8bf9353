"""What the bot saw by itself is told once, in a message that stays, whatever is on the screen."""

from collections.abc import Callable

import pytest

from conversations.conversation import FileOutOfReach
from conversations.effects import Show
from conversations.events import Noticed, Told
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import NOW, Walk

MISSING = FileOutOfReach("ABCDE", "Spring", NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_out_of_reach_is_told_and_the_screen_stays(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes()
    turn = walk.conversation.turn
    transition = walk.gives(Noticed(MISSING))

    assert not any(isinstance(effect, Show) for effect in transition.effects)
    assert walk.conversation.turn == turn
    (read,) = walk.hears_news()
    assert "Spring" in read
    assert ("peut pas être ouvert" if language == "fr" else "cannot be opened") in read
    walk.finishes()


def test_what_is_owed_already_is_not_noticed_twice(walk: Walk) -> None:
    walk.gives(Noticed(MISSING))
    assert walk.gives(Noticed(MISSING)).effects == ()
    walk.gives(Told(MISSING))

    assert walk.conversation.news == ()


def test_what_could_not_be_told_is_told_after_a_restart(walk: Walk) -> None:
    walk.gives(Noticed(MISSING))
    walk.told.clear()
    walk.restarts()

    assert [tell.news for tell in walk.told] == [MISSING]
