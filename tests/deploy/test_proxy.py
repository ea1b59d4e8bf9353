"""The proxy's file, in Caddy's own hands, before a server that tells what reached it."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CADDY = shutil.which("caddy")
needs_caddy = pytest.mark.skipif(CADDY is None, reason="caddy is not on this machine")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def proxy(root: Path, tmp_path: Path, healthy_port: int) -> Iterator[int]:
    """Run Caddy before the healthy server, without TLS; return its port."""
    assert CADDY is not None
    port = free_port()
    environment = {
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "BOT": f"127.0.0.1:{healthy_port}",
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    command = [CADDY, "run", "--config", str(root / "deploy" / "Caddyfile"), "--adapter", "caddyfile"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:  # noqa: S603 - Caddy
        try:
            _wait_for(port)
            yield port
        finally:
            running.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("Caddy did not come up")


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@needs_caddy
def test_the_bot_is_reached_and_the_proxy_does_not_name_itself(proxy: int) -> None:
    answer = ask(proxy, "/healthz")

    assert answer.status == 200
    assert answer.getheader("Via") is None


@needs_caddy
@pytest.mark.parametrize(
    "path", ["/metrics", "/metrics/", "/METRICS", "//metrics", "/%6Detrics", "/readyz", "/readyz?x"]
)
def test_how_the_bot_is_doing_is_not_told_outside(proxy: int, path: str) -> None:
    answer = ask(proxy, path)

    assert answer.status == 404
    # The healthy server would have said who it is.
    assert not (answer.getheader("Server") or "").startswith("BaseHTTP")


def test_the_inner_addresses_are_named_where_the_bot_names_them(root: Path) -> None:
    text = (root / "deploy" / "Caddyfile").read_text(encoding="utf-8")

    assert "@inside path /metrics /metrics/* /readyz /readyz/*" in text
    assert "respond @inside 404" in text
