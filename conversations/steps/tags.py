"""Which tags choose the recipients: tapped where the contacts have been read, typed where they have not."""

from dataclasses import dataclass, replace

from conversations import tagging
from conversations.draft import Draft
from conversations.needs import Need
from conversations.people import Counted, KnownTags, TagPage
from conversations.replies import text_of, unusable
from conversations.screen import Block, Warned
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step, Still
from conversations.steps.recipients import CHAPTER, Recipients, aged, among
from conversations.tagging import Picking, counted
from conversations.words import Plural, Said, Text

LABEL = Text(fr="Étiquettes", en="Tags")
UNCOUNTED = Text(
    fr="Je ne peux pas compter ces contacts d’avance. Si l’étiquette n’existe pas dans MsgFlash, "
    "personne ne recevra rien.",
    en="I cannot count these contacts in advance. If the tag does not exist in MsgFlash, nobody will receive anything.",
)
MANY_TAGS = Plural(
    one=Text(fr="{count} étiquette : {some}…", en="{count} tag: {some}…"),
    many=Text(fr="{count} étiquettes : {some}…", en="{count} tags: {some}…"),
)
PEOPLE = Plural(
    one=Text(fr="{tags} · {count} contact", en="{tags} · {count} contact"),
    many=Text(fr="{tags} · {count} contacts", en="{tags} · {count} contacts"),
)
BETWEEN = Text(fr="{tags} · de {fewest} à {most} contacts", en="{tags} · {fewest} to {most} contacts")
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tags:
    """Tag names as MsgFlash or the operator writes them, each once; `counted` where all of them are known."""

    names: tuple[str, ...]
    counted: Counted | None = None


def applies(draft: Draft) -> bool:
    recipients = draft.find(Recipients)
    return recipients is not None and recipients.kind == "tags"


def needs(context: Context) -> Need:
    memo = _memo(context)
    return TagPage(memo.chosen, memo.page, memo.search, memo.walk)


def waits(context: Context) -> Question | None:
    return tagging.walking(_contacts(context)) if _memo(context).walk else None


def ask(context: Context) -> Question:
    if isinstance(context.finding, KnownTags):
        return tagging.listed(context.finding, _memo(context), context.now)
    ticked = isinstance(context.memo, Picking) and bool(context.memo.chosen)
    return tagging.unread(context.finding, _contacts(context), ticked=ticked)


def read(reply: Reply, context: Context) -> Outcome:
    memo, known = _memo(context), context.finding
    if not isinstance(reply, Chosen):
        text = text_of(reply, most=100_000)
        names = text if isinstance(text, Problem) else tagging.names_in(text)
        if isinstance(names, Problem):
            return names
        # Typed anew where there was nothing to tick, they take the place of what was typed before.
        before = memo.chosen if context.memo is not None else ()
        chosen = tuple(dict.fromkeys((*(tagging.meant(known) if isinstance(known, KnownTags) else before), *names)))
        if not isinstance(known, KnownTags):
            return Answered(Tags(chosen))
        return Still(Picking(chosen, search=names[0] if len(names) == 1 else ""))
    match reply.choice:
        case "continue" if isinstance(known, KnownTags) and memo.chosen:
            unknown = any(tag.count == 0 for tag in known.chosen)
            if unknown and not memo.sure:
                return Still(replace(memo, sure=True, walk=0))
            names = tuple(tag.name for tag in known.chosen)
            return Answered(Tags(names, None if unknown else counted(known)))
        case "continue" if memo.chosen:
            return Answered(Tags(memo.chosen))
        case choice:
            after = tagging.turned(memo, known if isinstance(known, KnownTags) else None, choice)
            return unusable(reply) if after is None else Still(after)


def recap(answer: Tags, context: Context) -> Said | str:
    shown = ", ".join(answer.names[:SHOWN])
    if len(answer.names) > SHOWN:
        return MANY_TAGS(len(answer.names), some=shown)
    match answer.counted:
        case None:
            return shown
        case Counted(_, most, fewest):
            return PEOPLE(most, tags=shown) if fewest == most else BETWEEN(tags=shown, fewest=fewest, most=most)


def notes(answer: Tags, context: Context) -> tuple[Block, ...]:
    several: tuple[Block, ...] = (Warned(tagging.ANY_OR_ALL()),) if len(answer.names) > 1 else ()
    match answer.counted:
        case None:
            return (Warned(UNCOUNTED()), *several)
        case Counted(at, _, _, names):
            return (*among(names), *aged(at, context.now), *several)


def size(answer: Tags) -> int | None:
    return answer.counted.anyone if answer.counted else None


def fewest(answer: Tags) -> int | None:
    return answer.counted.everyone if answer.counted else None


def up(memo: object) -> object | None:
    return memo


def kept(memo: object) -> object | None:
    return replace(memo, walk=0) if isinstance(memo, Picking) else None


def _memo(context: Context) -> Picking:
    """Return what is being picked; at first, what was picked before."""
    if isinstance(context.memo, Picking):
        return context.memo
    before = context.draft.find(Tags)
    return Picking(before.names) if before else Picking()


def _contacts(context: Context) -> int | None:
    recipients = context.draft.find(Recipients)
    return recipients.contacts if recipients else None


STEP = Step(
    name="tags",
    chapter=CHAPTER,
    label=LABEL,
    answer=Tags,
    needs=needs,
    applies=applies,
    waits=waits,
    ask=ask,
    read=read,
    recap=recap,
    notes=notes,
    size=size,
    fewest=fewest,
    up=up,
    kept=kept,
    fields=("recipients.value",),
    memos=(Picking,),
    asked_without=True,
)
