"""What is written into the ledger when something became of a campaign."""

from datetime import datetime

from conversations.checks.marks import audience, message
from conversations.conversation import Submission
from conversations.deeds import Deed, Each, Pause, PauseAll, Result, Resume, Steered, is_paused
from conversations.ledger import Entered, Entry, Held
from conversations.steps.number import Number
from conversations.steps.repeat import Repeat
from conversations.workspace import Campaign


def created(submission: Submission, campaign: Campaign, now: datetime) -> tuple[Entered, ...]:
    """Return the line for a campaign that MsgFlash has taken, with its verdict."""
    return _entry(submission, campaign, now)


def seen(submission: Submission) -> tuple[Entered, ...]:
    """Return the line for a campaign that only the operator saw: nobody knows MsgFlash's verdict."""
    return _entry(submission, None, submission.at)


def steered(deed: Deed, result: Result, now: datetime) -> tuple[Entered, ...]:
    """Return what a pause or a resume changes; the verdict that comes with a resume is kept like that of a creation."""
    match deed, result:
        case Pause(campaign), _ if is_paused(result):
            return (Held(campaign, held=True),)
        case Resume(campaign), Steered(told) if not is_paused(result):
            verdict = (
                ()
                if told.instance is None or told.safety is None
                else (Entry(told.instance, now, None, campaign, told.name, told.schedule, safety=told.safety),)
            )
            return (Held(campaign, held=False), *verdict)
        case PauseAll(campaigns), Each(results):
            tried = zip(campaigns, results, strict=True)
            return tuple(Held(campaign, held=True) for (campaign, _), one in tried if is_paused(one))
        case _:
            return ()


def _entry(submission: Submission, campaign: Campaign | None, at: datetime) -> tuple[Entered, ...]:
    draft = submission.draft
    number, repeat = draft.find(Number), draft.find(Repeat)
    if number is None:
        return ()
    safety = campaign.safety if campaign else None
    return (
        Entry(
            number.instance.id,
            at,
            submission.reference,
            campaign.id if campaign else None,
            (campaign.name if campaign else "") or submission.name,
            (campaign.schedule if campaign else None) or submission.schedule,
            repeats=repeat is not None and repeat.every != "none",
            safety=safety,
            audience=audience(draft),
            message=message(draft),
            people=safety.total_recipients if safety else None,
        ),
    )
