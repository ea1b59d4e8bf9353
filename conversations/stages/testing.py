"""The exact message to the operator's own number first: the number is asked once, the rest is one tap."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation, OwnNumber, Recap
from conversations.deeds import Declined, Missed, Queued, Result, SendTest
from conversations.draft import Draft
from conversations.files import TurnedDown
from conversations.needs import Phone, PhoneOf
from conversations.refusals import sentence
from conversations.replies import KINDS, OTHER_KIND, WRITE_IT
from conversations.screen import Button, Paragraph, Screen, Small
from conversations.stages import keys
from conversations.step import Attached, Wrote
from conversations.steps.number import Number
from conversations.words import Text
from conversations.zones import calling_code_of

TRY = Button(Text(fr="📱 Essai sur mon numéro", en="📱 Test on my number")(), "test")
TRY_ELSEWHERE = Button(Text(fr="Numéro des essais", en="Number for tests")(), "test number")
TITLE = Text(fr="Essai sur mon numéro", en="Test to my number")
WHICH = Text(
    fr="Sur quel numéro WhatsApp vous envoyer ce message ? Écrivez-le, ou partagez votre fiche de contact.",
    en="To which WhatsApp number shall I send you this message? Write it, or share your contact card.",
)
ONLY_YOU = Text(
    fr="Vous seul le recevrez, exactement comme vos clients. Je retiens ce numéro pour les prochains essais.",
    en="Only you will get it, exactly as your customers would. I keep this number for the next tests.",
)
READING = Text(fr="Je lis le numéro…", en="Reading the number…")
UNDER_WAY = Text(fr="Essai vers {number} : envoi à MsgFlash…", en="Test to {number}: sending to MsgFlash…")
ALREADY = Text(fr="Un essai est déjà en route. Attendez sa réponse.", en="A test is under way. Wait for its answer.")
HANDED_OVER = Text(
    fr="Essai confié à MsgFlash pour {number} : regardez votre WhatsApp.",
    en="Test handed to MsgFlash for {number}: look at your WhatsApp.",
)
QUEUED = Text(
    fr="Essai confié à MsgFlash pour {number} : regardez votre WhatsApp. Ce n’était que l’essai, "
    "la campagne n’est pas partie.",
    en="Test handed to MsgFlash for {number}: look at your WhatsApp. It was only the test, the campaign has not left.",
)
NEVER_LEFT = Text(
    fr="MsgFlash est injoignable : l’essai n’est pas parti. Réessayez.",
    en="MsgFlash cannot be reached: the test was not sent. Try again.",
)
UNSURE = Text(
    fr="MsgFlash n’a pas répondu : l’essai vers {number} est peut-être parti. "
    "Regardez votre WhatsApp avant d’en refaire un.",
    en="MsgFlash did not answer: the test to {number} may have left. Look at your WhatsApp before you make another.",
)
NOT_A_NUMBER = Text(
    fr="MsgFlash n’accepte pas le numéro {number}. Écrivez-en un autre.",
    en="MsgFlash does not accept the number {number}. Write another.",
)
NOT_READ = Text(
    fr="Je n’ai pas pu lire ce numéro. Écrivez-le à nouveau.", en="I could not read this number. Write it again."
)
BAD_NUMBER = "INVALID_DESTINATION"
LONGEST = 40


def begin(conversation: Conversation, draft: Draft) -> Conversation:
    """Send the test, or ask for the number first."""
    if conversation.doing is not None:
        return replace(conversation, problem=ALREADY())
    number = conversation.habits.number
    if not number:
        return replace(conversation, stage=OwnNumber())
    under_way = UNDER_WAY(number=number)
    return replace(conversation, stage=Recap(), doing=SendTest(draft, number), notice=under_way)


def needed(stage: OwnNumber, conversation: Conversation) -> PhoneOf | None:
    """Return what reads the operator's own number: as in the country where they are, else in that of the campaign's."""
    number = conversation.draft.find(Number) if conversation.draft else None
    near = calling_code_of(conversation.zone) or (number.instance.phone if number else None) or ""
    return PhoneOf(stage.typed, near) if stage.typed else None


def settled(stage: OwnNumber, conversation: Conversation) -> Conversation:
    """Take the number that was read from what was typed."""
    match conversation.finding(needed(stage, conversation)):
        case None:
            return conversation
        case Phone(e164) if conversation.draft is not None:
            known = replace(conversation, habits=replace(conversation.habits, number=e164), stage=Recap())
            return begin(known, conversation.draft)
        case TurnedDown(reason):
            return replace(conversation, stage=OwnNumber(), problem=reason)
        case _:
            return replace(conversation, stage=OwnNumber(), problem=NOT_READ())


def look(stage: OwnNumber, conversation: Conversation, now: datetime) -> Screen:
    said = READING() if stage.typed else WHICH()
    return Screen(TITLE(), blocks=(Paragraph(said), Small(ONLY_YOU())), keys=((keys.BACK, keys.CANCEL),))


def written(conversation: Conversation, event: Wrote | Attached) -> Conversation:
    match event:
        case Wrote(text):
            return replace(conversation, stage=OwnNumber(text.strip()[:LONGEST]))
        case Attached(contact=contact) if contact is not None:
            return replace(conversation, stage=OwnNumber(contact.phone.strip()[:LONGEST]))
        case Attached(kind):
            return replace(conversation, problem=WRITE_IT(kind=KINDS.get(kind, OTHER_KIND)()))


def did(conversation: Conversation, deed: SendTest, result: Result) -> Conversation:
    """Say what became of the test. It is on its way, or not, or nobody knows; the campaign is where it was."""
    conversation = replace(conversation, notice=None)
    match result:
        case Queued():
            # Once the campaign was sent itself, nothing is said of it here.
            drafts = (conversation.draft, *conversation.aside)
            waits = any(draft is not None and draft.reference == deed.draft.reference for draft in drafts)
            return replace(conversation, notice=(QUEUED if waits else HANDED_OVER)(number=deed.to))
        case Declined(code) if code == BAD_NUMBER:
            forgotten = replace(conversation, habits=replace(conversation.habits, number=""))
            return replace(forgotten, problem=NOT_A_NUMBER(number=deed.to), code=code)
        case Declined(code):
            return replace(conversation, problem=sentence(code), code=code)
        case Missed():
            return replace(conversation, problem=NEVER_LEFT())
        case _:
            return replace(conversation, problem=UNSURE(number=deed.to))
