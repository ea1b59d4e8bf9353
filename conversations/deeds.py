"""What is asked of MsgFlash besides creating a campaign, and what came of it.

One deed is under way in a talk, and beside it at most one that stops everything. A deed is stored before it leaves, and
is never repeated by itself.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from conversations.draft import Draft
from conversations.people import Add, Added, HandBack, Handed, LookedUp, LookUp
from conversations.workspace import Campaign, CampaignId, Reference


@dataclass(frozen=True, slots=True)
class Pause:
    """`early` when it had not started, as far as was known; `name` is what the operator is told of it by."""

    campaign: CampaignId
    early: bool = False
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Resume:
    """`name` is what the operator is told of it by."""

    campaign: CampaignId
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SendTest:
    """The message of a draft, to one number (E.164) that is the operator's own."""

    draft: Draft
    to: str


@dataclass(frozen=True, slots=True)
class PauseAll:
    """Pause all of them, whatever becomes of each; each with its name."""

    campaigns: tuple[tuple[CampaignId, str], ...]


@dataclass(frozen=True, slots=True)
class End:
    """Let go of a campaign's file and follow it no longer, for its operator says that it is over."""

    reference: Reference


Deed: TypeAlias = Pause | Resume | PauseAll | End | SendTest | Add | LookUp | HandBack


@dataclass(frozen=True, slots=True)
class Steered:
    """The campaign, as MsgFlash answered."""

    campaign: Campaign


def is_paused(result: "Result") -> bool:
    """Tell whether MsgFlash says that a campaign is paused: an answer is not enough, it has to say so."""
    return isinstance(result, Steered) and result.campaign.status == "paused"


OVER = frozenset({"completed", "cancelled"})


def goes_no_further(result: "Result") -> bool:
    """Tell whether MsgFlash says that nothing more leaves: a campaign is paused, was so before, or is over."""
    return is_paused(result) or (isinstance(result, Declined) and result.standing in {"paused", *OVER})


@dataclass(frozen=True, slots=True)
class LetGo:
    """The campaign is not followed any longer, and nobody keeps its file for it."""


@dataclass(frozen=True, slots=True)
class Queued:
    """MsgFlash took the message, and sends it."""


@dataclass(frozen=True, slots=True)
class Declined:
    """MsgFlash said plainly that it did not do it; `standing` is the campaign's status right after, if it was read."""

    code: str
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """The request never left."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The request may have arrived."""


@dataclass(frozen=True, slots=True)
class Each:
    """What came of each campaign, in the order of the deed."""

    results: "tuple[Steered | Declined | Missed | Unsure, ...]"


Result: TypeAlias = Steered | LetGo | Queued | Added | LookedUp | Handed | Declined | Missed | Unsure | Each
