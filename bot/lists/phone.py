"""Phone numbers as people write them, read as E.164: `06 39 98 00 01` in France is `+33639980001`.

A number is taken when it has the form of its country's numbers. Whether it is in use is not asked: operators open new
ranges faster than tables of them are renewed, and only WhatsApp knows who is reached.
"""

import re
import unicodedata
from functools import lru_cache

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    NumberParseException,
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    example_number_for_type,
    format_number,
    is_valid_number,
    national_significant_number,
    parse,
    region_code_for_number,
)

FEWEST_DIGITS = 5
# Fifteen in E.164, and the two zeros before them.
MOST_DIGITS = 17
SEPARATORS = r"\s().\-\u2010-\u2015\u2212/·•’'"
_SCHEME = re.compile(r"(?:tel|whatsapp):\s*", re.IGNORECASE)
_WRITTEN = re.compile(rf"\+?[\d{SEPARATORS}]+", re.ASCII)
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_NOT_DIGIT = re.compile(r"[^0-9]")
# Where numbers have eight digits, many dates have their form.
_DATE = re.compile(
    r"(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
# As spreadsheets write whole numbers that they keep as fractions.
_WHOLE = re.compile(r"(\d{7,15})[.,]00?")
_SCIENTIFIC = re.compile(r"(\d)[.,](\d{6,14})[eE]\+?(\d{1,2})")
# Longer than this, digits without a sign of their country may be an international number without its plus.
_LONGEST_NATIONAL = 10
# Of a range that is kept for fiction.
_EXAMPLE = "+33 6 39 98 00 01"

_BENIN = 229
_BENIN_OLD_LENGTH = 8
# Since 30 November 2024 each number of Benin has "01" before the eight digits it had.
_BENIN_PREFIX = "01"


def e164(written: str, country: str | None) -> str | None:
    """Return the one number that a text is, read in a country where it does not name one; None when it is not one."""
    text = _SCHEME.sub("", legible(written), count=1)
    text = text if _WRITTEN.fullmatch(text) and not _WHOLE.fullmatch(text) else _from_spreadsheet(text)
    if _DATE.match(text):
        return None
    international = text.startswith("+")
    digits = _NOT_DIGIT.sub("", text)
    if international or digits.startswith("00"):
        digits = _NOT_DIGIT.sub("", _TRUNK_ZERO.sub("", text))
        return _settled(digits.removeprefix("00"), None) if _likely(digits) else None
    return _national(digits, country) if _likely(digits) else None


def country_of(phone: str) -> str | None:
    """Return the country of a number in E.164 or of a calling code, as an ISO code.

    Of several that share a code it is the largest.
    """
    try:
        parsed = parse(phone)
    except NumberParseException:
        code = phone.removeprefix("+")
        regions_of_code = COUNTRY_CODE_TO_REGION_CODE.get(int(code), ()) if code.isdecimal() else ()
        return next((region for region in regions_of_code if region != "001"), None)
    regions = [region for region in COUNTRY_CODE_TO_REGION_CODE.get(parsed.country_code or 0, ()) if region != "001"]
    region = region_code_for_number(parsed)
    return region if region in regions else next(iter(regions), None)


def example_of(country: str | None) -> str:
    """Return how a mobile number of a country is written, to be shown as an example."""
    known = example_number_for_type(country.upper(), PhoneNumberType.MOBILE) if country else None
    return format_number(known, PhoneNumberFormat.INTERNATIONAL) if known else _EXAMPLE


def legible(text: str) -> str:
    """Return a text with the digits of every script as 0 to 9 and without invisible characters, blanks trimmed."""
    if text.isascii():
        return text.strip()
    return "".join(map(_legible_character, text)).strip()


def digits_in(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _legible_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return " "
    if character == "\uff0b":
        return "+"
    # Phones put marks of writing direction around the numbers they copy. Joiners belong to names and emoji.
    invisible = unicodedata.category(character) == "Cf" and character not in "\u200c\u200d"
    return "" if invisible else character


def _from_spreadsheet(text: str) -> str:
    """Return the digits of a number that a spreadsheet wrote as a fraction, or nothing when some are lost."""
    whole = _WHOLE.fullmatch(text)
    if whole:
        return whole[1]
    scientific = _SCIENTIFIC.fullmatch(text)
    return scientific[1] + scientific[2] if scientific and len(scientific[2]) == int(scientific[3]) else ""


def _likely(digits: str) -> bool:
    return FEWEST_DIGITS <= len(digits) <= MOST_DIGITS


def _national(digits: str, country: str | None) -> str | None:
    """Read a number written without sign of its country: a national one, or an international one without its plus."""
    region = country.upper() if country else None
    found = None
    if region:
        # Spreadsheets take the zero away that begins the numbers of some countries.
        found = _settled(digits, region) or _settled(f"0{digits}", region)
    return found or (_settled(digits, None) if len(digits) > _LONGEST_NATIONAL else None)


def _settled(digits: str, region: str | None) -> str | None:
    try:
        parsed = parse(digits if region else f"+{digits}", region)
        if parsed.country_code == _BENIN and len(national_significant_number(parsed)) == _BENIN_OLD_LENGTH:
            parsed = parse(f"+{_BENIN}{_BENIN_PREFIX}{national_significant_number(parsed)}")
            return _formatted(parsed) if is_valid_number(parsed) else None
    except NumberParseException:
        return None
    return _formatted(parsed) if _in_form(parsed) else None


def _formatted(parsed: PhoneNumber) -> str:
    return format_number(parsed, PhoneNumberFormat.E164)


def _in_form(parsed: PhoneNumber) -> bool:
    national = national_significant_number(parsed)
    return any(form.fullmatch(national) for form in _forms(parsed.country_code or 0))


@lru_cache
def _forms(country_code: int) -> tuple[re.Pattern[str], ...]:
    """Return the forms of the numbers of all countries that share a code."""
    known = (PhoneMetadata.metadata_for_region(region) for region in COUNTRY_CODE_TO_REGION_CODE.get(country_code, ()))
    return tuple(
        re.compile(metadata.general_desc.national_number_pattern)
        for metadata in known
        if metadata and metadata.general_desc and metadata.general_desc.national_number_pattern
    )
