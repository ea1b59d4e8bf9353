"""What the documents name is there: files, headings, commands, settings, tables, figures, and what the bot says."""

import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.figures import Figures
from bot.settings import Settings
from storage.schema import bring_up_to_date

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
# Decisions are never rewritten: what they name may be gone.
PRESENT = tuple(page for page in PAGES if page.name != "decisions.md")
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
CODE = re.compile(r"`([^`\n]+)`")
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
FOLDERS = ("bot/", "conversations/", "storage/", "tests/", "docs/", "deploy/", "requirements/", "benchmarks/")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def commands(page: Path) -> list[str]:
    """Return what a page tells to be run: lines of its shell blocks, and code that begins with a command."""
    written = page.read_text(encoding="utf-8")
    lines = [line.partition("#")[0] for block in SHELL.findall(written) for line in block.splitlines()]
    return [*lines, *CODE.findall(written)]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_link_inside_leads_to_something(page: Path) -> None:
    links = ["".join(found) for found in LINK.findall(page.read_text(encoding="utf-8"))]
    dead: list[str] = []
    for link in links:
        if link.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            dead.append(link)

    assert dead == []


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_each_file_named_is_there(page: Path) -> None:
    names = [name for name in CODE.findall(page.read_text(encoding="utf-8")) if name.startswith(FOLDERS)]

    assert [name for name in names if "*" not in name and not (ROOT / name.split("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_each_verb_of_make_named_exists(page: Path) -> None:
    rules = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    verbs = [verb for line in commands(page) for verb in re.findall(r"(?:^|&& )make (?:-C \S+ )?([a-z]+)", line)]

    assert [verb for verb in verbs if verb not in rules] == []


@pytest.fixture(scope="module")
def subcommands() -> set[str]:
    command = [sys.executable, "-m", "bot", "--help"]
    helped = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - our own program
    return set(re.findall(r"^    ([a-z]+)", helped.stdout, re.MULTILINE))


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_each_command_of_the_bot_named_exists(page: Path, subcommands: set[str]) -> None:
    assert {"run", "check", "backup", "forget"} <= subcommands
    called = re.compile(r"(?:^|bin/|\bbot )campaign-bot ([a-z]+)\b")
    given = [word for line in commands(page) for word in called.findall(line)]

    assert [word for word in given if word not in subcommands] == []


def test_shell_blocks_can_be_read_by_a_shell() -> None:
    for page in PRESENT:
        for block in SHELL.findall(page.read_text(encoding="utf-8")):
            assert shlex.split(block, comments=True), named(page)


def test_each_setting_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|", text("docs/running.md"), re.MULTILINE))
    examples = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text(".env.example"), re.MULTILINE))

    assert rows.keys() == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = rows[name.upper()]
        if default:
            assert examples[name.upper()] == default
        else:
            assert field.is_required() or field.default is None


def test_each_default_that_is_told_is_the_one_in_force() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]*)` \|", text("docs/running.md"), re.MULTILINE))
    plain = {name: field.default for name, field in Settings.model_fields.items() if rows.get(name.upper())}
    plain["quiet_hours"] = "-".join(map(str, plain["quiet_hours"]))
    plain["quiet_sundays"] = str(plain["quiet_sundays"]).lower()

    assert {name: rows[name.upper()] for name in plain} == {name: str(value) for name, value in plain.items()}


def test_privacy_tells_of_every_table_and_of_none_that_is_not_there() -> None:
    connection = sqlite3.connect(":memory:")
    bring_up_to_date(connection)
    tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    connection.close()
    table = text("docs/privacy.md").split("| Table |")[1].split("\n\n")[0]

    assert set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE)) == tables


@pytest.mark.parametrize("setting", [name for name in Settings.model_fields if name.startswith("retention")])
def test_privacy_tells_each_limit_of_time_as_it_is(setting: str) -> None:
    default = Settings.model_fields[setting].default

    assert re.search(rf"`{setting.upper()}`[^|]{{0,3}}\b{default}\b", text("docs/privacy.md"))


def test_each_figure_named_is_counted_and_each_counted_is_named() -> None:
    body, _ = Figures().written(None, None)  # type: ignore[arg-type] # without a census no moment is looked at
    counted = set(re.findall(r"^# TYPE (campaign_bot_\w+) ", body.decode(), re.MULTILINE))
    counted = {name.removesuffix("_created") for name in counted}

    assert set(re.findall(r"`(campaign_bot_\w+)`", text("docs/running.md"))) == counted


def test_what_the_bot_is_quoted_to_say_is_in_its_code() -> None:
    rows = re.findall(r"^\| (`.+) \| ", text("docs/running.md").split("| It says |")[1], re.MULTILINE)
    said = [part for row in rows for part in CODE.findall(row)]
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("bot", "storage")
        for path in sorted((ROOT / folder).rglob("*.py"))
    )

    assert len(said) > 15
    pieces = [piece.strip() for words in said for piece in words.split("…") if piece.strip()]
    assert [piece for piece in pieces if piece not in code] == []


def test_security_states_the_units_exposure_as_it_is_tested() -> None:
    most = re.search(r"MOST_EXPOSED = ([\d.]+)", text("tests/deploy/test_unit.py"))

    assert most is not None
    assert f"exposure of {most[1]} " in text("docs/security.md")
