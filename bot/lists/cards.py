"""Contacts as phones export them: vCard 2.1, 3.0 and 4.0."""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.lists.decoding import decoded
from bot.lists.lines import found_in
from bot.lists.names import name_of
from bot.lists.number_list import Entry, Finding, misread
from bot.lists.phone import e164

_BEGIN = "BEGIN:VCARD"
_NAMELESS = "vCard"
# A parameter's value may be quoted, and then hold colons and semicolons.
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
# Longer ones are pictures and sounds.
_LONGEST_PROPERTY = 10_000
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NOT_ESCAPED_SEMICOLON = re.compile(r"(?<!\\);")
_NOT_FOR_PEOPLE = {"fax", "pager", "modem", "bbs"}
_SURELY_FOR_PEOPLE = {"cell", "voice", "text", "msg"}


def are_cards(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n")[: len(_BEGIN)].upper() == _BEGIN


def read_cards(text: str, country: str | None) -> Iterator[Iterator[Finding]]:
    """Read every card: each of its numbers, fax machines and pagers aside; a card without one is not hidden."""
    card = _Card()
    for line in _unfolded(text.splitlines()):
        found = _PROPERTY.fullmatch(line) if len(line) <= _LONGEST_PROPERTY else None
        if found is None:
            continue
        name, parameters, value = found[1].upper(), _parameters(found[2]), found[3]
        value = _plain(value, parameters)
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            card = _Card()
        elif name == "END" and value.strip().upper() == "VCARD":
            yield card.findings(country)
            card = _Card()
        else:
            card.take(name, parameters, value)


_Parameters = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Card:
    """One card while it is read."""

    formatted: str = ""
    parts: tuple[str, ...] = ()
    organization: str = ""
    phones: list[tuple[str, str]] = field(default_factory=list)

    def take(self, name: str, parameters: _Parameters, value: str) -> None:
        match name:
            case "FN":
                self.formatted = self.formatted or _unescaped(value)
            case "N":
                family, given, *_ = (*map(_unescaped, _NOT_ESCAPED_SEMICOLON.split(value)), "", "")
                self.parts = self.parts or (given, family)
            case "ORG":
                self.organization = self.organization or _unescaped(_NOT_ESCAPED_SEMICOLON.split(value)[0])
            case "TEL":
                kinds = {kind.lower() for kind in (*parameters.get("TYPE", ()), *parameters.get("", ()))}
                if not kinds & _NOT_FOR_PEOPLE or kinds & _SURELY_FOR_PEOPLE:
                    # WhatsApp writes the number it knows beside the one that is shown.
                    known = "".join(parameters.get("WAID", ()))
                    self.phones.append((f"+{known}" if known else "", _unescaped(value).partition(";")[0]))
            case _:
                pass  # addresses, birthdays, pictures

    def findings(self, country: str | None) -> Iterator[Finding]:
        name = name_of(self.formatted) or name_of(*self.parts) or name_of(self.organization)
        for known, written in self.phones:
            number = e164(known, None) or e164(written, country)
            numbers = (number,) if number else found_in(written, country).numbers
            yield from (Entry(number, name) for number in numbers)
            if not numbers and written.strip():
                yield misread(written, name)
        if not self.phones:
            yield name or _NAMELESS


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Join what was cut to fit a width: by a blank at the start of a line, or in 2.1 by an equals sign at its end."""
    parts = [""]
    quoted = False
    for line in lines:
        if quoted and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in {" ", "\t"}:
            parts.append(line[1:])
        else:
            yield "".join(parts)
            parts = [line]
            quoted = "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
    yield "".join(parts)


def _parameters(written: str) -> _Parameters:
    """Return the parameters of a property by name; those of 2.1, which have none, together under no name."""
    found: dict[str, tuple[str, ...]] = {}
    for parameter in _PARAMETER.findall(written):
        name, equals, value = parameter.partition("=")
        name, value = (name.upper(), value) if equals else ("", name)
        found[name] = (*found.get(name, ()), *(word.strip() for word in value.strip('"').split(",")))
    return found


def _plain(value: str, parameters: _Parameters) -> str:
    codings = {word.upper() for word in (*parameters.get("ENCODING", ()), *parameters.get("", ()))}
    if not codings & {"QUOTED-PRINTABLE", "Q"}:
        return value
    return decoded(quopri.decodestring(value.encode("utf-8", "surrogatepass"))) or ""


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
