"""Several sendings in place of one: confirmed together, each created by itself, and each with an outcome of its own."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.checks import waves as of_waves
from conversations.contents import of_kind
from conversations.conversation import MOST_ASIDE, Conversation, Home, Submission, Wave, Waves, WavesSent
from conversations.events import Accepted
from conversations.flow import next_question
from conversations.needs import Need
from conversations.screen import AsRead, Block, Button, Line, Listed, Paragraph, Screen, Warned
from conversations.stages import checking, keys
from conversations.stages.asking import context
from conversations.stages.instead import DO_NOT_RESUME, all_hold, redated
from conversations.stages.recap import AS_READ, AS_STORED, message_of
from conversations.stages.sending import find
from conversations.steps.name import Name, proposed
from conversations.steps.number import Number
from conversations.steps.schedule import Schedule
from conversations.words import Clock, Day, Plural, Said, Text, When
from conversations.workspace import Reference

TITLE = Plural(
    one=Text(fr="Envoi en {count} vague", en="Sending in {count} wave"),
    many=Text(fr="Envoi en {count} vagues", en="Sending in {count} waves"),
)
NUMBER = Text(fr="Numéro", en="Number")
WAVES = Text(fr="Chaque personne est dans une seule vague", en="Each person is in one wave only")
FIRST = Text(fr="Première vague", en="First wave")
AT = Text(fr="{when}", en="{when}")
KNOWN = Text(fr="{day}, {clock} : {people}, {cold}", en="{day}, {clock}: {people}, {cold}")
COLD_ONES = Plural(
    one=Text(fr="dont {count} froide", en="{count} of them cold"),
    many=Text(fr="dont {count} froides", en="{count} of them cold"),
)
ARBITRARY = Text(fr="{day}, {clock} : {people}", en="{day}, {clock}: {people}")
PEOPLE = Plural(
    one=Text(fr="{count} personne", en="{count} person"),
    many=Text(fr="{count} personnes", en="{count} people"),
)
BY_CHANCE = Text(
    fr="MsgFlash ne dit pas qui est froid : les vagues sont remplies arbitrairement, "
    "et la part de contacts froids peut rester trop grande.",
    en="MsgFlash does not tell who is cold: the waves are filled arbitrarily, "
    "and the share of cold contacts may still be too large.",
)
LEFT = Plural(
    one=Text(
        fr="{count} personne n’entre dans aucune vague sans dépasser les limites, et ne recevra rien.",
        en="{count} person fits in no wave within the limits, and will receive nothing.",
    ),
    many=Text(
        fr="{count} personnes n’entrent dans aucune vague sans dépasser les limites, et ne recevront rien.",
        en="{count} people fit in no wave within the limits, and will receive nothing.",
    ),
)
SEND = Plural(
    one=Text(fr="Envoyer cette vague", en="Send this wave"),
    many=Text(fr="Envoyer les {count} vagues", en="Send the {count} waves"),
)
MOVED = Text(
    fr="L’heure prévue est passée : les vagues ont de nouvelles dates. Relisez, puis envoyez.",
    en="The time planned is past: the waves have new dates. Check them, then send.",
)
READ_ANEW = Text(
    fr="Ces vagues attendaient depuis longtemps : j’ai relu l’état du numéro, rien n’est parti. "
    "Regardez, puis envoyez.",
    en="These waves had been waiting for long: I have read the number’s state anew, nothing was sent. Look, then send.",
)
CANNOT_BE_SENT = Text(
    fr="{why} Ces vagues ne peuvent plus partir ainsi : touchez Ne rien envoyer, puis dupliquez la campagne.",
    en="{why} These waves can no longer be sent like this: tap Send nothing, then duplicate the campaign.",
)
LEFT_BEHIND = Plural(
    one=Text(
        fr="La vague n’est pas envoyée : elle est dans /drafts. La première campagne reste en pause.",
        en="The wave is not sent: it is in /drafts. The first campaign stays paused.",
    ),
    many=Text(
        fr="Les {count} vagues ne sont pas envoyées : elles sont dans /drafts. La première campagne reste en pause.",
        en="The {count} waves are not sent: they are in /drafts. The first campaign stays paused.",
    ),
)
GIVE_UP = Button(Text(fr="✖ Ne rien envoyer", en="✖ Send nothing")(), "nothing")
NOTHING = Text(
    fr="Aucune vague n’a été créée. La première campagne reste en pause.",
    en="No wave was created. The first campaign stays paused.",
)
ON_THEIR_WAY = Text(fr="Vagues", en="Waves")
EACH_APART = Text(
    fr="Chaque vague est créée à part, une seule fois. Sa réponse vient dans un message à elle.",
    en="Each wave is created by itself, once. Its answer comes in a message of its own.",
)
CREATED = Text(fr="✓ {name} : créée", en="✓ {name}: created")
UNDER_WAY = Text(fr="… {name} : en cours", en="… {name}: under way")
UNKNOWN = Text(
    fr="{name} : résultat inconnu, regardez dans la console MsgFlash",
    en="{name}: outcome unknown, look in the MsgFlash console",
)
NOT_CREATED = Text(fr="✗ {name} : non créée, son brouillon est gardé", en="✗ {name}: not created, its draft is kept")
SETTLED = Text(fr="{name} : réglée", en="{name}: settled")


def needed(stage: Waves) -> tuple[Need, ...]:
    """Return what is looked at before they leave: nobody waits for it."""
    return of_waves.needed(stage.waves)


def look(stage: Waves, conversation: Conversation, now: datetime) -> Screen:
    first = stage.waves[0].draft
    number = first.find(Number)
    schedule = first.find(Schedule)
    lines = (
        *((Line(NUMBER(), number.instance.name),) if number else ()),
        *((Line(FIRST(), AT(when=When(schedule.at, conversation.zone))),) if schedule else ()),
    )
    blocks: list[Block] = [Listed(tuple(_planned(wave, conversation.zone) for wave in stage.waves), WAVES())]
    if any(wave.arbitrary for wave in stage.waves):
        blocks.append(Warned(BY_CHANCE()))
    if stage.left:
        blocks.append(Warned(LEFT(stage.left)))
    text = message_of(first)
    if text:
        blocks.append(AsRead(text, AS_STORED() if of_kind(first, "template") else AS_READ()))
    checks = of_waves.checked(conversation, stage.waves, now)
    blocks += checking.gathered(checking.warnings(conversation, checks, now))
    blocks += (Warned(DO_NOT_RESUME()), checking.folded(conversation, needed(stage), checks))
    send = Button(SEND(len(stage.waves)), "send", "success")
    return Screen(TITLE(len(stage.waves)), lines, tuple(blocks), ((send,), (GIVE_UP,)))


def press(stage: Waves, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    match choice:
        case "send" if not all_hold(stage.waves, now):
            after = replace(stage, waves=redated(stage.waves, conversation, now))
            return replace(conversation, stage=after, found=(), problem=_why_not(after, now) or MOVED())
        case "send" if checking.is_old(conversation, now):
            return replace(conversation, found=(), problem=READ_ANEW())
        case "send":
            return _sent(stage, conversation, now)
        case "nothing":
            return replace(conversation, stage=Home(), notice=NOTHING())
        case _:
            return conversation


def left(stage: Waves, conversation: Conversation) -> Conversation:
    """Return the conversation once waves are left without a word: they are drafts, which nobody has confirmed."""
    aside = (*conversation.aside, *(wave.draft for wave in stage.waves))[:MOST_ASIDE]
    return replace(conversation, stage=Home(), aside=aside, notice=LEFT_BEHIND(len(stage.waves)))


def _why_not(stage: Waves, now: datetime) -> Said | None:
    """Return why waves cannot be sent although their dates hold; there is no mending them here."""
    questions = (next_question(wave.draft, now) for wave in stage.waves)
    problem = next((question[1] for question in questions if question is not None), None)
    return None if problem is None else CANNOT_BE_SENT(why=problem.message)


def look_sent(stage: WavesSent, conversation: Conversation, now: datetime) -> Screen:
    items = tuple(_outcome(stage, reference, name, conversation) for reference, name in stage.waves)
    return Screen(ON_THEIR_WAY(), blocks=(Listed(items), Paragraph(EACH_APART())), keys=((keys.CAMPAIGNS, keys.HOME),))


def told(conversation: Conversation, event: object) -> Conversation:
    """Remember which wave was created, while they are looked at."""
    match conversation.stage, event:
        case WavesSent(waves, created) as stage, Accepted(reference) if reference in dict(waves):
            return replace(conversation, stage=replace(stage, created=(*created, reference)))
        case _:
            return conversation


def _sent(stage: Waves, conversation: Conversation, now: datetime) -> Conversation:
    made = (_submission(wave, conversation, now) for wave in stage.waves)
    # The first one's receipt tells all; of the others it says only what is new.
    submissions = tuple(replace(one, brief=at > 0) for at, one in enumerate(made))
    return replace(
        conversation,
        stage=WavesSent(tuple((one.reference, one.name) for one in submissions)),
        submissions=(*conversation.submissions, *submissions),
    )


def _submission(wave: Wave, conversation: Conversation, now: datetime) -> Submission:
    draft = wave.draft
    schedule, own = draft.find(Schedule), draft.find(Name)
    assert schedule is not None
    name = own.text if own and own.text else proposed(context(conversation, draft, now))
    return Submission(draft.reference, draft.attempts + 1, draft, name, schedule.at, now)


def _planned(wave: Wave, zone: str) -> Said:
    schedule = wave.draft.find(Schedule)
    assert schedule is not None
    day, clock = Day(schedule.at.astimezone(ZoneInfo(zone)).date()), Clock(schedule.at, zone)
    if wave.arbitrary:
        return ARBITRARY(day=day, clock=clock, people=PEOPLE(wave.people))
    return KNOWN(day=day, clock=clock, people=PEOPLE(wave.people), cold=COLD_ONES(wave.cold))


def _outcome(stage: WavesSent, reference: Reference, name: str, conversation: Conversation) -> Said:
    if reference in stage.created:
        return CREATED(name=name)
    known = find(conversation, reference)
    if known is not None:
        return UNDER_WAY(name=name) if known.state == "sent" else UNKNOWN(name=name)
    drafts = (*conversation.aside, *((conversation.draft,) if conversation.draft else ()))
    came_back = any(draft.reference == reference for draft in drafts)
    return NOT_CREATED(name=name) if came_back else SETTLED(name=name)
