"""The emoji that may be reactions are those the manual lists."""

from telegram.constants import ReactionEmoji

from bot.demo.telegram.reactions import EMOJI, known


def test_every_reaction_the_library_knows_may_be_set() -> None:
    assert {known(emoji.value) for emoji in ReactionEmoji} == EMOJI
