"""Time as operators say it: a phrase in French or English becomes one instant, or is refused by name; never guessed.

The grammar is closed: what is not understood whole is refused. The words stand in french.py and english.py, the
pieces they make in grammar.py, the calendar in which_day.py and civil.py, and the reasons for refusing in reasons.py.
"""

from conversations.spoken.read import read_time
from conversations.spoken.readings import At, EitherOf, NotRead, OnDay, Reading, Repeats

__all__ = ["At", "EitherOf", "NotRead", "OnDay", "Reading", "Repeats", "read_time"]
