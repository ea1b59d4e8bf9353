"""What the bot itself keeps of its campaigns, as its operator's talk reads it."""

from collections.abc import Sequence
from itertools import islice

from conversations.effects import Follow
from conversations.needs import (
    AnswersOf,
    Created,
    Finding,
    KeptAnswers,
    KnownCampaigns,
    Need,
    Nothing,
    RecordOf,
    RecordPage,
    Underway,
)
from conversations.workspace import Record

A_PAGE = 5


def found_among(need: Need, kept: Sequence[Record], followed: Sequence[Follow]) -> Finding | None:
    """Return what the bot's own store has of a need, None where it is MsgFlash's to answer."""
    match need:
        case Created(page):
            records = tuple(islice(kept, page * A_PAGE, (page + 1) * A_PAGE))
            return RecordPage(records, more=len(kept) > (page + 1) * A_PAGE)
        case RecordOf(reference):
            own = tuple(record for record in kept if record.reference == reference)
            return RecordPage(own) if own else Nothing("NOT_FOUND")
        case AnswersOf(reference):
            drafts = [follow.draft for follow in followed if follow.watch.reference == reference]
            return KeptAnswers(drafts[0]) if drafts else Nothing("NOT_FOUND")
        case Underway():
            known = {follow.watch.reference: follow.watch.campaign for follow in followed}
            return KnownCampaigns(tuple((one, known[one.reference]) for one in kept if one.reference in known))
        case _:
            return None
