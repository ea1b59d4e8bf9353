"""A message as the phones show it: Telegram's formatting written in WhatsApp's signs, and WhatsApp's signs read.

WhatsApp documents the signs but not where they count. What is assumed here stands in `reading`, in one place; what
`writing` writes is always read again by `reading` before it is given out, so that no sign is ever shown by mistake.
"""

from conversations.markup.reading import Look, Piece, read_whatsapp, unmarked
from conversations.markup.spans import Span
from conversations.markup.writing import to_whatsapp

__all__ = ["Look", "Piece", "Span", "read_whatsapp", "to_whatsapp", "unmarked"]
