"""Whether a screen can be put into a Telegram message."""

from bot.render import render
from conversations.screen import Screen
from conversations.words import LANGUAGES

MOST_CALLBACK_BYTES = 64  # Telegram's limit


def fits(screen: Screen, turn: int) -> None:
    """Every screen can be put into a Telegram message, in each language; `render` raises where it cannot."""
    for language in LANGUAGES:
        keyboard = render(screen, language, turn).keyboard
        for key in (key for row in keyboard.inline_keyboard for key in row) if keyboard else ():
            assert key.text.strip(), f"a key without a label on {screen.title}"
            assert len(str(key.callback_data or "").encode()) <= MOST_CALLBACK_BYTES
