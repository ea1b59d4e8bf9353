"""The documents that are made from the code and the locks say what these say today."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from docs import licences

ROOT = Path(__file__).parents[2]
MAKE = "run make documents"


def test_the_state_diagram_is_that_of_the_code() -> None:
    """In a process of its own: measuring coverage would make the trying several times slower."""
    code = subprocess.run([sys.executable, "-m", "docs.states", "--check"], cwd=ROOT, check=False).returncode

    assert code == 0, MAKE


def test_the_list_of_licences_is_that_of_the_lock() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), MAKE


def test_what_is_listed_is_what_is_installed_and_each_package_has_a_licence() -> None:
    locked = licences.locked()

    assert len(locked) > 20
    assert locked == tuple((name, version(name)) for name, _ in locked)
    assert all(licences.licence(name) for name, _ in locked)


def test_a_package_without_a_licence_is_not_passed_over() -> None:
    with pytest.raises(licences.NoLicenceError):
        licences.licence("campaign-bot")


def test_only_what_runs_is_listed_not_what_builds_or_tests(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("one==1.0 \\\n    --hash=sha256:00\ntwo==2.0.1 ; sys_platform == 'win32' \\\n", encoding="utf-8")

    assert licences.locked((lock,)) == (("one", "1.0"), ("two", "2.0.1"))
    assert not {"hatchling", "pytest", "pip-audit"} & {name for name, _ in licences.locked()}
