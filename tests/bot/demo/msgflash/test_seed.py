import re
from datetime import UTC, datetime

import pytest

from bot.demo.msgflash.options import USUAL, Numbers, Options
from bot.demo.msgflash.placeholders import refuse_malformed, variables
from bot.demo.msgflash.seed import build
from bot.demo.msgflash.world import World
from bot.demo.trouble import Switches

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return build(USUAL, Switches(), NOW)


def everything(world: World) -> tuple[object, ...]:
    return (world.user_id, world.instances, world.contacts, world.groups, world.templates)


def test_the_same_seed_gives_the_same_workspace_and_another_gives_another(world: World) -> None:
    assert everything(build(USUAL, Switches(), NOW)) == everything(world)
    assert everything(build(Options(seed=7), Switches(), NOW)) != everything(world)


def test_ids_do_not_depend_on_how_many_numbers_there_are(world: World) -> None:
    alone = build(Options(numbers=Numbers.ONE), Switches(), NOW)

    assert alone.contacts == world.contacts
    assert set(alone.instances) < set(world.instances)


def test_numbers_are_of_every_kind(world: World) -> None:
    assert [(kept.name, kept.connected, kept.business, kept.stable) for kept in world.instances.values()] == [
        ("Boutique Cotonou", True, True, True),
        ("Nouvelle ligne", True, False, False),
        ("Ancien numéro", False, True, True),
    ]


def test_no_number_can_belong_to_anybody(world: World) -> None:
    """+33 6 39 98 is reserved for fiction; no number of Benin goes on with 00."""
    numbers = [contact.phone for contact in world.contacts.values()]
    numbers += [f"+{instance.number.removeprefix('+')}" for instance in world.instances.values()]

    assert all(re.fullmatch(r"\+(3363998\d{4}|22901000{1,2}\d{5,6})", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert {number[:4] for number in numbers} == {"+336", "+229"}


def test_contacts_bear_every_tag_and_temperature(world: World) -> None:
    tags = {tag for contact in world.contacts.values() for tag in contact.tags}

    assert len(world.contacts) >= 240
    assert {"client", "vip", "newsletter", "Porto-Novo"} <= tags
    assert any(" " in tag for tag in tags)
    assert max(len(tag) for tag in tags) == 60
    assert {contact.temperature for contact in world.contacts.values()} == {None, "cold", "warm", "hot"}
    assert any(not contact.tags for contact in world.contacts.values())


def test_groups_are_of_every_kind(world: World) -> None:
    groups = [*world.groups.values()]

    assert len(groups) >= 6
    assert [group.name for group in groups if not group.members] == ["À rappeler"]
    assert any("🎉" in group.name for group in groups)
    assert max(len(group.name) for group in groups) > 100
    assert all(member in world.contacts for group in groups for member in group.members)


def test_templates_are_of_every_type_and_fill_more_than_a_page(world: World) -> None:
    templates = [*world.templates.values()]
    names = {name.partition(".")[0] for template in templates for name in variables(template.body)}

    assert len(templates) >= 25
    assert {template.kind for template in templates} == {"text", "image", "video", "audio", "document"}
    assert names == {"contact", "instance", "custom"}
    assert all((template.kind == "text") == (template.media_url is None) for template in templates)
    for template in templates:
        refuse_malformed(template.body)


def test_nothing_was_made_after_now(world: World) -> None:
    made = [
        kept.created_at
        for records in (world.instances, world.contacts, world.groups, world.templates)
        for kept in records.values()
    ]

    assert max(made) < NOW
