"""What the bot remembers of each number: every verdict, and the mark of what was sent to whom, never the words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.crowds import Reach, Shared, Whom
from conversations.workspace import CampaignId, InstanceId, Reference, Safety

Overlap: TypeAlias = Literal["yes", "maybe", "no"]


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a campaign goes to: MsgFlash's own word for the kind, and a short hash for each tag, group or contact.

    Of a crowd only the smallest hashes are kept, and the audience is not `whole`: two crowds that share people share
    some of those, as a rule.
    """

    reach: Reach
    marks: tuple[str, ...] = ()
    whole: bool = True

    def overlaps(self, other: "Audience") -> Overlap:
        """Tell whether somebody is in both, as far as the choices alone tell.

        Whether several tags mean any of them or all is not documented: one in common proves nothing.
        """
        if "all" in {self.reach, other.reach}:
            return "yes"
        common = set(self.marks) & set(other.marks)
        match self.reach, other.reach:
            case "explicit", "explicit" if self.whole and other.whole:
                return "yes" if common else "no"
            case "tags", "tags":
                return "yes" if self.whole and other.whole and self.marks == other.marks else "maybe"
            case ("group", "group") | ("explicit", "explicit"):
                return "yes" if common else "maybe"
            case _:
                return "maybe"


@dataclass(frozen=True, slots=True)
class Entry:
    """A verdict of MsgFlash's, or None where only the operator saw the campaign; `at` is when it came.

    `message` is the mark of what was sent, empty where nobody knows; `people` how many it was meant for.
    A campaign is `held` while it is paused; `sent` is the last count heard. `reference` is None for a resume.
    """

    instance: InstanceId
    at: datetime
    reference: Reference | None
    campaign: CampaignId | None
    name: str
    leaves_at: datetime | None = None
    repeats: bool = False
    safety: Safety | None = None
    audience: Audience | None = None
    message: str = ""
    people: int | None = None
    held: bool = False
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A campaign was paused, or let go on."""

    campaign: CampaignId
    held: bool


Entered: TypeAlias = Entry | Held
"""What a change writes into the ledger."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The last verdicts on a number, newest first."""

    instance: InstanceId


@dataclass(frozen=True, slots=True)
class SentBefore:
    """What was created lately with the same message, from any number of the workspace; and who of `whom` gets both."""

    message: str
    whom: Whom | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """`shared` tells of those earlier campaigns whose people are known how many of those asked about get both."""

    entries: tuple[Entry, ...]
    shared: tuple[Shared, ...] = ()
