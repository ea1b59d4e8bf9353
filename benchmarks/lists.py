"""What it costs to read lists of 50,000 phone numbers: seconds, and memory at the peak."""  # a script, run by its path

import io
import sys
import tracemalloc
from collections.abc import Callable
from time import perf_counter

from openpyxl import Workbook  # type: ignore[import-untyped]  # openpyxl publishes no types

from bot.lists import NumberList, Unreadable, read_file

LINES = 50_000
ROUNDS = 3
# The ranges of France that are kept for fiction, of ten thousand numbers each.
RANGES = ("06 39 98", "01 99 00", "02 61 91", "03 53 01", "04 65 71")
NUMBERS = tuple(f"{RANGES[at // 10_000]} {at // 100 % 100:02d} {at % 100:02d}" for at in range(LINES))
NAMES = ("Awa Doe", "Zoé Diop", "Bob", "Élise Martin", "Kofi")


def csv_file(separator: str, encoding: str) -> bytes:
    lines = (
        separator.join((NAMES[at % 5], f"client{at}@shop.example", f"{75_000 + at % 100}", number))
        for at, number in enumerate(NUMBERS)
    )
    return "\n".join((separator.join(("Nom", "Courriel", "Code postal", "Téléphone")), *lines)).encode(encoding)


def text_file() -> bytes:
    return "\n".join(f"{at + 1}. {NAMES[at % 5]} : {number}" for at, number in enumerate(NUMBERS)).encode()


def one_line() -> bytes:
    return ", ".join(NUMBERS).encode()


def cards() -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{NAMES[at % 5]}\r\nTEL;TYPE=CELL:{number}\r\nEND:VCARD\r\n"
        for at, number in enumerate(NUMBERS)
    ).encode()


def workbook() -> bytes:
    written = Workbook(write_only=True)
    sheet = written.create_sheet()
    sheet.append(("Nom", "Courriel", "Code postal", "Téléphone"))
    for at, number in enumerate(NUMBERS):
        whole = float("33" + number.replace(" ", "")[1:])
        sheet.append((NAMES[at % 5], f"client{at}@shop.example", 75_000 + at % 100, whole))
    octets = io.BytesIO()
    written.save(octets)
    return octets.getvalue()


LISTS: dict[str, Callable[[], bytes]] = {
    "CSV, UTF-8": lambda: csv_file(";", "utf-8-sig"),
    "CSV, Latin-1": lambda: csv_file(",", "latin-1"),
    "CSV, UTF-16": lambda: csv_file("\t", "utf-16"),
    "TXT": text_file,
    "TXT, one line": one_line,
    "vCard": cards,
    "XLSX": workbook,
}


def reading(content: bytes, name: str) -> tuple[float, NumberList | Unreadable]:
    """Return the seconds that a list takes, best of some rounds, and what was read."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        result = read_file(content, name, "FR")
        best = min(best, perf_counter() - start)
    return best, result


def peak(content: bytes, name: str) -> int:
    """Return the bytes that reading takes at most, beside those of the file."""
    tracemalloc.start()
    read_file(content, name, "FR")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(LISTS)
    for kind in chosen:
        made = LISTS[kind]()
        seconds, result = reading(made, kind)
        read = len(result.entries) if isinstance(result, NumberList) else 0
        print(  # noqa: T201  # what it is for
            f"{kind:14} {len(made) / 1e6:5.1f} MB {seconds:6.2f} s {peak(made, kind) / 1e6:6.1f} MB {read:6} numbers"
        )
