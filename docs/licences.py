"""Writes docs/licences.md: what the bot runs with, and under which licences. Run `make documents`."""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import metadata
from pathlib import Path

PAGE = Path(__file__).parent / "licences.md"
REQUIREMENTS = Path(__file__).parent.parent / "requirements"
LOCKS = tuple(REQUIREMENTS / name for name in ("run.txt", "metrics.txt", "s3.txt"))
# Names that packages used before there was one name for each licence: https://spdx.org/licenses/
SPDX = {"Apache 2.0": "Apache-2.0", "License :: OSI Approved :: MIT License": "MIT"}
# Those that ask something of whoever passes the program on, beyond naming it.
ASKING = {"LGPL-3.0-only", "MPL-2.0"}
LONGEST = 40


class NoLicenceError(Exception):
    """A package does not say under which licence it is."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} does not say under which licence it is")
        self.package = package


def locked(locks: Sequence[Path] = LOCKS) -> tuple[tuple[str, str], ...]:
    """Return name and version of each package in the locks."""
    written = "\n".join(lock.read_text(encoding="utf-8") for lock in locks)
    found = re.finditer(r"^([A-Za-z0-9._-]+)==([^\s;]+)", written, re.MULTILINE)
    # Two locks may name the same package.
    return tuple(dict.fromkeys((name, version) for name, version in (match.groups() for match in found)))


def licence(package: str) -> str:
    """Return the licence as the installed package states it. Raises NoLicenceError."""
    about = metadata(package)
    said = next((about[field] for field in ("License-Expression", "License") if field in about), "")
    classified = [one for one in about.get_all("Classifier", []) if one in SPDX]
    said = said or next(iter(classified), "")
    if not said or len(said) > LONGEST:
        raise NoLicenceError(package)
    return SPDX.get(said, said)


def page() -> str:
    """Return the whole document."""
    rows = [(name, version, licence(name)) for name, version in locked()]
    asking = ", ".join(f"`{name}` ({under})" for name, _, under in rows if under in ASKING)
    return "\n".join(
        (
            "# Licences of what the bot runs with",
            "",
            "Written by `docs/licences.py` from `run.txt`, `metrics.txt` and `s3.txt` in `requirements/`, and from",
            "what each package says of itself; `make documents` writes it anew, and a test fails when they differ.",
            "",
            "All are used unchanged, as packages of their own; each licence's text lies in its package, or where that",
            "lacks it in its repository. Two kinds ask something of whoever passes the program on, in an image for",
            "instance: that the source of the package can be had and, with the LGPL, that another version of it can be",
            "put in its place. Here these are:",
            f"{asking}.",
            "",
            "| Package | Version | Licence |",
            "|---|---|---|",
            *(f"| {name} | {version} | {under} |" for name, version, under in rows),
            "",
        )
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
