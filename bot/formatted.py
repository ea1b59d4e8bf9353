"""A message as its recipient reads it, in Telegram's HTML: WhatsApp's signs become the looks they stand for."""

from html import escape

from bot.cutting import first_units
from conversations.markup import Look, Piece, read_whatsapp
from conversations.replies import units

# The innermost last. Telegram lets nothing stand inside monospace: core.telegram.org/bots/api#formatting-options
_TAGS: tuple[tuple[Look, str], ...] = (("bold", "b"), ("italic", "i"), ("strike", "s"))
# A message is shown inside a quotation, and Telegram has none inside another.
_QUOTED = "┃ "


def as_read(text: str, most: int) -> str:
    """Return a message in WhatsApp's markup as HTML that shows at most so many UTF-16 code units of it."""
    out: list[str] = []
    room, at_start = max(most - 1, 0), True
    for piece in read_whatsapp(text):
        shown = first_units(piece.text, room)
        for line in shown.splitlines(keepends=True):
            mark = _QUOTED if at_start and "quote" in piece.styles else ""
            out.append(mark + _tagged(line, piece))
            at_start = line.endswith(("\n", "\r"))
        room -= units(shown)
        if shown != piece.text:
            return "".join(out).rstrip() + "…"
    return "".join(out)


def _tagged(text: str, piece: Piece) -> str:
    html = escape(text, quote=False)
    if "mono" in piece.styles:
        return f"<code>{html}</code>"
    for look, tag in reversed(_TAGS):
        if look in piece.styles:
            html = f"<{tag}>{html}</{tag}>"
    return html
