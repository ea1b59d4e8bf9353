"""What an operator's deed leads to: a key pressed, something written or sent, a command."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Asking,
    Campaigns,
    ChoosingLanguage,
    ChoosingZone,
    Confirming,
    Conversation,
    Copying,
    Drafts,
    Dropping,
    Fitting,
    HeldHere,
    NewOrOn,
    Numbers,
    OfNumber,
    OwnNumber,
    Recap,
    Receipt,
    Sending,
    Stopping,
    Unsettled,
    Watching,
    Waves,
)
from conversations.events import Commanded, Edited
from conversations.replies import KINDS, OTHER_KIND
from conversations.stages import (
    asking,
    campaigns,
    drafts,
    fitting,
    hold,
    home,
    numbers,
    recap,
    receipt,
    sending,
    settings,
    steering,
    testing,
    waves,
)
from conversations.step import Attached, Wrote
from conversations.words import Text
from conversations.workspace import Reference

EDITED = Text(
    fr="Je ne relis pas un message modifié. Envoyez la nouvelle version comme un nouveau message.",
    en="I do not read an edited message again. Send the new version as a new message.",
)
NO_SUCH_COMMAND = Text(
    fr="Je ne connais pas la commande « /{name} ». Voici ce que je sais faire.",
    en="I do not know the command “/{name}”. Here is what I can do.",
)
NOT_HERE = Text(
    fr="Je n’attends pas d’envoi ici ({kind}) ; il n’est parti à personne.",
    en="I am not expecting anything here ({kind}); it was sent to nobody.",
)
A_TEXT = Text(fr="un texte", en="a text")


def press(conversation: Conversation, choice: str, now: datetime) -> Conversation:
    if choice.startswith("/"):
        name, _, argument = choice.removeprefix("/").partition(" ")
        return command(conversation, name, argument, now)
    draft = conversation.draft
    match choice, conversation.stage:
        case "resume", _:
            return home.leave(conversation, now)
        case "doubt", _:
            return _doubt(conversation)
        case _, Asking() as stage if draft is not None:
            return asking.press(stage, conversation, draft, choice, now)
        case _, Recap() as stage if draft is not None:
            return recap.press(stage, conversation, draft, choice, now)
        case "held", _:
            return _held(conversation)
        case "back", _:
            return home.leave(conversation, now)
        case _, Receipt() as stage:
            return receipt.press(stage, conversation, choice, now)
        case _, HeldHere() as stage:
            return hold.press(stage, conversation, choice, now)
        case _, Confirming() as stage:
            return steering.press_confirming(stage, conversation, choice, now)
        case _, Stopping() as stage:
            return steering.press_stopping(stage, conversation, choice)
        case _, Unsettled() as stage:
            return sending.press(stage, conversation, choice, now)
        case _, NewOrOn():
            return drafts.press_new_or_on(conversation, choice, now)
        case _, Dropping() as stage:
            return drafts.press_dropping(stage, conversation, choice, now)
        case _, Drafts() as stage:
            return drafts.press(stage, conversation, choice, now)
        case _, Campaigns() as stage:
            return campaigns.press(stage, conversation, choice)
        case _, Watching() as stage:
            return campaigns.press_watching(stage, conversation, choice)
        case _, Numbers():
            return numbers.press(conversation, choice)
        case _, OfNumber() as stage:
            return numbers.press_at(stage, conversation, choice)
        case _, Fitting() as stage:
            return fitting.pressed(stage, conversation, choice)
        case _, Waves() as stage:
            return waves.press(stage, conversation, choice, now)
        case _, ChoosingLanguage():
            return settings.press_language(conversation, choice, now)
        case _, ChoosingZone() as stage:
            return settings.press_zone(stage, conversation, choice, now)
        case _:
            return conversation


def written(conversation: Conversation, event: Commanded | Wrote | Attached | Edited, now: datetime) -> Conversation:
    draft = conversation.draft
    match event, conversation.stage:
        case Commanded(name, argument), _:
            return command(conversation, name, argument, now)
        case Edited(), _:
            return replace(conversation, problem=EDITED())
        case (Wrote() | Attached()) as reply, Asking() as stage if draft is not None:
            album = reply.album if isinstance(reply, Attached) else None
            return asking.reply(stage, replace(conversation, album=album), draft, reply, now)
        case (Wrote() | Attached()) as reply, OwnNumber():
            return testing.written(conversation, reply)
        case Wrote(), Recap() if draft is not None:
            return recap.written(conversation)
        case Wrote(text), ChoosingZone():
            return settings.written(conversation, text)
        case Attached(zones=zones), ChoosingZone() if zones:
            return replace(conversation, stage=ChoosingZone(zones))
        case Attached(kind, album), _:
            said = KINDS.get(kind, OTHER_KIND)()
            return replace(conversation, album=album, problem=NOT_HERE(kind=said))
        case Wrote(), Sending():
            return replace(conversation, problem=sending.STILL_SENDING())
        case Wrote(), _:
            said = NOT_HERE(kind=A_TEXT()) if draft is not None else home.NOT_SENT()
            return replace(conversation, problem=said)


def command(conversation: Conversation, name: str, argument: str, now: datetime) -> Conversation:
    match conversation.stage:
        case Waves() as stage:
            conversation = waves.left(stage, conversation)
        case Fitting(held=True):
            conversation = replace(conversation, notice=fitting.STAYS_PAUSED())
        case _:
            pass
    match name:
        case "start":
            return home.home(conversation)
        case "new":
            return drafts.new(conversation, now)
        case "drafts":
            return replace(conversation, stage=Drafts())
        case "campaigns":
            return replace(conversation, stage=Campaigns(), found=())
        case "pause" | "resume" | "end" as doing if argument:
            return replace(conversation, stage=Confirming(doing, Reference(argument)), found=())
        case "again" | "copy" if argument:
            return replace(conversation, stage=Copying(Reference(argument), change=name == "copy"), found=())
        case "settle" if argument:
            return _settle(conversation, Reference(argument))
        case "stop":
            return replace(conversation, stage=Stopping(), found=())
        case "number":
            return numbers.opened(conversation)
        case "cancel":
            return drafts.cancel(conversation)
        case "language":
            return settings.choosing_language(conversation)
        case "timezone":
            return settings.choosing_zone(conversation)
        case "help":
            return home.helping(conversation)
        case _:
            return replace(home.helping(conversation), problem=NO_SUCH_COMMAND(name=name))


def _held(conversation: Conversation) -> Conversation:
    waiting = tuple(submission.reference for submission in hold.held(conversation))
    stage = conversation.stage
    shown = stage.reference if isinstance(stage, HeldHere) else None
    return replace(conversation, stage=HeldHere(_next(waiting, shown))) if waiting else home.home(conversation)


def _settle(conversation: Conversation, reference: Reference) -> Conversation:
    found = sending.find(conversation, reference)
    if found is None or found.state != "unknown":
        return replace(home.home(conversation), problem=sending.SETTLED_ALREADY())
    return replace(conversation, stage=Unsettled(reference))


def _doubt(conversation: Conversation) -> Conversation:
    unknown = tuple(submission.reference for submission in sending.unknown(conversation))
    stage = conversation.stage
    shown = stage.reference if isinstance(stage, Unsettled) else None
    return replace(conversation, stage=Unsettled(_next(unknown, shown))) if unknown else home.home(conversation)


def _next(references: tuple[Reference, ...], shown: Reference | None) -> Reference:
    """Return the one after the one that is shown, the first after the last."""
    at = references.index(shown) + 1 if shown in references else 0
    return references[at % len(references)]
