"""Making a new draft of a campaign: its answers, with a time of its own."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation, Copying, Home, Recap
from conversations.draft import Draft, reference
from conversations.flow import has_content, next_question
from conversations.needs import AnswersOf, Finding, KeptAnswers, KnownCampaigns, Need, Nothing, Underway
from conversations.screen import Screen
from conversations.stages import drafts, keys
from conversations.stages.asking import go_on, placed
from conversations.stages.receipt import STATUSES
from conversations.stages.steering import NOT_FOUND, READING
from conversations.stages.verdict import known
from conversations.steps.name import Name
from conversations.steps.schedule import Schedule
from conversations.words import Said, Text
from conversations.workspace import Reference

TO_CHANGE = Text(
    fr="Copie de « {name} » : changez ce que vous voulez, la date aussi.",
    en="A copy of “{name}”: change what you like, the time too.",
)
COPIED = Text(
    fr="Mêmes réponses que « {name} ». Il reste à choisir quand.", en="The same answers as “{name}”. Choose the time."
)
BESIDE = Text(
    fr="{said} Votre brouillon ouvert est mis de côté : /drafts.",
    en="{said} Your open draft is put aside: /drafts.",
)
STILL_LIVE = Text(
    fr="« {name} » n’est pas finie ({status}) : les mêmes personnes recevraient le message deux fois.",
    en="“{name}” is not over ({status}): the same people would receive the message twice.",
)


def needed(stage: Copying) -> tuple[Need, ...]:
    return (AnswersOf(stage.reference), Underway())


def copied(stage: Copying, conversation: Conversation, now: datetime) -> Conversation:
    """Open a new draft with a campaign's answers, once they are known; its time is asked anew."""
    match conversation.finding(AnswersOf(stage.reference)):
        case KeptAnswers(old):
            underway = conversation.finding(Underway())
            if underway is None:
                return conversation
            mark = reference(conversation.seed, conversation.begun + 1, now)
            name = old.find(Name)
            draft = placed(Draft(mark, now, old.answers), conversation)
            if drafts.is_full(conversation):
                return drafts.refused(conversation)
            said = (name.text if name else None) or stage.reference
            after = replace(
                drafts.put_aside(conversation),
                begun=conversation.begun + 1,
                found=(),
                problem=_still_live(underway, stage.reference),
            )
            told = (TO_CHANGE if stage.change else COPIED)(name=said)
            if conversation.draft is not None and has_content(conversation.draft):
                told = BESIDE(said=told)
            question = next_question(draft, now)
            if stage.change and (question is None or question[1] is not None):
                # A time that has passed is refused when it is sent: until then the rest may be changed.
                return replace(after, draft=draft, stage=Recap("change"), notice=told)
            rest = draft if stage.change else draft.without(Schedule)
            return replace(go_on(after, rest, now), problem=after.problem, notice=told)
        case Nothing():
            return replace(conversation, stage=Home(), problem=NOT_FOUND(), found=())
        case _:
            return conversation


def _still_live(underway: Finding, reference: Reference) -> Said | None:
    """Return a warning when the campaign that is copied is still to leave, leaving, or paused."""
    campaigns = underway.campaigns if isinstance(underway, KnownCampaigns) else ()
    return next(
        (
            STILL_LIVE(name=record.name, status=known(STATUSES, campaign.status))
            for record, campaign in campaigns
            if record.reference == reference
        ),
        None,
    )


def look(stage: Copying, conversation: Conversation, now: datetime) -> Screen:
    return Screen(READING(), keys=((keys.HOME,),))
