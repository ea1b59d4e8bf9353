"""The invented people of the demo's workspace: names, tags and numbers that belong to nobody."""

from random import Random

FIRST_NAMES = (
    "Awa",
    "Fatou",
    "Aminata",
    "Kossi",
    "Kodjo",
    "Afi",
    "Adjoa",
    "Sènan",
    "Mariam",
    "Ousmane",
    "Ibrahima",
    "Moussa",
    "Aïssatou",
    "Bintou",
    "Cheikh",
    "Djénéba",
    "Élisabeth",
    "Féniosi",
    "Gildas",
    "Hippolyte",
    "Inès",
    "Jean-Baptiste",
    "Koffi",
    "Léontine",
    "Mamadou",
    "N’Deye",
    "Olatundé",
    "Parfait",
    "Rokhaya",
    "Sylvie",
    "Tchalla",
    "Ulrich",
    "Véronique",
    "Wilfried",
    "Yacine",
    "Zénabou",
    "Chloé",
    "Camille",
    "Hélène",
    "Thérèse",
    "Benoît",
    "François",
    "Marc-Antoine",
    "Océane",
    "Noé",
)
LAST_NAMES = (
    "Doe",
    "Adjovi",
    "Hounkpatin",
    "Dossou",
    "Agbodjan",
    "Mensah",
    "Traoré",
    "Diallo",
    "Ndiaye",
    "Koné",
    "Ouédraogo",
    "Sawadogo",
    "Bâ",
    "Sow",
    "Kouassi",
    "Zinsou",
    "Ahouansou",
    "Gbaguidi",
    "Houngbédji",
    "Lawson",
    "Akakpo",
    "Cissé",
    "Coulibaly",
    "Martin",
    "Lefèvre",
    "Dupré",
    "Garçon",
    "Bœuf",
    "Moreau",
    "D’Almeida",
    "De Souza",
    "Quenum",
    "Soglo",
    "Tossou",
    "Vodounou",
)
LONG_TAG = "clients-rencontres-au-grand-marche-de-dantokpa-en-avril-2026"
SPACED_TAG = "fidèles du samedi"

# Out of a hundred contacts, how many bear the tag.
_TAGGED = (("client", 60), ("newsletter", 40), ("vip", 12), ("Porto-Novo", 18), (SPACED_TAG, 9), (LONG_TAG, 4))
_TEMPERATURES = (None, "cold", "warm", "warm", "hot")


def name(chance: Random) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"


def phone(place: int) -> str:
    """Give each contact a number that nobody can have.

    +33 6 39 98 is set aside for fiction in France; Benin has no such range, but no number there goes on with 00.
    """
    return f"+3363998{place:04d}" if place % 3 == 0 else f"+22901000{place:05d}"


def tags(chance: Random) -> tuple[str, ...]:
    return tuple(tag for tag, share in _TAGGED if chance.randrange(100) < share)


def temperature(chance: Random) -> str | None:
    return chance.choice(_TEMPERATURES)
