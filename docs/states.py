"""Draws docs/states.md: each screen of a talk and what leads from it to another, found by trying. See `make documents`.

The core is pure, so it can be tried: from each place all that may happen there is let happen, and where it leads is
noted. Two talks are taken for the same place when they show the same screen with the same kind of things behind it.
"""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

from bot.introduction import COMMANDS
from conversations import needs
from conversations.advance import advance, resume
from conversations.conversation import Asking, Conversation, Recap, Stage, begin
from conversations.deeds import Declined, Missed, Steered, Unsure
from conversations.effects import Do, Effect, Submit
from conversations.events import (
    Accepted,
    Commanded,
    Did,
    Event,
    Fetched,
    Pressed,
    Refused,
    Unconfirmed,
    Unreachable,
)
from conversations.flow import BY_NAME, STEPS
from conversations.needs import Check, Created, Finding, Need, Nothing, RecordPage
from conversations.step import Wrote
from conversations.steps.number import Number
from conversations.workspace import Campaign, CampaignId, Record, Reference
from tests.conversations.possible import ANSWERS, FINDINGS, WARNED

PAGE = Path(__file__).parent / "states.md"
NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
LEAVES = NOW + timedelta(days=1)
CAMPAIGN = Campaign(CampaignId("9a0c1c52"), "Spring", "scheduled", LEAVES, "none", WARNED)
RECORD = Record(Reference("ABCDE"), CAMPAIGN.id, "Spring", NOW, NOW)
PLACES = ("Cotonou", "Guinea")
# What leads back, or out of the campaign, is said once in words: drawn, it would hide the way forward.
BACKWARDS = frozenset({"back", "earlier", "later"})
MOST_LABELS = 4
# What checks find leads nowhere: it is read beside the screen.
BESIDE = get_args(Check)
RECAP = "recap"
ENOUGH = 2

Place = tuple[object, ...]


@dataclass(slots=True)
class Found:
    """What was found: the `stages`, the `ways` from one to another, and the `commands` and where they lead."""

    stages: set[str] = field(default_factory=set)
    ways: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    commands: dict[str, set[str]] = field(default_factory=dict)


def place(conversation: Conversation) -> Place:
    """Return what makes a place in the talk another than the others."""
    stage, draft = conversation.stage, conversation.draft
    about: Place = ()
    if isinstance(stage, Asking):
        about = (stage.step, type(stage.memo), stage.from_recap)
    elif isinstance(stage, Recap):
        about = (stage.doing,)
    return (
        type(stage),
        *about,
        None if draft is None else (min(len(draft.answers), ENOUGH), draft.in_doubt),
        bool(conversation.aside),
        tuple(sorted(submission.state for submission in conversation.submissions))[:ENOUGH],
        tuple(type(need) for need in conversation.fetching if not isinstance(need, BESIDE)),
        tuple(
            (type(found.need), type(found.finding))
            for found in conversation.found
            if not isinstance(found.need, BESIDE)
        ),
        type(conversation.doing),
    )


def findings(need: Need) -> tuple[Finding, ...]:
    known = (RecordPage((RECORD,)),) if isinstance(need, Created) else FINDINGS.get(type(need), ())
    return (*known, Nothing("UNAUTHORIZED"))


def may_happen(conversation: Conversation, asked: Iterable[Effect]) -> Iterator[tuple[str, Event]]:
    """Yield what may happen here, each with the name it is drawn by."""
    for choice in conversation.offered:
        name = choice if choice.startswith("/") else choice.partition(":")[0]
        yield f"[{name}]", Pressed(conversation.turn, choice)
    for command in ("start", *COMMANDS):
        yield f"/{command}", Commanded(command)
    stage = conversation.stage
    written = (ANSWERS.get(stage.step, "Hello"),) if isinstance(stage, Asking) else PLACES
    for text in written:
        yield "written", Wrote(text)
    for need in conversation.fetching:
        for finding in findings(need)[: 1 if isinstance(need, BESIDE) else None]:
            yield "by itself", Fetched((needs.Found(need, finding),))
    for effect in asked:
        match effect:
            case Submit(submission):
                reference, attempt = submission.reference, submission.attempt
                yield "Accepted", Accepted(reference, attempt, CAMPAIGN)
                yield "Refused", Refused(reference, attempt, "UNSUPPORTED_FEATURE")
                yield "Refused", Refused(reference, attempt, "NEW_CODE")
                yield "Unreachable", Unreachable(reference, attempt)
                yield "Unconfirmed", Unconfirmed(reference, attempt)
            case Do(deed):
                for result in (
                    Steered(replace(CAMPAIGN, status="paused")),
                    Declined("BAD_REQUEST", "scheduled"),
                    Missed(),
                    Unsure(),
                ):
                    yield type(result).__name__, Did(deed, result)
            case _:
                pass


def explore() -> Found:
    """Try everything from every place that can be come to."""
    found, start = Found(), begin("operator", "en", "Europe/Paris")
    known = {place(start)}
    # What a submission or a deed may come to can happen wherever the operator is by then.
    waiting: deque[tuple[Conversation, tuple[Effect, ...]]] = deque([(start, ())])
    while waiting:
        before, asked = waiting.popleft()
        found.stages.add(type(before.stage).__name__)
        happened = [(name, advance(before, event, NOW)) for name, event in may_happen(before, asked)]
        for name, transition in (*happened, ("restart", resume(before, NOW))):
            after = transition.conversation
            note(found, before, after, name)
            if place(after) not in known:
                known.add(place(after))
                still = tuple(effect for effect in transition.effects if isinstance(effect, Submit | Do))
                waiting.append((after, still or _still_open(asked, after)))
    return found


def _still_open(asked: tuple[Effect, ...], after: Conversation) -> tuple[Effect, ...]:
    open_ones = {submission.reference for submission in after.submissions if submission.state == "sent"}
    return tuple(
        effect
        for effect in asked
        if (isinstance(effect, Submit) and effect.submission.reference in open_ones)
        or (isinstance(effect, Do) and effect.deed == after.doing)
    )


def note(found: Found, before: Conversation, after: Conversation, name: str) -> None:
    one, other = before.stage, after.stage
    if name.startswith("/"):
        found.commands.setdefault(name, set()).add(type(other).__name__)
    elif name.startswith("[/") or name.strip("[]") in BACKWARDS:
        return
    elif type(one) is not type(other):
        answered = isinstance(one, Asking) and name != "restart"
        found.ways.setdefault((type(one).__name__, type(other).__name__), set()).add("answered" if answered else name)


def ask_on() -> dict[tuple[str, str], set[str]]:
    """Answer every question in every way, never going back, up to the recap."""
    found: dict[tuple[str, str], set[str]] = {}
    start = advance(begin("operator", "en", "Europe/Paris"), Commanded("new"), NOW).conversation
    known: set[Place] = set()
    waiting = deque([start])
    while waiting:
        before = waiting.popleft()
        for name, event in may_happen(before, ()):
            if name.startswith(("/", "[/")) or name.strip("[]") in BACKWARDS:
                continue
            after = advance(before, event, NOW).conversation
            one, other = _question(before), _question(after)
            if one != other:
                found.setdefault((one, other), set()).add(name.strip("[]"))
            if other != RECAP and (here := answers_so_far(after)) not in known:
                known.add(here)
                waiting.append(after)
    return found


def answers_so_far(conversation: Conversation) -> Place:
    draft, stage = conversation.draft, conversation.stage
    assert draft is not None
    assert isinstance(stage, Asking)
    kinds = tuple(type(answer) for answer in draft.answers)
    # The number's country decides whether the city is in doubt.
    return (*place(conversation), kinds, draft.find(Number), draft.find(BY_NAME[stage.step].answer))


def _question(conversation: Conversation) -> str:
    return conversation.stage.step if isinstance(conversation.stage, Asking) else RECAP


def drawn(ways: dict[tuple[str, str], set[str]]) -> Iterator[str]:
    for (one, other), names in sorted(ways.items()):
        labels = sorted(names)
        label = ", ".join(labels) if len(labels) <= MOST_LABELS else f"{', '.join(labels[:MOST_LABELS])}, …"
        yield f"    {one} --> {other}: {label}"


def page() -> str:
    """Return the whole document."""
    found = explore()
    order = (*(step.name for step in STEPS), RECAP)
    questions = sorted(ask_on().items(), key=lambda way: [order.index(name) for name in way[0]])
    commands = "\n".join(
        f"| `{name}` | {', '.join(f'`{stage}`' for stage in sorted(stages))} |"
        for name, stages in sorted(found.commands.items())
    )
    unseen = sorted({stage.__name__ for stage in get_args(Stage)} - found.stages)
    return "\n".join(
        (
            "# The screens of a talk, and what leads from one to another",
            "",
            "Drawn by `docs/states.py`, which tries everything from every place; `make documents` draws it anew, and a",
            "test fails when it is no longer true. Names are those of `conversations/conversation.py`; in brackets",
            "stands a key that was pressed, by its choice without what follows a colon. *Back* and the keys that are",
            "commands are left out.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> Home",
            *drawn(found.ways),
            "```",
            "",
            *(("Not come to by trying: " + ", ".join(f"`{name}`" for name in unseen) + ".", "") if unseen else ()),
            "## Commands",
            "",
            "They are understood on every screen. Where one leads depends on whether a draft is open.",
            "",
            "| Command | Leads to |",
            "|---|---|",
            commands,
            "",
            "## The questions",
            "",
            "Which question follows which, the first time through. No step names the next one: it is the first without",
            "an answer, so this too was found by trying. *By itself* means that what was read left nothing to ask.",
            "",
            "```mermaid",
            "flowchart TD",
            *(_arrow(one, other, names) for (one, other), names in questions),
            "```",
            "",
        )
    )


def _arrow(one: str, other: str, names: set[str]) -> str:
    said = sorted(name.strip("[]") for name in names)
    label = ", ".join(said[:MOST_LABELS]) + (", …" if len(said) > MOST_LABELS else "")
    return f'    {one} -->|"{label}"| {other}'


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
