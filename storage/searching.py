"""Texts as they are searched for: whatever their capitals and accents."""

from conversations.replies import plainly


def sought(text: str) -> str:
    """Return a text as it is searched: in small letters, without accents."""
    return " ".join(plainly(text).split())


def like(words: str) -> str:
    """Return the pattern of what holds these words as they are."""
    plain = sought(words)
    for sign in "!%_":
        plain = plain.replace(sign, f"!{sign}")
    return f"%{plain}%"
