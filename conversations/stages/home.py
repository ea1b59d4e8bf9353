"""Where the talk starts and returns to: who the bot is, and what it can do; also its help."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation, Helping, Home
from conversations.screen import Button, Key, Listed, Paragraph, Screen, Small, rows
from conversations.stages import keys
from conversations.stages.asking import go_on
from conversations.words import Plural, Text

TITLE = Text(fr="Campagnes WhatsApp", en="WhatsApp campaigns")
WHO = Text(
    fr="Je crée avec vous vos campagnes MsgFlash, une question à la fois.",
    en="I create your MsgFlash campaigns with you, one question at a time.",
)
NOTHING_LEAVES = Text(
    fr="Rien ne part avant que vous ayez tout relu et touché Envoyer.",
    en="Nothing is sent before you have read it all again and tapped Send.",
)
IN_DOUBT = Plural(
    one=Text(fr="Envoi incertain ({count})", en="Uncertain sending ({count})"),
    many=Text(fr="Envois incertains ({count})", en="Uncertain sendings ({count})"),
)
HELD = Plural(
    one=Text(fr="Gardée ici ({count})", en="Held here ({count})"),
    many=Text(fr="Gardées ici ({count})", en="Held here ({count})"),
)
NOT_SENT = Text(
    fr="Votre texte n’a été envoyé à personne. Pour en faire une campagne, touchez Nouvelle campagne.",
    en="Your text was sent to nobody. To make a campaign of it, tap New campaign.",
)
HELP = Text(fr="Aide", en="Help")
HOW = Text(
    fr="Une campagne, ce sont cinq réponses : le numéro, les destinataires, la date, la répétition, le message. "
    "Puis un récapitulatif, et un seul envoi.",
    en="A campaign is five answers: the number, the recipients, the time, the repetition, the message. "
    "Then a recap, and one sending.",
)
COMMANDS = (
    Text(fr="/new : nouvelle campagne", en="/new: new campaign"),
    Text(fr="/campaigns : vos campagnes et leur état", en="/campaigns: your campaigns and how they stand"),
    Text(fr="/stop : tout mettre en pause", en="/stop: pause everything"),
    Text(fr="/number : vos numéros, leur état et leurs limites", en="/number: your numbers, their state and limits"),
    Text(fr="/drafts : brouillons mis de côté", en="/drafts: drafts put aside"),
    Text(fr="/cancel : abandonner le brouillon ouvert", en="/cancel: give up the open draft"),
    Text(fr="/language : English ou français", en="/language: français or English"),
    Text(fr="/timezone : votre ville, pour les heures", en="/timezone: your city, for times"),
)
STOPPING = Text(
    fr="Une campagne créée se met en pause : touchez Pause sur sa carte, ou /stop pour toutes.",
    en="A campaign that was created can be paused: tap Pause on its card, or /stop for all of them.",
)


def look(conversation: Conversation, now: datetime) -> Screen:
    unknown = sum(submission.state == "unknown" for submission in conversation.submissions)
    first: tuple[Key, ...] = (keys.NEW,)
    if conversation.draft is not None:
        first = (keys.RESUME, replace(keys.NEW, style="plain"))
    others: tuple[Key, ...] = (
        keys.CAMPAIGNS,
        *((keys.DRAFTS,) if conversation.aside else ()),
        keys.HELP,
        keys.LANGUAGE,
    )
    doubt: tuple[tuple[Key, ...], ...] = ((Button(IN_DOUBT(unknown), "doubt"),),) if unknown else ()
    waiting = sum(submission.state == "held" for submission in conversation.submissions)
    held: tuple[tuple[Key, ...], ...] = ((Button(HELD(waiting), "held"),),) if waiting else ()
    return Screen(
        TITLE(),
        blocks=(Paragraph(WHO()), Paragraph(NOTHING_LEAVES())),
        keys=(*rows(first, 1), *doubt, *held, *rows(others, 2)),
    )


def look_help(conversation: Conversation, now: datetime) -> Screen:
    return Screen(
        HELP(),
        blocks=(Paragraph(HOW()), Listed(tuple(line() for line in COMMANDS)), Small(STOPPING())),
        keys=((keys.NEW,), (keys.BACK, keys.HOME)),
    )


def leave(conversation: Conversation, now: datetime) -> Conversation:
    """Return to the open draft, or home when there is none."""
    return home(conversation) if conversation.draft is None else go_on(conversation, conversation.draft, now)


def home(conversation: Conversation) -> Conversation:
    return replace(conversation, stage=Home())


def helping(conversation: Conversation) -> Conversation:
    return replace(conversation, stage=Helping())
