from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from conversations.spoken import At, EitherOf, NotRead, OnDay, Reading, Repeats, read_time, reasons
from conversations.words import Day, Said, Several, Text, Value, When

TABLES = Path(__file__).parent / "phrases"


@dataclass(frozen=True, slots=True)
class Row:
    where: str
    zone: ZoneInfo
    now: datetime
    phrase: str
    expected: str


def _rows() -> Iterator[Row]:
    for table in sorted(TABLES.glob("*.txt")):
        zone, now = ZoneInfo("UTC"), None
        for number, line in enumerate(table.read_text(encoding="utf-8").split("\n"), start=1):
            if line.startswith("@ "):
                place, _, local = line.removeprefix("@ ").partition(" ")
                zone = ZoneInfo(place)
                now = datetime.fromisoformat(local).replace(tzinfo=zone)
            elif line.strip() and not line.startswith("# "):
                assert now is not None
                phrase, _, expected = line.rpartition("|")
                yield Row(f"{table.name}:{number}", zone, now, _unescaped(phrase.strip(" ")), expected.strip(" "))


def _unescaped(phrase: str) -> str:
    return phrase.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\" in phrase else phrase


ROWS = tuple(_rows())
NAMES = {id(text): name for name, text in vars(reasons).items() if isinstance(text, Text)}


def instant(row: Row, local: str, fold: int) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=row.zone, fold=fold).astimezone(UTC)


def expected(row: Row) -> Reading | str:
    word, _, rest = row.expected.partition(" ")
    match word:
        case "no":
            return rest
        case "repeats":
            return Repeats(row.phrase)
        case "day":
            return OnDay(date.fromisoformat(rest))
        case "either":
            return EitherOf(instant(row, rest, 0), instant(row, rest, 1))
        case "either-plus":
            hour = timedelta(hours=1)
            return EitherOf(instant(row, rest, 0) + hour, instant(row, rest, 1) + hour)
        case "first":
            return At(instant(row, rest, 0))
        case "second":
            return At(instant(row, rest, 1))
        case _:
            return At(instant(row, row.expected, 0))


def outcome(row: Row) -> tuple[str, str]:
    """Right, asked again, wrong instant or false accept; and what was read instead."""
    wanted = expected(row)
    got = read_time(row.phrase, row.now, row.zone)
    shown: Reading | str = NAMES[id(got.reason.text)] if isinstance(got, NotRead) else got
    if shown == wanted:
        return "right", ""
    text = f"{row.where} {row.phrase!r}: wanted {row.expected}, read {shown}"
    if isinstance(got, NotRead | OnDay | Repeats):
        return "asked again", text
    return ("false accept" if isinstance(wanted, str) else "wrong instant"), text


def test_no_phrase_of_the_table_is_given_a_wrong_instant() -> None:
    unlike = [text for name, text in map(outcome, ROWS) if name in {"wrong instant", "false accept"}]

    assert "\n".join(unlike) == ""


def test_every_phrase_of_the_table_is_read_as_the_rules_say() -> None:
    """The promise is 95 %; what is reached is held."""
    outcomes = [outcome(row) for row in ROWS]

    assert "\n".join(text for name, text in outcomes if name != "right") == ""
    assert Counter(name for name, _ in outcomes) == {"right": len(ROWS)}


def test_the_table_is_as_large_and_as_wide_as_promised() -> None:
    phrases = {row.phrase for row in ROWS}

    assert len(phrases) >= 500
    assert {row.zone.key for row in ROWS} >= {
        "Europe/Paris",
        "Africa/Porto-Novo",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Pacific/Apia",
    }


def quoted(value: Value) -> str:
    match value:
        case Said(values=values):
            return " ".join(quoted(each) for _, each in values)
        case Several(items=items):
            return " ".join(quoted(item) for item in items)
        case _:
            return str(value)


def test_each_reason_is_reached_by_a_phrase_of_the_table() -> None:
    reached = {row.expected.removeprefix("no ") for row in ROWS if row.expected.startswith("no ")}

    assert reached == set(NAMES.values()) - {"QUOTED"}


def test_each_refusal_quotes_what_was_typed_or_names_the_moment_that_is_past() -> None:
    for row in ROWS:
        reading = read_time(row.phrase, row.now, row.zone)
        if not isinstance(reading, NotRead):
            continue
        values = dict(reading.reason.values)
        if reading.reason.text == reasons.PAST:
            moment = values["moment"]
            assert isinstance(moment, Said | Day | When), row.phrase
            assert not isinstance(moment, Said) or quoted(moment) == row.phrase
        else:
            words = quoted(values["words"])
            assert words == " ".join(row.phrase.split()) or all(word in row.phrase for word in words.split()), row
