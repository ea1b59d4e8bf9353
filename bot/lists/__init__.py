"""Lists of phone numbers as shop people have them: pasted text, CSV, TXT, XLSX and vCard files."""

from bot.lists.number_list import Entry, NumberList, Unreadable, together
from bot.lists.phone import country_of
from bot.lists.read import read_file, read_text

__all__ = ["Entry", "NumberList", "Unreadable", "country_of", "read_file", "read_text", "together"]
