"""The deployment files, read as those read them who use them."""

import os
import socket
import threading
import tomllib
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Protocol

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def version(root: Path) -> str:
    return str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


@pytest.fixture
def dockerfile(root: Path) -> tuple[tuple[str, str], ...]:
    """Return the instructions of the Dockerfile in their order, each with all that follows it."""
    lines = (root / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    words = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return tuple((name, rest.strip()) for name, _, rest in words)


@pytest.fixture
def compose(root: Path) -> dict[str, dict[str, dict[str, object]]]:
    read = yaml.safe_load((root / "compose.yaml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


class Program(Protocol):
    def __call__(self, name: str, script: str) -> str: ...


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Write a program that plays another one, and return its path."""
    folder = tmp_path / "programs"
    folder.mkdir()

    def write(name: str, script: str) -> str:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return write


@pytest.fixture
def search_path(tmp_path: Path) -> str:
    """Return a PATH on which the programs of this test come first."""
    return f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Listen, and never answer; what asks runs into its own end."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


class _Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(HTTPStatus.OK if self.path == "/healthz" else HTTPStatus.NOT_FOUND)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """Keep still."""


@pytest.fixture
def healthy_port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), _Healthy) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
