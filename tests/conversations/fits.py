"""A campaign beyond its limits, and the people it was meant for: what the tests of making it fit share."""

from dataclasses import replace

from conversations.deeds import Pause, Result, Steered
from conversations.events import Did
from conversations.fitting import Member, Part, Portion, smaller, waves
from conversations.needs import Fit, Fitted, Nothing
from conversations.people import ListId
from conversations.workspace import Campaign, CampaignId, ContactId, Safety
from tests.conversations.walk import NOW, Walk

WARNED = Safety("warn", "medium", 56, "warming", ("Why",), ("What",), 100, 0.4, 120, 0.625)
CAMPAIGN = Campaign(CampaignId("9a0c1c52"), "Spring", "scheduled", NOW, "none", WARNED)
PEOPLE = tuple(Member(ContactId(f"3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f{at:04x}"), at >= 45) for at in range(120))
MORE_WARM = tuple(Member(ContactId(f"x{member.id}"), cold=False) for member in PEOPLE)
UNTOLD = tuple(replace(member, cold=None) for member in PEOPLE)


def created(walk: Walk, safety: Safety = WARNED, *, to: str = "tags", every: str = "!none") -> None:
    """Send a campaign that MsgFlash warns of."""
    walk.completes(to)
    if every != "!none":
        walk.changes("repeat", every)
    sent = walk.confirms()
    walk.accepts(replace(CAMPAIGN, schedule=sent.schedule, safety=safety))


def fitted(need: Fit, members: tuple[Member, ...]) -> Fitted:
    """Keep the portions as the store does: under an id that tells who is in them."""
    found = waves(members, need.limits) if need.way == "waves" else (smaller(members, need.limits),)
    return Fitted(tuple(kept(one) for one in found if one.ids), len(members))


def kept(one: Portion) -> Part:
    return Part(ListId(" ".join(one.ids)), len(one.ids), one.warm, one.cold, one.arbitrary)


def done(walk: Walk, result: Result | None = None) -> None:
    deed = walk.conversation.doing
    assert deed == Pause(CAMPAIGN.id, early=True)
    walk.gives(Did(deed, result or Steered(replace(CAMPAIGN, status="paused", safety=None))))


def makes_fit(
    walk: Walk, way: str, members: tuple[Member, ...] | Nothing = PEOPLE, *, to: str = "tags", name: str = ""
) -> None:
    walk.completes(to)
    if name:
        walk.changes("name", name)
    sent = walk.confirms()
    walk.accepts(replace(CAMPAIGN, schedule=sent.schedule))
    walk.chooses(f"fit:{way}")
    walk.waits = True
    done(walk)
    are_read(walk, members)
    walk.waits = False


def are_read(walk: Walk, members: tuple[Member, ...] | Nothing) -> None:
    for need in walk.conversation.fetching:
        if isinstance(need, Fit):
            walk.answers(need, members if isinstance(members, Nothing) else fitted(need, members))
