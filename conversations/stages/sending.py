"""A confirmed campaign is on its way, or nobody knows whether it arrived; and what became of it."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Arrived,
    Asking,
    CameBack,
    Conversation,
    FileOutOfReach,
    Home,
    InDoubt,
    News,
    Recap,
    Receipt,
    Sending,
    Submission,
    Unsettled,
)
from conversations.draft import Draft
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.flow import has_content, to_mend
from conversations.refusals import OUR_OWN, sentence
from conversations.screen import Button, Copy, Key, Line, Listed, Paragraph, Screen, Warned
from conversations.stages.asking import placed
from conversations.words import Said, Text, When
from conversations.workspace import Record, Reference

SENDING = Text(fr="Envoi à MsgFlash…", en="Sending to MsgFlash…")
HANDED_OVER = Text(
    fr="La campagne est en cours de création. La réponse s’affichera ici.",
    en="The campaign is being created. The answer will appear here.",
)
NAME = Text(fr="Nom", en="Name")
CONFIRMED_AT = Text(fr="Confirmé", en="Confirmed")
NOT_SURE = Text(fr="Résultat inconnu", en="Outcome unknown")
NO_ANSWER = Text(
    fr="MsgFlash n’a pas répondu clairement. La campagne existe peut-être, peut-être pas. "
    "Je ne renvoie rien de moi-même.",
    en="MsgFlash gave no clear answer. The campaign may exist, or it may not. I send nothing again by myself.",
)
HOW_TO_LOOK = Text(fr="Pour le savoir", en="To find out")
OPEN_CONSOLE = Text(fr="Ouvrez la console MsgFlash, page Campagnes.", en="Open the MsgFlash console, page Campaigns.")
LOOK_FOR = Text(fr="Cherchez le nom ci-dessus, repère {reference}.", en="Look for the name above, mark {reference}.")
LOOK_FOR_NAME = Text(
    fr="Cherchez le nom ci-dessus, créé à l’heure où vous avez confirmé.",
    en="Look for the name above, created at the time you confirmed.",
)
SAY_SO = Text(fr="Puis dites-moi ce que vous y voyez.", en="Then tell me what you see there.")
COPY_NAME = Text(fr="Copier le nom", en="Copy the name")
THERE = Button(Text(fr="Elle y est", en="It is there")(), "there")
NOT_THERE = Button(Text(fr="Elle n’y est pas", en="It is not there")(), "absent")
GIVE_UP = Button(Text(fr="Ne plus l’envoyer", en="No longer send it")(), "give up")
NEXT = Button(Text(fr="Voir la suivante", en="See the next one")(), "doubt")
LATER = Button(Text(fr="Je regarderai plus tard", en="I will look later")(), "later")
NOTHING_SENT = Text(fr="Rien n’a été envoyé.", en="Nothing was sent.")
NOTED = Text(
    fr="C’est noté : la campagne est dans Mes campagnes. Je ne la renverrai pas.",
    en="Noted: the campaign is under My campaigns. I will not send it again.",
)
GIVEN_UP = Text(
    fr="Je ne la renverrai pas, et le brouillon est gardé. Si elle est dans MsgFlash, elle part quand même : {when}. "
    "Dans le doute, mettez-la en pause dans la console.",
    en="I will not send it again, and the draft is kept. If it is in MsgFlash, it still goes out: {when}. "
    "If in doubt, pause it in the console.",
)
NOW_SURE = Text(
    fr="Vous avez vu que la campagne n’est pas dans MsgFlash. Relisez, puis envoyez : ce sera un nouvel envoi.",
    en="You have seen that the campaign is not in MsgFlash. Check it, then send: this will be a new sending.",
)
NEVER_LEFT = Text(
    fr="MsgFlash est injoignable : la demande n’est pas partie et rien n’a été créé. Touchez Envoyer pour réessayer.",
    en="MsgFlash cannot be reached: the request was not sent and nothing was created. Tap Send to try again.",
)
NEVER_ARRIVED = Text(
    fr="MsgFlash est injoignable : la demande n’est pas partie et rien n’a été créé.",
    en="MsgFlash cannot be reached: the request was not sent and nothing was created.",
)
NOT_TAKEN = Text(fr="Campagne non créée", en="Campaign not created")
PUT_ASIDE = Text(
    fr="Son brouillon vous attend : /start, ou /drafts s’il y en a un autre d’ouvert.",
    en="Its draft waits for you: /start, or /drafts if another is open.",
)
SETTLE = Text(fr="Trancher", en="Settle it")
SETTLED_ALREADY = Text(fr="Cet envoi est déjà tranché.", en="This sending is settled already.")
STILL_SENDING = Text(
    fr="Votre texte n’a été envoyé à personne : j’attends encore la réponse de MsgFlash.",
    en="Your text was sent to nobody: I am still waiting for MsgFlash to answer.",
)


def look_sending(stage: Sending, conversation: Conversation, now: datetime) -> Screen:
    submission = find(conversation, stage.reference)
    lines = (Line(NAME(), submission.name),) if submission else ()
    return Screen(SENDING(), lines, (Paragraph(HANDED_OVER()),))


def look_unsettled(stage: Unsettled, conversation: Conversation, now: datetime) -> Screen:
    submission = find(conversation, stage.reference)
    name = submission.name if submission else stage.reference
    at = (Line(CONFIRMED_AT(), Said(WHEN, (("when", When(submission.at, conversation.zone)),))),) if submission else ()
    marked = stage.reference in name
    mark = name[name.index(stage.reference) :] if marked else ""
    others: tuple[tuple[Key, ...], ...] = ((NEXT,),) if len(unknown(conversation)) > 1 else ()
    how = (OPEN_CONSOLE(), LOOK_FOR(reference=mark) if marked else LOOK_FOR_NAME(), SAY_SO())
    return Screen(
        NOT_SURE(),
        (Line(NAME(), name), *at),
        (Warned(NO_ANSWER()), Listed(how, HOW_TO_LOOK())),
        # What sends once more stands apart from what does not.
        ((Copy(COPY_NAME(), name),), (THERE,), (LATER,), (NOT_THERE,), (GIVE_UP,), *others),
    )


WHEN = Text(fr="{when}", en="{when}")


def press(stage: Unsettled, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    submission = find(conversation, stage.reference)
    if choice == "later" or submission is None:
        return replace(conversation, stage=Home())
    rest = without(conversation, submission)
    match choice:
        case "absent":
            seen_to_be_absent = replace(returned(submission), in_doubt=True)
            return replace(opened(rest, seen_to_be_absent), stage=Recap(), problem=NOW_SURE())
        case "give up":
            doubtful = replace(returned(submission), in_doubt=True)
            return replace(
                kept(rest, doubtful), stage=Home(), notice=GIVEN_UP(when=When(submission.schedule, conversation.zone))
            )
        case _:
            return replace(rest, stage=Home(), notice=NOTED())


def seen(submission: Submission) -> Record:
    """Return the line in the list for a campaign that only the operator saw."""
    return Record(submission.reference, None, submission.name, submission.schedule, submission.at)


def accepted(conversation: Conversation, event: Accepted, now: datetime) -> Conversation:
    submission = attempt(conversation, event)
    if submission is None:
        return conversation
    rest = without(conversation, submission)
    receipt = Receipt(submission.reference, event.campaign, submission.schedule, submission.name, now, submission.draft)
    if _watched(conversation, submission):
        return replace(rest, stage=receipt)
    return _with_news(rest, Arrived(receipt, submission.brief))


def refused(conversation: Conversation, event: Refused) -> Conversation:
    submission = attempt(conversation, event)
    if submission is None:
        return conversation
    draft, rest = returned(submission), without(conversation, submission)
    code = None if event.code in OUR_OWN else event.code
    if not _watched(conversation, submission):
        return came_back(rest, submission, sentence(event.code), code)
    step = to_mend(draft, event.code, event.field)
    stage = Recap() if step is None else Asking(step.name, from_recap=True)
    opened_again = replace(opened(rest, draft), stage=stage, notice=NOTHING_SENT())
    return replace(opened_again, problem=sentence(event.code), code=code)


def unreachable(conversation: Conversation, event: Unreachable) -> Conversation:
    submission = attempt(conversation, event)
    if submission is None:
        return conversation
    rest = without(conversation, submission)
    if not _watched(conversation, submission):
        return came_back(rest, submission, NEVER_ARRIVED(), None)
    return replace(opened(rest, returned(submission)), stage=Recap(), problem=NEVER_LEFT())


def unconfirmed(conversation: Conversation, event: Unconfirmed) -> Conversation:
    submission = attempt(conversation, event)
    return conversation if submission is None else in_doubt(conversation, submission)


def in_doubt(conversation: Conversation, submission: Submission) -> Conversation:
    """Return the conversation once nobody can know by itself what became of this submission."""
    if submission.state == "unknown":
        return conversation
    unknown = replace(submission, state="unknown")
    submissions = tuple(unknown if other == submission else other for other in conversation.submissions)
    conversation = replace(conversation, submissions=submissions)
    if _watched(conversation, submission):
        return replace(conversation, stage=Unsettled(submission.reference))
    return _with_news(conversation, InDoubt(submission.reference, submission.name))


def brought_up(conversation: Conversation, submission: Submission) -> Conversation:
    """Return the conversation after a restart: what was under way is unknown now, what was unknown is told again."""
    if submission.state == "held":
        return conversation
    if submission.state == "sent":
        return in_doubt(conversation, submission)
    news = InDoubt(submission.reference, submission.name)
    known = _watched(conversation, submission) or news in conversation.news
    return conversation if known else _with_news(conversation, news)


def look_at_news(news: CameBack | InDoubt | FileOutOfReach, zone: str) -> Screen:
    match news:
        case FileOutOfReach(_, name, leaves):
            when = Said(WHEN, (("when", When(leaves, zone)),))
            said = Warned(OUT_OF_REACH())
            return Screen(FILE_MISSING(), (Line(NAME(), name), Line(LEAVES(), when)), (said,), kept=True)
        case CameBack(name, why, code):
            blocks = (Warned(why), Paragraph(PUT_ASIDE()))
            return Screen(NOT_TAKEN(), (Line(NAME(), name), *_coded(code)), blocks, kept=True)
        case InDoubt(reference, name):
            settle = Button(SETTLE(), f"/settle {reference}", "primary")
            return Screen(NOT_SURE(), (Line(NAME(), name),), (Warned(NO_ANSWER()),), ((settle,),), kept=True)


FILE_MISSING = Text(fr="Le fichier d’une campagne manque", en="A campaign’s file is missing")
LEAVES = Text(fr="Départ", en="Start")
OUT_OF_REACH = Text(
    fr="La campagne va partir, et son fichier ne peut pas être ouvert à son adresse publique : "
    "elle risque d’échouer. Mettez-la en pause, puis prévenez la personne qui gère le bot.",
    en="The campaign is about to start, and its file cannot be opened at its public address: "
    "it may fail. Pause it, then tell the person who runs the bot.",
)
CODE = Text(fr="Code", en="Code")


def _coded(code: str | None) -> tuple[Line, ...]:
    return (Line(CODE(), code),) if code else ()


def find(conversation: Conversation, reference: Reference) -> Submission | None:
    return next((found for found in conversation.submissions if found.reference == reference), None)


def unknown(conversation: Conversation) -> tuple[Submission, ...]:
    return tuple(submission for submission in conversation.submissions if submission.state == "unknown")


def attempt(conversation: Conversation, event: Accepted | Refused | Unreachable | Unconfirmed) -> Submission | None:
    """Return the submission an outcome speaks of, unless it has been settled, or sent anew, since."""
    submission = find(conversation, event.reference)
    return submission if submission is not None and submission.attempt == event.attempt else None


def without(conversation: Conversation, submission: Submission) -> Conversation:
    rest = tuple(other for other in conversation.submissions if other != submission)
    return replace(conversation, submissions=rest)


def opened(conversation: Conversation, draft: Draft) -> Conversation:
    """Make this the open draft; another that was open, and says anything, is put aside."""
    others = tuple(other for other in conversation.aside if other.reference != draft.reference)
    before = conversation.draft
    aside = others if before is None or not has_content(before) else (*others, before)
    return replace(conversation, draft=placed(draft, conversation), aside=aside)


def returned(submission: Submission) -> Draft:
    return replace(submission.draft, attempts=submission.attempt)


def _watched(conversation: Conversation, submission: Submission) -> bool:
    return conversation.stage in (Sending(submission.reference), Unsettled(submission.reference))


def _with_news(conversation: Conversation, news: News) -> Conversation:
    return replace(conversation, news=(*conversation.news, news))


def came_back(conversation: Conversation, submission: Submission, why: Said, code: str | None) -> Conversation:
    """Return the conversation with a submission that was not taken as a draft again, and news of it."""
    return _with_news(kept(conversation, returned(submission)), CameBack(submission.name, why, code))


def kept(conversation: Conversation, draft: Draft) -> Conversation:
    """Keep a draft that came back: open when none is, else aside."""
    if conversation.draft is None:
        return replace(conversation, draft=placed(draft, conversation))
    return replace(conversation, aside=(*conversation.aside, draft))
