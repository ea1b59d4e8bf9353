"""How a conversation moves: `advance` for each event, `resume` after a restart. Pure; time comes in as an argument.

The laws (each tested): the answers decide, the place follows; every change is a new turn; "sending" is part of the
conversation before anything leaves; an answer is checked again when it matters.
"""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Asking,
    Campaigns,
    ChoosingLanguage,
    ChoosingZone,
    Conversation,
    Drafts,
    Dropping,
    NewOrOn,
    Recap,
    Receipt,
    Sending,
    Unsettled,
    Watching,
)
from conversations.effects import Effect, Fetch, Keep, Show, Submit, Tell, Toast, Transition
from conversations.events import (
    Accepted,
    Commanded,
    Edited,
    Event,
    Fetched,
    Pressed,
    Refused,
    Told,
    Unconfirmed,
    Unreachable,
)
from conversations.look import look, look_at_news
from conversations.needs import Found, Need
from conversations.replies import KINDS, OTHER_KIND
from conversations.stages import asking, campaigns, drafts, home, recap, sending, settings
from conversations.step import Attached, Wrote
from conversations.words import Said, Text
from conversations.workspace import Record

NOT_CURRENT = Text(
    fr="Cet écran n’est plus à jour. Servez-vous du dernier message.",
    en="This screen is out of date. Use the last message.",
)
ALREADY = Text(fr="Déjà pris en compte.", en="Already taken into account.")
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


def advance(conversation: Conversation, event: Event, now: datetime) -> Transition:
    """Return the conversation after `event`, and what it asks of the world. `now` is aware."""
    match event:
        case Pressed(turn, choice) if turn != conversation.turn or choice not in conversation.offered:
            return Transition(conversation, (Toast(_why_not(conversation, turn)),))
        case Pressed(_, choice):
            told = (Toast(), *_seen(conversation, choice))
            return _moved(conversation, _press(_fresh(conversation), choice, now), now, told=told)
        case Told(news):
            rest = tuple(other for other in conversation.news if other != news)
            return Transition(replace(conversation, news=rest))
        case Fetched(need, finding):
            if need != conversation.fetching:
                return Transition(conversation)
            found = replace(conversation, fetching=None, found=Found(need, finding))
            return _moved(conversation, found, now)
        case Accepted() | Refused() | Unreachable() | Unconfirmed():
            return _outcome(conversation, event, now)
        case Attached(_, album) if album is not None and album == conversation.album:
            return Transition(conversation)
        case Commanded() | Wrote() | Attached() | Edited():
            return _moved(conversation, _written(_fresh(conversation), event, now), now, below=True)


def resume(conversation: Conversation, now: datetime) -> Transition:
    """Return what is still owed after a restart; a submission that was under way has become unknown."""
    after = conversation
    for submission in conversation.submissions:
        after = sending.brought_up(after, submission)
    if after.fetching is not None:
        after = replace(after, fetching=None, found=None)
    if after == conversation:
        return shown_again(conversation, now)
    return _moved(replace(conversation, news=()), after, now)


def shown_again(conversation: Conversation, now: datetime) -> Transition:
    """Return what the operator has not been shown or told; a screen that time has changed takes a new turn."""
    owed = tuple(Tell(news, look_at_news(news, conversation, now)) for news in conversation.news)
    screen = look(conversation, now)
    if screen.choices() == conversation.offered:
        return Transition(conversation, (*owed, Show(screen)))
    return _moved(replace(conversation, news=()), conversation, now)


def _fresh(conversation: Conversation) -> Conversation:
    return replace(conversation, notice=None, problem=None, code=None, album=None)


def _why_not(conversation: Conversation, turn: int) -> Said:
    sending_now = isinstance(conversation.stage, Sending | Receipt) and turn < conversation.turn
    return ALREADY() if sending_now else NOT_CURRENT()


def _press(conversation: Conversation, choice: str, now: datetime) -> Conversation:
    if choice.startswith("/"):
        return _command(conversation, choice.removeprefix("/"), now)
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
        case "back", _:
            return home.leave(conversation, now)
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
        case _, ChoosingLanguage():
            return settings.press_language(conversation, choice, now)
        case _, ChoosingZone() as stage:
            return settings.press_zone(stage, conversation, choice, now)
        case _:
            return conversation


def _written(conversation: Conversation, event: Commanded | Wrote | Attached | Edited, now: datetime) -> Conversation:
    draft = conversation.draft
    match event, conversation.stage:
        case Commanded(name), _:
            return _command(conversation, name, now)
        case Edited(), _:
            return replace(conversation, problem=EDITED())
        case (Wrote() | Attached()) as reply, Asking() as stage if draft is not None:
            album = reply.album if isinstance(reply, Attached) else None
            return asking.reply(stage, replace(conversation, album=album), draft, reply, now)
        case Wrote(), Recap() if draft is not None:
            return recap.written(conversation)
        case Wrote(text), ChoosingZone():
            return settings.written(conversation, text)
        case Attached(zones=zones), ChoosingZone() if zones:
            return replace(conversation, stage=ChoosingZone(zones))
        case Attached(kind, album), _:
            said = KINDS.get(kind, OTHER_KIND)()
            return replace(conversation, album=album, problem=NOT_HERE(kind=said))
        case Wrote(), _:
            said = NOT_HERE(kind=A_TEXT()) if draft is not None else home.NOT_SENT()
            return replace(conversation, problem=said)


def _command(conversation: Conversation, name: str, now: datetime) -> Conversation:
    match name:
        case "start":
            return home.home(conversation)
        case "new":
            return drafts.new(conversation, now)
        case "drafts":
            return replace(conversation, stage=Drafts())
        case "campaigns":
            return replace(conversation, stage=Campaigns(), found=None)
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


def _doubt(conversation: Conversation) -> Conversation:
    unknown = [submission for submission in conversation.submissions if submission.state == "unknown"]
    return replace(conversation, stage=Unsettled(unknown[0].reference)) if unknown else home.home(conversation)


def _outcome(
    conversation: Conversation, event: Accepted | Refused | Unreachable | Unconfirmed, now: datetime
) -> Transition:
    fresh = _fresh(conversation)
    match event:
        case Accepted():
            after = sending.accepted(fresh, event)
            submission = sending.attempt(fresh, event)
            if submission is None:
                return Transition(conversation)
            campaign = event.campaign
            record = Record(
                submission.reference, campaign.id, campaign.name or submission.name, submission.schedule, now
            )
            return _moved(conversation, after, now, told=(Keep(record),))
        case Refused():
            after = sending.refused(fresh, event)
        case Unreachable():
            after = sending.unreachable(fresh, event)
        case Unconfirmed():
            after = sending.unconfirmed(fresh, event)
    return Transition(conversation) if after == fresh else _moved(conversation, after, now)


def _moved(
    before: Conversation,
    after: Conversation,
    now: datetime,
    *,
    below: bool = False,
    told: tuple[Effect, ...] = (),
) -> Transition:
    """Close a change: take suggestions, ask for what is needed, give it the next turn, and show it."""
    after = _settled(after, now)
    asked: tuple[Effect, ...] = ()
    need = _needed(after, now)
    if need is None or (after.found is not None and after.found.need != need):
        after = replace(after, found=None)
    if need is None or after.found is not None:
        after = replace(after, fetching=None)
    elif after.fetching != need:
        after = replace(after, fetching=need)
        asked = (Fetch(need),)
    after = replace(after, turn=before.turn + 1)
    screen = look(after, now)
    after = replace(after, offered=screen.choices())
    sent = tuple(Submit(new) for new in after.submissions if new.state == "sent" and new not in before.submissions)
    news = tuple(Tell(new, look_at_news(new, after, now)) for new in after.news if new not in before.news)
    return Transition(after, (*told, *news, Show(screen, below), *sent, *asked))


def _seen(conversation: Conversation, choice: str) -> tuple[Effect, ...]:
    """Keep a campaign of unknown outcome that the operator found in the MsgFlash console."""
    if choice != "there" or not isinstance(conversation.stage, Unsettled):
        return ()
    submission = sending.find(conversation, conversation.stage.reference)
    return () if submission is None else (Keep(sending.seen(submission)),)


def _settled(conversation: Conversation, now: datetime) -> Conversation:
    """Take what the open question answers by itself, as far as that goes."""
    while isinstance(conversation.stage, Asking) and conversation.draft is not None:
        need = asking.needed(conversation.stage, conversation, now)
        if need is not None and (conversation.found is None or conversation.found.need != need):
            return conversation
        after = asking.suggested(conversation.stage, conversation, conversation.draft, now)
        if after is None:
            return conversation
        conversation = after
    return conversation


def _needed(conversation: Conversation, now: datetime) -> Need | None:
    match conversation.stage:
        case Asking() as stage:
            return asking.needed(stage, conversation, now)
        case Recap():
            return recap.needed(conversation)
        case Campaigns() | Watching() as stage:
            return campaigns.needed(stage)
        case _:
            return None
