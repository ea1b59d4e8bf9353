"""What the browser is given: the page's own files, and nothing beside them."""

import re
from html.parser import HTMLParser

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.page.files import FOLDER, routes


async def get(path: str) -> tuple[int, str, str]:
    application = web.Application()
    application.add_routes(routes())
    async with TestClient(TestServer(application)) as client:
        answer = await client.get(path)
        return answer.status, answer.headers.get("Content-Type", ""), answer.headers.get("Content-Security-Policy", "")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/page/app.mjs", "text/javascript; charset=utf-8"),
        ("/page/words/fr.mjs", "text/javascript; charset=utf-8"),
        ("/page/style/colors.css", "text/css; charset=utf-8"),
        ("/page/icon.svg", "image/svg+xml; charset=utf-8"),
    ],
)
async def test_a_file_comes_with_its_kind_and_may_run_no_foreign_script(path: str, kind: str) -> None:
    status, given, policy = await get(path)

    assert (status, given) == (200, kind)
    assert "default-src 'none'; script-src 'self';" in policy


@pytest.mark.parametrize(
    "path",
    ["/page/files.py", "/page/../../__main__.py", "/page/%2e%2e/%2e%2e/__init__.py", "/page/style", "/page/none.mjs"],
)
async def test_nothing_else_is_given_away(path: str) -> None:
    status, _, _ = await get(path)

    assert status == 404


class _Sheets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [
            value for name, value in attrs if name in {"src", "href"} and value and tag in {"link", "script"}
        ]


def test_the_page_links_every_style_sheet_and_nothing_from_elsewhere() -> None:
    parser = _Sheets()
    parser.feed((FOLDER / "index.html").read_text())

    sheets = {f"/page/style/{path.name}" for path in FOLDER.glob("style/*.css")}
    assert set(parser.addresses) == sheets | {"/page/app.mjs", "/page/icon.svg"}


def test_every_module_is_imported_by_another_and_every_import_exists() -> None:
    modules = {path.resolve() for path in FOLDER.rglob("*.mjs")}
    imported = {
        (path.parent / name).resolve() for path in modules for name in re.findall(r'from "(\.[^"]+)"', path.read_text())
    }

    assert imported == modules - {FOLDER.resolve() / "app.mjs"}


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        path.name: len(path.read_text().splitlines())
        for path in FOLDER.rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    }

    assert max(lengths.values()) <= 300
