"""The workspace as the demo finds it: the same for the same seed and the same instant."""

from datetime import datetime, timedelta
from random import Random

from bot.demo.msgflash import seed_people as people
from bot.demo.msgflash.options import Numbers, Options
from bot.demo.msgflash.records import Contact, Group, Instance, Template
from bot.demo.msgflash.seed_templates import TEMPLATES
from bot.demo.msgflash.world import World, identity
from bot.demo.trouble import Switches

CONTACTS = 248
LONG_GROUP = (
    "Clientes et clients rencontrés pendant la grande foire de l’artisanat de Porto-Novo, "
    "de Ouidah et d’Abomey-Calavi en avril 2026"
)

# Name, WhatsApp number, connected, Business, past its warm-up.
# The second number is written without +, as MsgFlash does at times.
_INSTANCES = (
    ("Boutique Cotonou", "+2290100000000", True, True, True),
    ("Nouvelle ligne", "33639980000", True, False, False),
    ("Ancien numéro", "+33639989999", False, True, True),
)
_SHOWN = {Numbers.SEVERAL: 3, Numbers.ONE: 1, Numbers.NONE: 0}


def build(options: Options, switches: Switches, now: datetime) -> World:
    # Every id is drawn for every option, so that a record keeps its id whichever options are chosen.
    chance = Random(options.seed)  # noqa: S311  (a repeatable workspace is the point; nothing here is secret)
    born = now - timedelta(days=230)
    user_id = identity(chance)
    instances = tuple(_instance(chance, place, born) for place in range(len(_INSTANCES)))
    contacts = tuple(_contact(chance, place, born) for place in range(CONTACTS))
    groups = _groups(chance, contacts, born)
    templates = tuple(_template(chance, place, born) for place in range(len(TEMPLATES)))
    return World(
        options=options,
        switches=switches,
        chance=chance,
        user_id=user_id,
        born=born,
        instances={instance.id: instance for instance in instances[: _SHOWN[options.numbers]]},
        contacts={contact.id: contact for contact in contacts},
        groups={group.id: group for group in groups},
        templates={template.id: template for template in templates},
    )


def _instance(chance: Random, place: int, born: datetime) -> Instance:
    name, number, connected, business, stable = _INSTANCES[place]
    made = born + timedelta(days=place)
    return Instance(identity(chance), name, number, connected, business, stable, made, made + timedelta(minutes=10))


def _contact(chance: Random, place: int, born: datetime) -> Contact:
    made = born + timedelta(days=3, hours=17 * place)
    # The first one is the demo's own operator, so that a test send has somewhere to go.
    return Contact(
        id=identity(chance),
        name=people.name(chance) if place else "Awa Doe",
        phone=people.phone(place + 1),
        tags=people.tags(chance),
        temperature=people.temperature(chance),
        meta={},
        created_at=made,
        updated_at=made,
    )


def _groups(chance: Random, contacts: tuple[Contact, ...], born: datetime) -> tuple[Group, ...]:
    def tagged(tag: str) -> tuple[str, ...]:
        return tuple(contact.id for contact in contacts if tag in contact.tags)

    described = (
        ("VIP", "Les meilleures clientes", "#facc15", tagged("vip")),
        ("Clientes fidèles", "Au moins trois achats", "#22c55e", tagged("client")[:90]),
        ("Porto-Novo", "Livraison le mardi", "#3b82f6", tagged("Porto-Novo")),
        ("Nouveautés 🎉👗", "Veulent voir les arrivages", "#ec4899", tagged("newsletter")),
        (LONG_GROUP, None, None, tuple(contact.id for contact in contacts[40:75])),
        ("À rappeler", "Vide pour le moment", "#94a3b8", ()),
        ("Équipe", "Pour essayer avant d’envoyer", "#a855f7", tuple(contact.id for contact in contacts[:3])),
    )
    return tuple(
        Group(identity(chance), name, description, color, members, born + timedelta(days=10 + place))
        for place, (name, description, color, members) in enumerate(described)
    )


def _template(chance: Random, place: int, born: datetime) -> Template:
    name, kind, body, media_url = TEMPLATES[place]
    made = born + timedelta(days=5 * place + 1)
    return Template(identity(chance), name, kind, body, media_url, made, made)
