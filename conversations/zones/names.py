"""The name under which a zone is shown: that of its city, as the language has it."""

from zoneinfo import ZoneInfo

from conversations.spoken.cities import other_names
from conversations.words import Language

# Here the first other name is that of today in both languages, or the key's name says no more than a region.
_RENAMED = frozenset(
    {"Asia/Calcutta", "Asia/Katmandu", "Asia/Rangoon", "Europe/Kiev", "America/Godthab", "Asia/Dacca", "Asia/Thimbu"}
    | {"Africa/Lome", "Africa/Sao_Tome"}
)


def city(zone: str, language: Language) -> str:
    """Return the city an IANA zone is named after: Africa/Porto-Novo is Porto-Novo, Europe/London Londres in French."""
    own, *others = other_names(ZoneInfo(zone))
    if zone in _RENAMED:
        return others[-1]
    return others[0] if language == "fr" and others else own
