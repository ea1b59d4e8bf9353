"""Whether the same message goes to some of the same people within a day, by the bot's records of all operators."""

from datetime import datetime, timedelta

from conversations.checks.check import Checked, Passed, Raised, Unanswered
from conversations.checks.marks import audience, message
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.ledger import Entries, Entry, Overlap, SentBefore
from conversations.needs import Need, Nothing
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.words import Said, Text, When

NOT_BEFORE = Text(
    fr="aucune autre campagne de ce bot n’envoie ce message aux mêmes personnes à moins d’un jour d’écart.",
    en="no other campaign of this bot sends this message to the same people within a day.",
)
BEFORE = Text(
    fr="ce même message est déjà prévu pour ces personnes, ou leur est parti : « {name} », {when}.",
    en="this same message is already planned for these people, or has gone to them: “{name}”, {when}.",
)
PERHAPS_BEFORE = Text(
    fr="ce même message part aussi avec « {name} », {when} : certains peuvent le recevoir deux fois.",
    en="this same message also goes out with “{name}”, {when}: some people may receive it twice.",
)
UNDER_WAY = Text(
    fr="ce même message vient d’être confirmé pour « {name} », et je n’en connais pas encore l’issue.",
    en="this same message was just confirmed for “{name}”, and I do not know yet what became of it.",
)
NO_ANSWER = Text(
    fr="je n’ai pas pu regarder si ce message est déjà parti.",
    en="I could not look whether this message has left before.",
)
A_DAY = timedelta(days=1)


def needed(draft: Draft) -> tuple[Need, ...]:
    return (SentBefore(message(draft)),)


def sent_before(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    under_way = _under_way(conversation, draft)
    if under_way:
        return under_way
    match conversation.finding(SentBefore(message(draft))):
        case Entries(entries):
            raised = (_raised(entry, draft, conversation.zone) for entry in entries)
            return next(((found,) for found in raised if found is not None), (Passed(NOT_BEFORE()),))
        case Nothing():
            return (Unanswered(NO_ANSWER()),)
        case _:
            return ()


def _under_way(conversation: Conversation, draft: Draft) -> tuple[Checked, ...]:
    """Name a campaign with the same message whose outcome is not known: it is in no record yet."""
    own = audience(draft)
    for submission in conversation.submissions:
        other = audience(submission.draft)
        if message(submission.draft) != message(draft) or own is None or other is None:
            continue
        if own.overlaps(other) != "no":
            return (Raised(UNDER_WAY(name=submission.name)),)
    return ()


def _raised(entry: Entry, draft: Draft, zone: str) -> Raised | None:
    """Return the warning of an earlier campaign; one that is held, or of the other day, gives none."""
    own, schedule = audience(draft), draft.find(Schedule)
    if entry.held or entry.leaves_at is None or own is None or schedule is None or not _near(entry, draft, schedule):
        return None
    overlap: Overlap = "maybe" if entry.audience is None else own.overlaps(entry.audience)
    words: dict[Overlap, Said | None] = {
        "yes": BEFORE(name=entry.name, when=When(entry.leaves_at, zone)),
        "maybe": PERHAPS_BEFORE(name=entry.name, when=When(entry.leaves_at, zone)),
        "no": None,
    }
    said = words[overlap]
    return None if said is None else Raised(said, "fact" if overlap == "yes" else "estimate", entry.at)


def _near(entry: Entry, draft: Draft, schedule: Schedule) -> bool:
    """Tell whether a sending of one falls within a day of one of the other."""
    repeat = draft.find(Repeat)
    apart = schedule.at - (entry.leaves_at or schedule.at)
    if abs(apart) < A_DAY:
        return True
    return entry.repeats if apart > timedelta(0) else repeat is not None and repeat.every != "none"
