"""A confirmed campaign waits here before it is created, where MsgFlash pauses nothing that has not started.

Send confirmed it, and the recap said so: it leaves by itself when the wait is over, unless it is taken back. One whose
time went by while the bot was not running is not sent any more: its draft comes back.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from conversations.airlock import A_MINUTE, full_minute
from conversations.conversation import Conversation, HeldHere, Recap, Sending, Submission
from conversations.screen import Button, Key, Line, Paragraph, Screen
from conversations.stages import keys, sending
from conversations.steps.schedule import Schedule
from conversations.words import Clock, Text, When

HELD = Text(fr="Gardée ici jusqu’à {clock}", en="Held here until {clock}")
NOTHING_YET = Text(
    fr="Rien n’est encore arrivé chez MsgFlash. Sans réponse de vous, la campagne y part à {clock} ; "
    "ensuite, seul un départ commencé peut être mis en pause.",
    en="Nothing has reached MsgFlash yet. Without an answer from you the campaign goes there at {clock}; "
    "after that, only a sending that has begun can be paused.",
)
NAME = Text(fr="Nom", en="Name")
LEAVES = Text(fr="Départ", en="Start")
AT = Text(fr="{when}", en="{when}")
GO = Button(Text(fr="Laisser partir tout de suite", en="Let it go now")(), "go", "success")
TAKE_BACK = Button(Text(fr="Ne pas envoyer", en="Do not send it")(), "take back", "danger")
NEXT = Button(Text(fr="Voir la suivante", en="See the next one")(), "held")
TAKEN_BACK = Text(
    fr="Retirée : rien n’a été envoyé. Changez ce que vous voulez, puis renvoyez.",
    en="Nothing was sent. Change what you like, then send again.",
)
MISSED = Text(
    fr="Le bot ne tournait pas quand cette campagne devait partir : elle n’est pas partie.",
    en="The bot was not running when this campaign was due: it was not sent.",
)
WAITS = Text(
    fr="Après Envoyer, elle attend ici {minutes} minutes : MsgFlash ne met pas en pause une campagne "
    "qui n’a pas commencé.",
    en="After Send it waits here for {minutes} minutes: MsgFlash does not pause a campaign that has not started.",
)
# Later than this a campaign is not what was confirmed any more.
MISSED_AFTER = timedelta(minutes=10)


def look(stage: HeldHere, conversation: Conversation, now: datetime) -> Screen:
    submission = sending.find(conversation, stage.reference)
    if submission is None or submission.until is None:
        return Screen(sending.SENDING(), keys=((keys.HOME,),))
    until = Clock(submission.until, conversation.zone)
    schedule = submission.draft.find(Schedule)
    lines: tuple[Line, ...] = (Line(NAME(), submission.name),)
    if schedule is None or not schedule.at_once:
        lines = (*lines, Line(LEAVES(), AT(when=When(submission.schedule, conversation.zone))))
    others: tuple[tuple[Key, ...], ...] = ((NEXT,),) if len(held(conversation)) > 1 else ()
    said = (Paragraph(NOTHING_YET(clock=until)),)
    return Screen(HELD(clock=until), lines, said, ((TAKE_BACK,), (GO,), *others, (keys.HOME,)))


def press(stage: HeldHere, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    submission = _held(conversation, stage.reference)
    match choice:
        case "go" if submission is not None:
            return released(conversation, submission, now)
        case "take back" if submission is not None:
            rest = sending.opened(sending.without(conversation, submission), submission.draft)
            return replace(rest, stage=Recap(), notice=TAKEN_BACK())
        case _:
            return conversation


def held(conversation: Conversation) -> tuple[Submission, ...]:
    return tuple(submission for submission in conversation.submissions if submission.state == "held")


def ripe(conversation: Conversation, submission: Submission, now: datetime) -> Conversation:
    """Return the conversation once a wait is over; one that is not, or that was settled, changes nothing."""
    if submission not in held(conversation) or submission.until is None or now < submission.until:
        return conversation
    return released(conversation, submission, now)


def released(conversation: Conversation, submission: Submission, now: datetime) -> Conversation:
    """Send what was held, unless its time has gone by."""
    schedule = submission.draft.find(Schedule)
    if schedule is None or submission.until is None:
        return conversation
    at = full_minute(now + A_MINUTE) if schedule.at_once else schedule.at
    here = conversation.stage == HeldHere(submission.reference)
    if now - submission.until > MISSED_AFTER or at <= now:
        rest = sending.without(conversation, submission)
        if here:
            return replace(sending.opened(rest, sending.returned(submission)), stage=Recap(), problem=MISSED())
        return sending.came_back(rest, submission, MISSED(), None)
    draft = submission.draft.having(replace(schedule, at=at)) if schedule.at_once else submission.draft
    leaving = replace(submission, state="sent", until=None, draft=draft, schedule=at)
    submissions = tuple(leaving if other == submission else other for other in conversation.submissions)
    stage = Sending(submission.reference) if here else conversation.stage
    return replace(conversation, submissions=submissions, stage=stage)


def _held(conversation: Conversation, reference: str) -> Submission | None:
    return next((submission for submission in held(conversation) if submission.reference == reference), None)
