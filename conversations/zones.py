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
