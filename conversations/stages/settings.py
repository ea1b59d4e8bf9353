"""What the operator sets once: the language, and the city whose time counts."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import ChoosingLanguage, ChoosingZone, Conversation
from conversations.replies import shortened
from conversations.screen import Button, Key, Paragraph, Screen, rows
from conversations.stages import keys
from conversations.stages.home import leave
from conversations.steps.place import HERE, READ_AS, UNKNOWN, Place
from conversations.words import LANGUAGES, Clock, Language, Text
from conversations.zones import city, find_zones

LANGUAGE = Text(fr="Langue", en="Language")
WHICH_LANGUAGE = Text(fr="Dans quelle langue dois-je écrire ?", en="In which language shall I write?")
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}
ZONE = Text(fr="Fuseau horaire", en="Time zone")
IT_IS = Text(fr="Pour moi il est {clock} chez vous, à {city}.", en="For me it is {clock} where you are, in {city}.")
WRITE_CITY = Text(
    fr="Si c’est faux, écrivez le nom de votre ville ou de votre pays.",
    en="If that is wrong, write the name of your city or country.",
)
WHICH_ONE = Text(fr="Laquelle est la vôtre ?", en="Which one is yours?")
RIGHT = Text(fr="C’est juste", en="That is right")


def look_language(conversation: Conversation, now: datetime) -> Screen:
    own: tuple[Key, ...] = tuple(
        Button(NAMES[language], f"speak:{language}", "primary" if language == conversation.language else "plain")
        for language in LANGUAGES
    )
    return Screen(LANGUAGE(), blocks=(Paragraph(WHICH_LANGUAGE()),), keys=(own, (keys.BACK,)))


def press_language(conversation: Conversation, choice: str, now: datetime) -> Conversation:
    chosen = next((language for language in LANGUAGES if choice == f"speak:{language}"), conversation.language)
    return leave(replace(conversation, language=chosen), now)


def look_zone(stage: ChoosingZone, conversation: Conversation, now: datetime) -> Screen:
    if stage.zones:
        read_as = stage.name if len(stage.zones) == 1 else ""
        found: tuple[Key, ...] = tuple(
            Button(HERE(city=read_as or city(zone, conversation.language), clock=Clock(now, zone)), f"zone:{zone}")
            for zone in stage.zones
        )
        said = READ_AS(typed=stage.typed, name=stage.name) if stage.name else WHICH_ONE()
        return Screen(ZONE(), blocks=(Paragraph(said),), keys=(*rows(found, 1), (keys.BACK,)))
    here = IT_IS(clock=Clock(now, conversation.zone), city=city(conversation.zone, conversation.language))
    return Screen(
        ZONE(),
        blocks=(Paragraph(here), Paragraph(WRITE_CITY())),
        keys=((Button(RIGHT(), "right", "primary"),), (keys.BACK,)),
    )


def press_zone(stage: ChoosingZone, conversation: Conversation, choice: str, now: datetime) -> Conversation:
    zone = next((zone for zone in stage.zones if choice == f"zone:{zone}"), None)
    if zone is not None:
        return replace(_placed(conversation, zone), stage=ChoosingZone())
    return leave(_placed(conversation, conversation.zone), now) if choice == "right" else leave(conversation, now)


def _placed(conversation: Conversation, zone: str) -> Conversation:
    """Set the zone, in the open draft too."""
    draft = conversation.draft.having(Place(zone)) if conversation.draft else None
    return replace(conversation, zone=zone, zone_known=True, draft=draft)


def written(conversation: Conversation, text: str) -> Conversation:
    """Look up the city or country that was typed; a name known to the letter is taken, any other is offered."""
    found, typed = find_zones(text), shortened(text)
    if not found.zones:
        return replace(conversation, stage=ChoosingZone(), problem=UNKNOWN(value=typed))
    if found.sure:
        return replace(_placed(conversation, found.zones[0]), stage=ChoosingZone())
    return replace(conversation, stage=ChoosingZone(found.zones, typed, found.name))


def choosing_language(conversation: Conversation) -> Conversation:
    return replace(conversation, stage=ChoosingLanguage())


def choosing_zone(conversation: Conversation) -> Conversation:
    return replace(conversation, stage=ChoosingZone())
