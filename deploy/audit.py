"""Asks whether what the bot runs with is known to be vulnerable, and says plainly when nobody could be asked.

pip-audit says "no known vulnerabilities" also of packages that it could learn nothing about: so each is counted here.
Exit codes: 0 all were looked up and none is known, 1 some are known, 3 not all could be looked up.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

SOME_KNOWN, NOT_ASKED = 1, 3
LONGEST_SECONDS = 300
ROOT = Path(__file__).parent.parent
LOCKS = tuple(ROOT / "requirements" / name for name in ("run.txt", "metrics.txt", "s3.txt"))
AUDITOR = (sys.executable, "-m", "pip_audit")
NOBODY = "NOT AUDITED: the vulnerability service could not be reached, so nothing is known about"


def locked(locks: Sequence[Path]) -> tuple[str, ...]:
    """Return the packages that the locks name."""
    lines = (line for lock in locks for line in lock.read_text(encoding="utf-8").splitlines())
    return tuple(line.split("==")[0] for line in lines if "==" in line)


@dataclass(frozen=True, slots=True)
class Known:
    """A weakness that is known of a package, and the versions in which it is mended."""

    package: str
    name: str
    mended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Which packages were looked up, and what is known of them."""

    looked_up: frozenset[str]
    known: tuple[Known, ...]


def audit(auditor: Sequence[str], locks: Sequence[Path], write: Callable[[str], object]) -> int:
    """Look up every package of the locks and write what is known; return the exit code."""
    names, findings = locked(locks), _look_up(auditor, locks)
    for known in findings.known:
        write(f"KNOWN: {known.package}: {known.name}, mended in {', '.join(known.mended) or 'no version yet'}\n")
    unasked = [name for name in names if name not in findings.looked_up]
    if unasked:
        write(f"{NOBODY} {len(unasked)} of {len(names)} packages: {', '.join(unasked)}\n")
    elif not findings.known:
        write(f"{len(names)} packages were looked up, none is known to be vulnerable\n")
    if findings.known:
        return SOME_KNOWN
    return NOT_ASKED if unasked else 0


def _look_up(auditor: Sequence[str], locks: Sequence[Path]) -> Findings:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
        try:
            subprocess.run(  # noqa: S603 - the command is ours
                (*auditor, *options, "--output", report, *(part for lock in locks for part in ("--requirement", lock))),
                check=False,
                capture_output=True,
                timeout=LONGEST_SECONDS,
            )
            packages = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
        except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
            packages = []
    # One that was not looked up has a "skip_reason" in the place of its "vulns".
    asked = [package for package in packages if "vulns" in package]
    return Findings(
        frozenset(package["name"] for package in asked),
        tuple(
            Known(f"{package['name']} {package['version']}", found["id"], tuple(found["fix_versions"]))
            for package in asked
            for found in package["vulns"]
        ),
    )


if __name__ == "__main__":
    sys.exit(audit(AUDITOR, LOCKS, sys.stdout.write))
