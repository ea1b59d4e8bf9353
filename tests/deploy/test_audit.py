"""`make audit` counts what was looked up: silence of the service is never taken for good news."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from deploy.audit import LOCKS, audit, locked
from tests.deploy.conftest import Program

GOOD = {"name": "good", "version": "1.0", "vulns": []}
BAD = {
    "name": "bad",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.1"], "aliases": [], "description": "long"}],
}
SKIPPED = {"name": "bad", "skip_reason": "Dependency not found on PyPI and could not be audited: bad (2.0)"}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text("good==1.0 \\\n    --hash=sha256:00\nbad==2.0 \\\n    --hash=sha256:00\n", encoding="utf-8")
    return path


def saying(program: Program, code: int, *packages: Mapping[str, object]) -> tuple[str]:
    """Play an auditor that reports this and ends with that code, as pip-audit does."""
    report = json.dumps({"dependencies": packages, "fixes": []})
    find_output = 'while [ "$1" != --output ]; do shift; done'
    return (program("auditor", f"{find_output}\ncat >\"$2\" <<'END'\n{report}\nEND\nexit {code}"),)


def said(auditor: tuple[str, ...], lock: Path) -> tuple[int, str]:
    lines: list[str] = []
    code = audit(auditor, (lock,), lines.append)
    return code, "".join(lines)


def test_the_bots_own_locks_are_read_whole() -> None:
    versions = sum(lock.read_text(encoding="utf-8").count("==") for lock in LOCKS)

    assert len(locked(LOCKS)) == versions > 20
    assert {"aiohttp", "httpx", "python-telegram-bot", "prometheus-client"} <= set(locked(LOCKS))


def test_all_looked_up_and_none_known_is_good(program: Program, lock: Path) -> None:
    answer = said(saying(program, 0, GOOD, {**BAD, "vulns": []}), lock)

    assert answer == (0, "2 packages were looked up, none is known to be vulnerable\n")


def test_what_is_known_is_named_with_the_version_that_mends_it(program: Program, lock: Path) -> None:
    answer = said(saying(program, 1, GOOD, BAD), lock)

    assert answer == (1, "KNOWN: bad 2.0: PYSEC-2026-1, mended in 2.1\n")


def test_packages_the_service_says_nothing_of_are_not_taken_for_safe(program: Program, lock: Path) -> None:
    """pip-audit ends with 0 and "No known vulnerabilities found" then."""
    code, text = said(saying(program, 0, GOOD, SKIPPED), lock)

    assert code == 3
    assert text.startswith("NOT AUDITED: the vulnerability service could not be reached")
    assert text.endswith("1 of 2 packages: bad\n")


def test_an_auditor_that_fails_or_is_missing_means_that_nobody_was_asked(program: Program, lock: Path) -> None:
    failing = said((program("auditor", "exit 1"),), lock)
    missing = said((str(lock.parent / "no such program"),), lock)

    assert failing == missing
    assert failing[0] == 3
    assert failing[1].endswith("2 of 2 packages: good, bad\n")


def test_what_is_known_counts_more_than_what_could_not_be_asked(program: Program, lock: Path) -> None:
    code, text = said(saying(program, 1, BAD), lock)

    assert code == 1
    assert "PYSEC-2026-1" in text
    assert text.endswith("1 of 2 packages: good\n")
