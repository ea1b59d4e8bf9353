"""What MsgFlash is asked for: one function a need."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import quote

from bot.msgflash.client import MsgFlash, Query, found_in, nothing
from bot.msgflash.people import ContactModel
from bot.wire import (
    CampaignModel,
    GroupModel,
    InstanceModel,
    Json,
    RenderingModel,
    TemplateModel,
    each,
    opened,
)
from conversations.needs import (
    CampaignState,
    ContactSample,
    ContactTotal,
    Finding,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    Need,
    Nothing,
    Preview,
    Rendering,
    SampleContacts,
    State,
    TemplateMatches,
    TemplatePage,
    Templates,
    TemplatesLike,
    Total,
)
from conversations.people import Members, Sample
from conversations.replies import plainly
from conversations.workspace import Group, Template

GROUPS_A_PAGE = 8
NAMES = 5
TEMPLATES_A_PAGE = 8
# `guides/templates`: a page has 100 at most.
# Cursors of our own, into what was looked through.
OURS = "found:"
SEARCHED_A_PAGE = 100
MOST_PAGES_SEARCHED = 5
CONTACTS_IN_SAMPLE = 10


async def instances(client: MsgFlash, _: Instances, *, watched: bool = True) -> Finding:
    answer = await client.get("/api/v1/instances", watched=watched)
    items = found_in(answer)
    if not isinstance(items, list):
        return nothing(answer)
    return InstanceList(tuple(model.value() for model in each(items, InstanceModel)))


async def contact_total(client: MsgFlash, _: ContactTotal, *, watched: bool = True) -> Finding:
    # As many as are named to the operator: they cost nothing more.
    answer = await client.get("/api/v1/contacts", {"limit": NAMES}, watched=watched)
    match found_in(answer):
        case {"total": int(total), **rest}:
            people = each(rest.get("contacts"), ContactModel)
            return Total(total, tuple(model.value().contact.name for model in people))
        case _:
            return nothing(answer)


async def groups(client: MsgFlash, need: Groups, *, watched: bool = True) -> Finding:
    """Look through the groups ourselves where a word is searched for, as far as is reasonable.

    MsgFlash's own search is documented to forgive capitals, not accents: `api-reference/contact-groups/list`. It is
    asked where there are more groups than are looked through.
    """
    ours = need.cursor is None or need.cursor.startswith(OURS)
    if not need.search or not ours:
        return await _groups(client, GROUPS_A_PAGE, need.cursor, need.search, watched=watched)
    words, matching, cursor = plainly(need.search).split(), list[Group](), None
    for _ in range(MOST_PAGES_SEARCHED):
        page = await _groups(client, SEARCHED_A_PAGE, cursor, "", watched=watched)
        if not isinstance(page, GroupPage):
            return page
        matching += [group for group in page.groups if all(word in plainly(group.name) for word in words)]
        cursor = page.next
        if cursor is None:
            start = int((need.cursor or "0").removeprefix(OURS))
            past = start + GROUPS_A_PAGE
            return GroupPage(tuple(matching[start:past]), f"{OURS}{past}" if len(matching) > past else None)
    return await _groups(client, GROUPS_A_PAGE, None, need.search, watched=watched)


async def _groups(
    client: MsgFlash, limit: int, cursor: str | None, search: str, *, watched: bool
) -> GroupPage | Nothing:
    query: Query = {"limit": limit, **({"search": search} if search else {}), **({"cursor": cursor} if cursor else {})}
    answer = await client.get("/api/v1/contacts/groups", query, watched=watched)
    match found_in(answer):
        case {"groups": list(items), **rest}:
            following = rest.get("nextCursor") if rest.get("hasMore") else None
            found = tuple(model.value() for model in each(items, GroupModel))
            return GroupPage(found, following if isinstance(following, str) else None)
        case _:
            return nothing(answer)


async def members(client: MsgFlash, need: Members, *, watched: bool = True) -> Finding:
    """Accept any shape of the list: the documentation shows none."""
    path = f"/api/v1/contacts/groups/{quote(need.group, safe='')}/members"
    answer = await client.get(path, {"limit": NAMES}, watched=watched)
    match found_in(answer):
        case {"members": list(items)} | {"contacts": list(items)} | list(items):
            return Sample(tuple(model.name for model in each(items, ContactModel) if model.name)[:NAMES])
        case _:
            return nothing(answer)


async def templates(client: MsgFlash, need: Templates, *, watched: bool = True) -> Finding:
    """Accept either shape of the list: the documentation shows neither."""
    answer = await client.get("/api/v1/templates", {"page": need.page, "limit": TEMPLATES_A_PAGE}, watched=watched)
    match found_in(answer):
        case {"templates": list(items)} | list(items):
            found = tuple(model.value() for model in each(items, TemplateModel))
            return TemplatePage(found, more=len(items) >= TEMPLATES_A_PAGE)
        case _:
            return nothing(answer)


async def preview(client: MsgFlash, need: Preview, *, watched: bool = True) -> Finding:
    body: Json = {"instanceId": need.instance, "variables": dict(need.values)}
    if need.contact is not None:
        body["contactId"] = need.contact
    path = f"/api/v1/templates/{quote(need.template, safe='')}/preview"
    answer = await client.read("POST", path, body=body, watched=watched)
    model = opened(answer.body, "data", RenderingModel) if answer else None
    return Rendering(model.rendered, model.missing) if model else nothing(answer)


async def sample_contacts(client: MsgFlash, need: SampleContacts, *, watched: bool = True) -> Finding:
    """Read a few members of the group, or of all contacts. The shape of a group's members is not documented."""
    of_group = f"/groups/{quote(need.group, safe='')}/members" if need.group else ""
    answer = await client.get(f"/api/v1/contacts{of_group}", {"limit": CONTACTS_IN_SAMPLE}, watched=watched)
    match found_in(answer):
        case {"contacts": list(items)} | {"members": list(items)} | list(items):
            return ContactSample(tuple(model.value().contact for model in each(items, ContactModel)))
        case _:
            return nothing(answer)


async def templates_like(client: MsgFlash, need: TemplatesLike, *, watched: bool = True) -> Finding:
    """Look through the pages ourselves, as far as is reasonable: MsgFlash documents no search."""
    words, matching, searched = plainly(need.words).split(), list[Template](), 0
    for page in range(1, MOST_PAGES_SEARCHED + 1):
        answer = await client.get("/api/v1/templates", {"page": page, "limit": SEARCHED_A_PAGE}, watched=watched)
        match found_in(answer):
            case {"templates": list(items)} | list(items):
                found = [model.value() for model in each(items, TemplateModel)]
            case _:
                return nothing(answer)
        searched += len(items)
        for template in found:
            text = plainly(f"{template.name} {template.body or ''}")
            if all(word in text for word in words):
                matching.append(template)
        if len(items) < SEARCHED_A_PAGE:
            return TemplateMatches(tuple(matching), searched, whole=True)
    return TemplateMatches(tuple(matching), searched, whole=False)


async def state(client: MsgFlash, need: State, *, watched: bool = True) -> Finding:
    answer = await client.get(f"/api/v1/campaigns/{quote(need.campaign, safe='')}", watched=watched)
    model = opened(answer.body, "data", CampaignModel) if answer else None
    return CampaignState(model.value()) if model else nothing(answer)


# The class of a need says which function takes it; no type can say so for all of them at once.
Reader: TypeAlias = Callable[..., Awaitable[Finding]]
READERS: dict[type[Need], Reader] = {
    Instances: instances,
    ContactTotal: contact_total,
    Groups: groups,
    Members: members,
    Templates: templates,
    TemplatesLike: templates_like,
    SampleContacts: sample_contacts,
    Preview: preview,
    State: state,
}


async def read(client: MsgFlash, need: Need, *, watched: bool = True) -> Finding:
    """Return what a need asks for, or Nothing with MsgFlash's own code if it gave one.

    `watched` when an operator waits for it: then it goes first. Raises KeyError for a need not met by MsgFlash.
    """
    return await READERS[type(need)](client, need, watched=watched)
