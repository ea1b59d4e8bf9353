"""Whether the same message goes to some of the same people within a day, by the bot's records of all operators."""

from datetime import datetime, timedelta
from itertools import islice

from conversations.checks.check import Basis, Checked, Passed, Raised, Unanswered
from conversations.checks.marks import audience, message, whom
from conversations.conversation import Conversation
from conversations.crowds import Shared
from conversations.draft import Draft
from conversations.ledger import Entries, Entry, Overlap, SentBefore
from conversations.needs import Need, Nothing
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.words import Plural, Text, When

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
BOTH = Plural(
    one=Text(
        fr="{count} personne recevrait ce même message deux fois : il part aussi avec « {name} », {when}.",
        en="{count} person would receive this same message twice: it also goes out with “{name}”, {when}.",
    ),
    many=Text(
        fr="{count} personnes recevraient ce même message deux fois : il part aussi avec « {name} », {when}.",
        en="{count} people would receive this same message twice: it also goes out with “{name}”, {when}.",
    ),
)
UP_TO = Plural(
    one=Text(
        fr="{count} personne pourrait recevoir ce même message deux fois : il part aussi avec « {name} », {when}.",
        en="{count} person might receive this same message twice: it also goes out with “{name}”, {when}.",
    ),
    many=Text(
        fr="jusqu’à {count} personnes pourraient recevoir ce même message deux fois : "
        "il part aussi avec « {name} », {when}.",
        en="up to {count} people might receive this same message twice: it also goes out with “{name}”, {when}.",
    ),
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
    return (SentBefore(message(draft), whom(draft)),)


def sent_before(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    under_way = _under_way(conversation, draft)
    if under_way:
        return under_way
    match conversation.finding(SentBefore(message(draft), whom(draft))):
        case Entries(entries, shared):
            return _found(tuple(entry for entry in entries if _is_near(entry, draft)), shared, draft, conversation.zone)
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


def _is_near(entry: Entry, draft: Draft) -> bool:
    """Tell whether an earlier campaign leaves within a day of this one, and is not held."""
    schedule = draft.find(Schedule)
    return not entry.held and entry.leaves_at is not None and schedule is not None and _near(entry, draft, schedule)


def _found(near: tuple[Entry, ...], shared: tuple[Shared, ...], draft: Draft, zone: str) -> tuple[Checked, ...]:
    """Return what is known of who gets an earlier campaign too: by the choices alone, else by who is in them.

    Of several campaigns the gravest is told: a few people in common with the newest must not hide a crowd.
    """
    alike = next((entry for entry in near if _overlap(entry, draft) == "yes"), None)
    if alike is not None:
        return (Raised(BEFORE(name=alike.name, when=_when(alike, zone)), "fact", alike.at),)
    maybe = tuple(entry for entry in near if _overlap(entry, draft) == "maybe")
    counted = tuple(
        (one, entry) for entry in maybe for one in shared if one.earlier == entry.reference and _tells(one, entry)
    )
    known = {entry for _, entry in counted}
    others = (entry for entry in maybe if entry not in known)
    raised = (
        *(_counted(one, entry, zone) for one, entry in sorted(counted, key=_most)[-1:] if one.most),
        *(Raised(PERHAPS_BEFORE(name=e.name, when=_when(e, zone)), "estimate", e.at) for e in islice(others, 1)),
    )
    reckoned = next((one.at for one, _ in counted if one.at is not None), None)
    return raised or (Passed(NOT_BEFORE(), "fact" if reckoned is None else "estimate", reckoned),)


def _overlap(entry: Entry, draft: Draft) -> Overlap:
    own = audience(draft)
    return "maybe" if entry.audience is None or own is None else own.overlaps(entry.audience)


def _tells(one: Shared, entry: Entry) -> bool:
    """Tell whether nobody in common means nobody: once it has left, who bears its tags by now may be others."""
    chosen = entry.audience is not None and entry.audience.reach == "explicit"
    left = one.at is not None and entry.leaves_at is not None and entry.leaves_at <= one.at
    return one.most > 0 or chosen or not left


def _most(counted: tuple[Shared, Entry]) -> int:
    return counted[0].most


def _counted(both: Shared, entry: Entry, zone: str) -> Raised:
    basis: Basis = "fact" if both.at is None else "estimate"
    said = BOTH if both.fewest == both.most else UP_TO
    return Raised(said(both.most, name=entry.name, when=_when(entry, zone)), basis, both.at)


def _when(entry: Entry, zone: str) -> When:
    return When(entry.leaves_at or entry.at, zone)


def _near(entry: Entry, draft: Draft, schedule: Schedule) -> bool:
    """Tell whether a sending of one falls within a day of one of the other."""
    repeat = draft.find(Repeat)
    apart = schedule.at - (entry.leaves_at or schedule.at)
    if abs(apart) < A_DAY:
        return True
    return entry.repeats if apart > timedelta(0) else repeat is not None and repeat.every != "none"
