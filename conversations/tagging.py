"""Picking tags: a page of them with their counts, those chosen ticked, and what reading the contacts costs."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from conversations.needs import Finding, Nothing
from conversations.people import Counted, KnownTags, TagCount, requests_for
from conversations.refusals import reading_failed
from conversations.replies import shortened
from conversations.screen import Block, Button, Key, Paragraph, Small, Warned, rows
from conversations.step import Problem, Question
from conversations.words import Distance, Plural, Said, Several, Text

LONGEST = 100
TAG = 22
NAMED = 5

TYPE = Text(
    fr="Écrivez une étiquette, ou plusieurs séparées par des virgules.",
    en="Write a tag, or several separated by commas.",
)
AS_WRITTEN = Text(
    fr="Elles doivent être écrites comme dans MsgFlash.", en="They must be spelled as they are in MsgFlash."
)
TAP = Text(
    fr="Touchez une ou plusieurs étiquettes. Pour en chercher une, écrivez-la.",
    en="Tap one tag or several. To look for one, write it.",
)
COST = Plural(
    one=Text(
        fr="MsgFlash ne donne pas la liste des étiquettes : pour la montrer, je lis vos {contacts} contacts. "
        "Coût : environ {count} demande sur celles de votre formule ce mois-ci.",
        en="MsgFlash does not list tags: to show them I read your {contacts} contacts. "
        "Cost: about {count} of your plan’s API requests this month.",
    ),
    many=Text(
        fr="MsgFlash ne donne pas la liste des étiquettes : pour la montrer, je lis vos {contacts} contacts. "
        "Coût : environ {count} demandes sur celles de votre formule ce mois-ci.",
        en="MsgFlash does not list tags: to show them I read your {contacts} contacts. "
        "Cost: about {count} of your plan’s API requests this month.",
    ),
)
COST_UNKNOWN = Text(
    fr="MsgFlash ne donne pas la liste des étiquettes : pour la montrer, je lis tous vos contacts. "
    "Coût : une demande par centaine de contacts, sur celles de votre formule ce mois-ci.",
    en="MsgFlash does not list tags: to show them I read all your contacts. "
    "Cost: one of your plan’s API requests this month for each hundred contacts.",
)
READ = Text(fr="Lire mes contacts", en="Read my contacts")
READ_AGAIN = Text(fr="↻ Relire les contacts", en="↻ Read contacts again")
WALKING = Text(fr="Je lis vos contacts…", en="Reading your contacts…")
WALKING_ALL = Plural(
    one=Text(fr="Je lis votre {count} contact…", en="Reading your {count} contact…"),
    many=Text(fr="Je lis vos {count} contacts…", en="Reading your {count} contacts…"),
)
MEANWHILE = Text(
    fr="Vous pouvez arrêter : ce qui était connu avant reste.", en="You can stop: what was known before stays."
)
STOP = Button(Text(fr="■ Arrêter", en="■ Stop")(), "stop")
AGAIN = Button(Text(fr="↻ Réessayer", en="↻ Try again")(), "again")
AS_OF = Plural(
    one=Text(fr="{count} contact lu {when}.", en="{count} contact read {when}."),
    many=Text(fr="{count} contacts lus {when}.", en="{count} contacts read {when}."),
)
NO_TAGS = Text(
    fr="Aucun contact ne porte d’étiquette. Ajoutez-en dans la console MsgFlash, ou choisissez autrement.",
    en="No contact bears a tag. Add some in the MsgFlash console, or choose another way.",
)
NO_MATCH = Text(fr="Aucune étiquette ne contient « {words} ».", en="No tag contains “{words}”.")
UNKNOWN = Text(
    fr="Aucun contact ne porte {tags}. Vérifiez l’orthographe, ou choisissez ci-dessous.",
    en="No contact bears {tags}. Check the spelling, or choose below.",
)
SURE = Text(
    fr="Aucun contact lu ne porte {tags} : personne ne recevra le message par là, sauf contact étiqueté depuis.",
    en="No contact read bears {tags}: nobody will get the message by it, unless tagged since.",
)
QUOTED = Text(fr="« {tag} »", en="“{tag}”")
EACH = Text(fr="{tag} ({number})", en="{tag} ({number})")
ONE_OF_THEM = Text(
    fr="{each}. Une au moins : {anyone}. Toutes à la fois : {everyone}.",
    en="{each}. At least one of them: {anyone}. All of them: {everyone}.",
)
ANY_OR_ALL = Text(
    fr="Avec plusieurs étiquettes, MsgFlash ne dit pas s’il faut en porter une seule ou toutes.",
    en="With several tags, MsgFlash does not say whether contacts need one of them or all.",
)
TICKED = Text(fr="☑ {tag}", en="☑ {tag}")
OPEN = Text(fr="☐ {tag}", en="☐ {tag}")
CONTINUE = Text(fr="Continuer ({number})", en="Continue ({number})")
CONTINUE_BETWEEN = Text(fr="Continuer ({fewest} – {most})", en="Continue ({fewest} – {most})")
CONTINUE_UNKNOWN = Text(fr="Prendre quand même", en="Take it all the same")
CONTINUE_UNCOUNTED = Text(fr="Continuer", en="Continue")
ALL_TAGS = Button(Text(fr="Toutes les étiquettes", en="All tags")(), "all tags")
EARLIER = Button(Text(fr="‹ Précédentes", en="‹ Earlier")(), "earlier")
LATER = Button(Text(fr="Suivantes ›", en="More ›")(), "later")
NO_TAG = Text(
    fr="Je ne lis aucune étiquette dans « {value} ». Exemple : client, vip",
    en="I read no tag in “{value}”. Example: client, vip",
)
LONG_TAG = Text(
    fr="L’étiquette « {tag} » est trop longue ({length} caractères, {most} au plus). "
    "Séparez les étiquettes par des virgules.",
    en="The tag “{tag}” is too long ({length} characters, {most} at most). Separate tags by commas.",
)


@dataclass(frozen=True, slots=True)
class Picking:
    """The tags chosen so far and the page on the screen; `sure` once an unknown one was said to be so.

    `walk` is not 0 while the contacts are read, and differs each time.
    """

    chosen: tuple[str, ...] = ()
    page: int = 0
    search: str = ""
    walk: int = 0
    sure: bool = False


def counted(known: KnownTags) -> Counted:
    return Counted(known.at, known.anyone, known.everyone, known.names)


def meant(known: KnownTags) -> tuple[str, ...]:
    """Return the tags chosen that somebody bears: a word nobody bears was looked for rather than meant."""
    return tuple(tag.name for tag in known.chosen if tag.count)


def names_in(text: str) -> tuple[str, ...] | Problem:
    """Return the tags typed, each once, or why there are none."""
    pieces = (" ".join(piece.split()).removeprefix("#").strip() for piece in re.split(r"[\n,;،、，；]", text))
    names = tuple(dict.fromkeys(piece for piece in pieces if piece))
    if not names:
        return Problem(NO_TAG(value=shortened(text)))
    longest = max(names, key=len)
    if len(longest) > LONGEST:
        return Problem(LONG_TAG(tag=shortened(longest), length=len(longest), most=LONGEST))
    return names


def walking(contacts: int | None) -> Question:
    said = WALKING() if contacts is None else WALKING_ALL(contacts)
    return Question(said, (Small(MEANWHILE()),), ((STOP,),))


def unread(finding: Finding | None, contacts: int | None, *, ticked: bool) -> Question:
    """Return the question where no tags are known: they are typed, or the contacts read; some may be ticked already."""
    typed = (Paragraph(AS_WRITTEN()),)
    going = ((Button(CONTINUE_UNCOUNTED(), "continue"),),) if ticked else ()
    if isinstance(finding, Nothing):
        code = (Small(finding.code),) if finding.code else ()
        return Question(TYPE(), (Warned(reading_failed(finding.code)), *code, *typed), ((AGAIN,), *going))
    blocks: tuple[Block, ...] = (*typed, Small(cost(contacts)))
    return Question(TYPE(), blocks, ((Button(READ(), "read"),), *going))


def cost(contacts: int | None) -> Said:
    return COST_UNKNOWN() if contacts is None else COST(requests_for(contacts), contacts=contacts)


def listed(known: KnownTags, memo: Picking, now: datetime) -> Question:
    """Return the question where the tags are known."""
    unknown = tuple(tag.name for tag in known.chosen if tag.count == 0)
    blocks: list[Block] = []
    if not known.tags and not memo.search and memo.page == 0:
        blocks.append(Warned(NO_TAGS()))
    if unknown:
        blocks.append(Warned((SURE if memo.sure else UNKNOWN)(tags=_named(unknown))))
    elif not known.tags and memo.search:
        blocks.append(Paragraph(NO_MATCH(words=shortened(memo.search, TAG))))
    if len(known.chosen) > 1 and not unknown:
        each = Several(tuple(_each(tag) for tag in known.chosen[:NAMED]))
        blocks.append(Paragraph(ONE_OF_THEM(each=each, anyone=known.anyone, everyone=known.everyone)))
        blocks.append(Small(ANY_OR_ALL()))
    read = AS_OF(known.contacts, when=Distance(known.at, now))
    blocks.append(Small(read))
    on_page = {tag.name for tag in known.tags}
    ticked = {tag.name for tag in known.chosen}
    elsewhere = [(at, tag) for at, tag in enumerate(known.chosen) if tag.name not in on_page][:NAMED]
    keys: tuple[Key, ...] = (
        *(Button(TICKED(tag=_label(tag)), f"off:{at}") for at, tag in elsewhere),
        *(Button((TICKED if tag.name in ticked else OPEN)(tag=_label(tag)), f"tag:{at}")
          for at, tag in enumerate(known.tags)),
    )  # fmt: skip
    turns = (*((EARLIER,) if memo.page else ()), *((LATER,) if known.more else ()))
    again: tuple[Key, ...] = (Button(READ_AGAIN(), "read"),)
    below = (*((ALL_TAGS,) if memo.search else ()), *again)
    going = ((_continue(known, unknown),),) if memo.chosen else ()
    return Question(TAP(), tuple(blocks), (*rows(keys, 2), *((turns,) if turns else ()), *going, below))


def turned(memo: Picking, known: KnownTags | None, choice: str) -> Picking | None:
    """Return what a key leads to, None when it is none of these."""
    kind, _, place = choice.partition(":")
    at = int(place) if place.isascii() and place.isdigit() else -1
    still = replace(memo, walk=0, sure=False)
    match kind:
        case "read":
            return replace(still, page=0, search="", walk=memo.walk + 1)
        case "stop":
            return still
        case "later" | "earlier" if known is not None:
            return replace(still, page=max(0, memo.page + (1 if kind == "later" else -1)))
        case "all tags":
            return replace(still, page=0, search="")
        case "off" if known is not None and 0 <= at < len(known.chosen):
            rest = (*known.chosen[:at], *known.chosen[at + 1 :])
            return replace(still, chosen=tuple(tag.name for tag in rest))
        case "tag" if known is not None and 0 <= at < len(known.tags):
            name, borne = known.tags[at].name, meant(known)
            left = tuple(other for other in borne if other != name)
            return replace(still, chosen=left if name in borne else (*borne, name))
        case _:
            return None


def _continue(known: KnownTags, unknown: tuple[str, ...]) -> Key:
    if unknown:
        return Button(CONTINUE_UNKNOWN(), "continue")
    if known.everyone < known.anyone:
        return Button(CONTINUE_BETWEEN(fewest=known.everyone, most=known.anyone), "continue", "primary")
    return Button(CONTINUE(number=known.anyone), "continue", "primary")


def _named(names: tuple[str, ...]) -> Several:
    return Several(tuple(QUOTED(tag=shortened(name, TAG)) for name in names[:NAMED]))


def _each(tag: TagCount) -> Said:
    return EACH(tag=shortened(tag.name, TAG), number=tag.count)


def _label(tag: TagCount) -> Said:
    return EACH(tag=shortened(tag.name, TAG), number=tag.count)
