"""Who may import whom, and how the files are cut: the shape that everything else relies upon."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("conversations", "storage", "bot")
ALLOWED = {
    "conversations": {"conversations"},
    "storage": {"storage", "conversations", "aiosqlite", "pydantic"},
}
IMPURE = {"asyncio", "logging", "os", "random", "time", "secrets", "socket", "threading", "subprocess", "sqlite3"}
MOST_LINES = 300
NAMELESS = {"utils", "util", "common", "misc", "helpers", "base", "core", "tools"}
SUFFIXES = {".py", ".mjs", ".js", ".css", ".html"}


def sources(*roots: str, suffixes: frozenset[str] = frozenset({".py"})) -> list[Path]:
    found = (path for root in roots for path in (ROOT / root).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if "__pycache__" not in path.parts)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The top-level packages a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.ImportFrom():
                yield f"a relative import at line {node.lineno}"
            case _:
                pass  # imports nothing


def test_the_sources_are_found() -> None:
    assert all(len(sources(package)) > 1 for package in PACKAGES)


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_what_its_place_allows(package: str) -> None:
    allowed = ALLOWED[package] | sys.stdlib_module_names
    strays = {(named(path), name) for path in sources(package) for name in imported(path) if name not in allowed}

    assert strays == set()


def test_the_conversation_knows_neither_clock_nor_chance_nor_the_world() -> None:
    impure = {(named(path), name) for path in sources("conversations") for name in imported(path) if name in IMPURE}

    assert impure == set()


def test_the_conversation_asks_no_clock_for_the_time() -> None:
    """`datetime.now` and its like would make the same arguments give different results."""
    asked = {
        (named(path), node.attr)
        for path in sources("conversations")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"} and _of_a_class(node)
    }

    assert asked == set()


def test_nobody_imports_the_bot() -> None:
    importers = {named(path) for path in sources("conversations", "storage") if "bot" in imported(path)}

    assert importers == set()


def test_the_conversation_is_not_asynchronous() -> None:
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    found = {
        (named(path), node.lineno)
        for path in sources("conversations")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, waiting)
    }

    assert found == set()


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    files = sources(*PACKAGES, "tests", suffixes=frozenset(SUFFIXES))
    long = {named(path): lines for path in files if (lines := _lines(path)) > MOST_LINES}

    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [named(path) for path in sources(*PACKAGES) if path.stem in NAMELESS] == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        named(path)
        for path in sources(*PACKAGES)
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]

    assert silent == []


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _of_a_class(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}
