"""Time zones by the names people use."""

from zoneinfo import available_timezones

from conversations.words import Language


def city(zone: str, language: Language) -> str:  # noqa: ARG001 - exceptions follow
    """Return the city an IANA zone is named after."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def find_zones(phrase: str) -> tuple[str, ...]:
    """Return the zones a phrase may mean, best first."""
    wanted = phrase.strip().casefold().replace(" ", "_")
    return tuple(sorted(zone for zone in available_timezones() if wanted and wanted in zone.casefold()))[:6]


def zone_of_number(phone: str) -> tuple[str, ...]:
    """Return the zones of the country an E.164 number belongs to."""
    known = {"+229": ("Africa/Porto-Novo",), "+33": ("Europe/Paris",)}
    return next((zones for code, zones in known.items() if phone.startswith(code)), ())
