"""Time zones by the names people use: a city or a country, in French or English, or the number they call from."""

from conversations.zones.names import city
from conversations.zones.numbers import calling_code_of, zone_of_number
from conversations.zones.search import Matches, find_zones

__all__ = ["Matches", "calling_code_of", "city", "find_zones", "zone_of_number"]
