"""What became of a list of numbers, and what can be done with those MsgFlash does not know."""

from dataclasses import replace

from conversations.choosing import Adding, Checked, Checking, Leftover, Matched, Tagging, chosen_so_far, matching_cost
from conversations.deeds import Declined, Deed, Result
from conversations.needs import Finding, Nothing
from conversations.people import (
    Add,
    Added,
    Gathered,
    HandBack,
    Handed,
    LookedUp,
    LookUp,
    NoList,
    Unmatched,
)
from conversations.refusals import reading_failed
from conversations.screen import Block, Button, Key, Line, Paragraph, Small, Warned, rows
from conversations.step import Context, Doing, Outcome, Problem, Question, Still
from conversations.steps.number import Number
from conversations.words import Plural, Text, progress

# Looking up many numbers at once gets a WhatsApp number banned: as many as a person might check by hand.
MOST_LOOKED_UP = 20

READ = Text(fr="Voici ce que j’ai lu dans votre liste.", en="This is what I read in your list.")
FOUND = Text(fr="Trouvés", en="Found")
ALREADY = Text(fr="Déjà choisis", en="Already chosen")
TWICE = Text(fr="En double", en="Listed twice")
UNKNOWN = Text(fr="Absents de MsgFlash", en="Not in MsgFlash")
INVALID = Text(fr="Illisibles", en="Not numbers")
NOBODY = Text(
    fr="Aucun contact n’est choisi pour l’instant : le message ne serait envoyé à personne.",
    en="No contact is chosen yet: the message would go to nobody.",
)
CONTINUE = Text(fr="Continuer avec {number}", en="Continue with {number}")
MORE = Button(Text(fr="Ajouter d’autres contacts", en="Add other contacts")(), "more")
OTHERWISE = Button(Text(fr="Choisir autrement", en="Choose another way")(), "more")
HAND_BACK = Button(Text(fr="Recevoir le reste", en="Get the rest as a file")(), "rest")
CREATE = Plural(
    one=Text(fr="Créer ce contact", en="Create this contact"),
    many=Text(fr="Créer les {count} absents", en="Create the {count} absent"),
)
CHECK = Button(Text(fr="Vérifier sur WhatsApp", en="Check on WhatsApp")(), "check")
READ_THEM = Button(Text(fr="Lire mes contacts", en="Read my contacts")(), "read", "primary")
AGAIN = Button(Text(fr="↻ Réessayer", en="↻ Try again")(), "again")
TAG = Plural(
    one=Text(
        fr="{count} contact sera créé dans MsgFlash. Écrivez l’étiquette à lui donner, "
        "par exemple le nom de cette campagne.",
        en="{count} contact will be created in MsgFlash. Write the tag to give it, for instance this campaign’s name.",
    ),
    many=Text(
        fr="{count} contacts seront créés dans MsgFlash. Écrivez l’étiquette à leur donner, "
        "par exemple le nom de cette campagne.",
        en="{count} contacts will be created in MsgFlash. Write the tag to give them, "
        "for instance this campaign’s name.",
    ),
)
ONE_EACH = Text(
    fr="Écrivez seulement à des personnes qui l’ont accepté. Chaque création coûte une demande de votre formule.",
    en="Write only to people who agreed to it. Each creation costs one of your plan’s API requests.",
)
NO_TAG = Button(Text(fr="Sans étiquette", en="Without a tag")(), "untagged")
ADDING = Text(fr="Je crée les contacts : {bar} {done} sur {of}", en="Creating the contacts: {bar} {done} of {of}")
STOP = Button(Text(fr="■ Arrêter", en="■ Stop")(), "stop")
STOPPED = Text(fr="Création arrêtée : {done} sur {of}.", en="Creating stopped: {done} of {of}.")
DONE = Text(fr="Création finie : {done} sur {of}.", en="Creating done: {done} of {of}.")
MADE = Text(fr="Créés", en="Created")
THERE = Text(fr="Déjà dans MsgFlash", en="Already in MsgFlash")
REFUSED = Text(fr="Refusés par MsgFlash", en="Refused by MsgFlash")
LEFT = Text(fr="Restent à créer", en="Left to create")
UNSURE = Text(
    fr="J’ai été interrompu. Si vous continuez, je regarde d’abord ce qui existe : rien n’est créé deux fois.",
    en="I was interrupted. If you go on, I first look at what exists: nothing is created twice.",
)
KEEP = Button(Text(fr="Joindre les contacts", en="Add them to my choice")(), "join")
GO_ON = Button(Text(fr="Continuer à créer", en="Go on creating")(), "go on")
WARNING = Text(
    fr="Vérifier des numéros se voit chez WhatsApp, et trop de vérifications font bloquer votre numéro. "
    "Je vérifie donc {most} numéros au plus, les premiers de la liste, et seulement à votre demande.",
    en="WhatsApp notices when numbers are checked, and too many checks get your number banned. "
    "So I check {most} numbers at most, the first of the list, and only when you ask.",
)
CHECK_NOW = Plural(
    one=Text(fr="Vérifier {count} numéro", en="Check {count} number"),
    many=Text(fr="Vérifier {count} numéros", en="Check {count} numbers"),
)
NO_CHECK = Button(Text(fr="◀ Ne pas vérifier", en="◀ Do not check")(), "result", "primary")
BACK_TO_RESULT = Button(Text(fr="◀ Ne rien créer", en="◀ Create nothing")(), "result")
LOOKING = Text(fr="Je demande à WhatsApp…", en="Asking WhatsApp…")
ON = Text(fr="Sur WhatsApp", en="On WhatsApp")
OFF = Text(fr="Pas sur WhatsApp", en="Not on WhatsApp")
CHECKED_ALL = Plural(
    one=Text(fr="Voici ce que WhatsApp dit de ce numéro.", en="This is what WhatsApp says of this number."),
    many=Text(
        fr="Voici ce que WhatsApp dit de ces {count} numéros.",
        en="This is what WhatsApp says of these {count} numbers.",
    ),
)
CHECKED = Plural(
    one=Text(fr="Voici ce que WhatsApp dit du premier numéro.", en="This is what WhatsApp says of the first number."),
    many=Text(
        fr="Voici ce que WhatsApp dit des {count} premiers numéros.",
        en="This is what WhatsApp says of the first {count} numbers.",
    ),
)
NOT_HANDED = Text(
    fr="Telegram n’a pas pris le fichier. Réessayez dans un instant.",
    en="Telegram did not take the file. Try again in a moment.",
)
NOT_LOOKED_UP = Text(
    fr="Les numéros n’ont pas été vérifiés. Continuez sans, ou réessayez plus tard.",
    en="The numbers were not checked. Go on without it, or try again later.",
)
REST_FORGOTTEN = Text(
    fr="Cette liste n’est plus gardée. Renvoyez-la.", en="This list is no longer kept. Send it again."
)
FILE = Text(fr="reste.csv", en="rest.csv")
SO_MANY = Text(fr="{number}", en="{number}")


def matching(finding: Finding | None, contacts: int | None) -> Question:
    """Return what is said of a list that was sent."""
    match finding:
        case Gathered():
            return matched(finding)
        case Unmatched(numbers):
            return Question(matching_cost(numbers, contacts), keys=((READ_THEM,), (OTHERWISE,)))
        case NoList(reason):
            return Question(reason, keys=((OTHERWISE,),))
        case Nothing(code):
            small = (Small(code),) if code else ()
            return Question(reading_failed(code), small, ((AGAIN,), (OTHERWISE,)))
        case _:
            return Question(READ(), keys=((MORE,),))


def matched(gathered: Gathered) -> Question:
    counts = (
        (FOUND, gathered.found),
        (ALREADY, gathered.already),
        (TWICE, gathered.duplicates),
        (UNKNOWN, gathered.unknown),
        (INVALID, gathered.invalid),
    )
    return Question(READ(), (*_counts(counts, always=FOUND), *_so_far(gathered)), _keys(gathered))


def ask(memo: Leftover) -> Question:
    match memo:
        case Matched(gathered):
            return matched(gathered)
        case Tagging(gathered):
            return Question(TAG(gathered.unknown), (Small(ONE_EACH()),), ((NO_TAG,), (BACK_TO_RESULT,)))
        case Adding():
            return _adding(memo)
        case Checking(asked=True):
            return Question(LOOKING())
        case Checking(gathered, failed=True, code=code):
            small = (Small(code),) if code else ()
            return Question(NOT_LOOKED_UP(), small, _keys(gathered))
        case Checking(gathered):
            number = min(gathered.unknown, MOST_LOOKED_UP)
            check = Button(CHECK_NOW(number), "look up", "danger")
            return Question(WARNING(most=MOST_LOOKED_UP), keys=((NO_CHECK,), (check,)))
        case Checked(gathered, looked, before):
            counts = ((ON, looked.on), (OFF, looked.off), (INVALID, looked.invalid))
            number = looked.on + looked.off + looked.invalid
            said = (CHECKED if number < before.unknown else CHECKED_ALL)(number)
            return Question(said, (*_counts(counts, always=ON), *_so_far(gathered)), _keys(gathered, checked=True))


def pressed(memo: Leftover, choice: str, context: Context) -> Outcome | None:
    """Return what a key leads to, None when it is none of these."""
    gathered, number = memo.gathered, context.draft.find(Number)
    match memo, choice:
        case _, "result":
            return Still(Matched(gathered))
        case ((Matched() | Checked() | Adding() | Checking()), "rest"):
            return Doing(memo, HandBack(gathered.rest, FILE.in_language(context.language)))
        case ((Matched() | Checked() | Checking()), "create"):
            return Still(Tagging(gathered))
        case Tagging(), "untagged":
            return begun(memo, None)
        case Adding(), "stop":
            return Still(replace(memo, going=False))
        case Adding(), ("go on" | "join"):
            return _next(memo, keeps=choice == "join")
        case ((Matched() | Checking()), "check"):
            return Still(Checking(gathered))
        case Checking(), "look up" if number is not None:
            return Doing(Checking(gathered, asked=True), LookUp(gathered.rest, number.instance.id))
        case _:
            return None


def begun(memo: Tagging, tag: str | None) -> Outcome:
    """Begin to create contacts with a tag."""
    gathered = memo.gathered
    return Doing(Adding(gathered, tag), Add(gathered.rest, tag, gathered.selection, 1))


def did(memo: object, deed: Deed, result: Result) -> Outcome:
    """Return what comes of a deed; elsewhere on the way nobody waits for it any more."""
    match memo, deed, result:
        case Adding() as adding, Add() as add, _ if add.rest == adding.gathered.rest and add.turn == adding.turn:
            return _added(adding, add, result)
        case Checking(gathered), LookUp(asked), _ if asked != gathered.rest:
            return Still(memo)
        case Checking(gathered), LookUp(), LookedUp(on, rest=rest) as looked:
            return Still(Checked(replace(gathered, unknown=on, invalid=0, rest=rest), looked, gathered))
        case Checking(gathered), LookUp(), _:
            code = result.code if isinstance(result, Declined) else None
            return Still(Checking(gathered, failed=True, code=code))
        case _, HandBack(), Handed():
            return Still(memo)
        case _, HandBack(), Declined():
            return Problem(REST_FORGOTTEN())
        case _, HandBack(), _:
            return Problem(NOT_HANDED())
        case _:
            return Still(memo)


def _added(memo: Adding, add: Add, result: Result) -> Outcome:
    match result:
        case Added(base, count, names, made, there, refused, left, code):
            gathered = memo.gathered
            if base is not None:
                gathered = replace(gathered, selection=base, count=count, names=names)
            after = replace(memo, gathered=gathered, made=made, there=there, refused=refused, code=code)
            after = replace(after, kept=base is not None)
            if memo.going and left > 0 and code is None:
                return _next(after)
            # Stopped while they were created: what is there by now is still to be kept.
            stopped = base is None and not add.keeps
            return _next(after, keeps=True) if stopped else Still(replace(after, going=False))
        case Declined(code):
            return Still(replace(memo, going=False, code=code))
        case _:
            unsure = replace(memo, going=False, unsure=True)
            return Still(unsure) if add.keeps else _next(unsure, keeps=True)


def _next(memo: Adding, *, keeps: bool = False) -> Outcome:
    """Go on creating, or only have it kept what came of it."""
    after = replace(memo, going=not keeps, turn=memo.turn + 1, code=None, unsure=memo.unsure and keeps)
    return Doing(after, Add(memo.gathered.rest, memo.tag, memo.gathered.selection, after.turn, keeps))


def _adding(memo: Adding) -> Question:
    done, of = memo.made + memo.there + memo.refused, memo.gathered.unknown
    if memo.going:
        return Question(ADDING(bar=progress(done, of), done=done, of=of), keys=((STOP,),))
    said = DONE(done=done, of=of) if done >= of else STOPPED(done=done, of=of)
    why: tuple[Block, ...] = (Warned(UNSURE()),) if memo.unsure else ()
    if memo.code is not None:
        code = (Small(memo.code),) if memo.code else ()
        why = (Warned(reading_failed(memo.code or None)), *code)
    counts = _counts(((MADE, memo.made), (THERE, memo.there), (REFUSED, memo.refused), (LEFT, of - done)), always=MADE)
    rest = done < of or memo.refused or memo.gathered.invalid
    keys: tuple[tuple[Key, ...], ...] = (
        *(((GO_ON,),) if done < of else ()),
        *(_going(memo.gathered) if memo.kept else ((KEEP,),)),
        (MORE,),
        *(((HAND_BACK,),) if rest else ()),
    )
    return Question(said, (*why, *counts, *_so_far(memo.gathered)), keys)


def _keys(gathered: Gathered, *, checked: bool = False) -> tuple[tuple[Key, ...], ...]:
    rest: list[Key] = [HAND_BACK] if (gathered.unknown or gathered.invalid) and not checked else []
    if gathered.unknown:
        rest.append(Button(CREATE(gathered.unknown), "create"))
        rest += [] if checked else [CHECK]
    return (*_going(gathered), (MORE,), *rows(tuple(rest), 2))


def _going(gathered: Gathered) -> tuple[tuple[Key, ...], ...]:
    return ((Button(CONTINUE(number=gathered.count), "continue", "primary"),),) if gathered.count else ()


def _so_far(gathered: Gathered) -> tuple[Block, ...]:
    if not gathered.count:
        return (Warned(NOBODY()),)
    return (Paragraph(chosen_so_far(gathered.count, gathered.names)),)


def _counts(counts: tuple[tuple[Text, int], ...], always: Text) -> tuple[Block, ...]:
    return tuple(Line(text(), SO_MANY(number=count)) for text, count in counts if count or text is always)
