"""compose.yaml: the bot locked in, the proxy before it, and nothing else open to the world."""

import re
from pathlib import Path

import pytest

Compose = dict[str, dict[str, dict[str, object]]]
Instructions = tuple[tuple[str, str], ...]


def listed(compose: Compose, service: str, key: str) -> list[str]:
    found = compose["services"][service][key]
    assert isinstance(found, list)
    return [str(item) for item in found]


def environment(compose: Compose, service: str) -> dict[str, str]:
    found = compose["services"][service]["environment"]
    assert isinstance(found, dict)
    return {str(name): str(value) for name, value in found.items()}


@pytest.mark.parametrize("service", ["bot", "proxy"])
def test_each_service_has_a_root_that_is_read_only_no_capabilities_and_limits(compose: Compose, service: str) -> None:
    about = compose["services"][service]

    assert about["read_only"] is True
    assert about["cap_drop"] == ["ALL"]
    assert about["security_opt"] == ["no-new-privileges:true"]
    assert {"pids_limit", "mem_limit", "restart", "logging"} <= about.keys()


def test_the_bot_gets_no_capability_back_and_the_proxy_only_that_for_low_ports(compose: Compose) -> None:
    assert "cap_add" not in compose["services"]["bot"]
    assert compose["services"]["proxy"]["cap_add"] == ["NET_BIND_SERVICE"]


def test_images_are_pinned_and_the_bots_bears_the_versions_name(compose: Compose, version: str) -> None:
    assert compose["services"]["bot"]["image"] == f"campaign-bot:{version}"
    # With the registry's name: Podman looks a short one up nowhere.
    assert re.fullmatch(
        r"docker\.io/library/caddy:\d+\.\d+\.\d+-alpine(@sha256:[0-9a-f]{64})?",
        str(compose["services"]["proxy"]["image"]),
    )


def test_only_the_proxys_web_ports_are_published(compose: Compose) -> None:
    assert "ports" not in compose["services"]["bot"]
    assert listed(compose, "proxy", "ports") == ["80:80", "443:443", "443:443/udp"]


def test_user_port_and_database_are_those_of_the_image(compose: Compose, dockerfile: Instructions) -> None:
    image = dict(pair.split("=", 1) for name, rest in dockerfile if name == "ENV" for pair in rest.split())
    bot = environment(compose, "bot")

    assert ("USER", compose["services"]["bot"]["user"]) in dockerfile
    assert (bot["LISTEN"], bot["DATABASE_URL"]) == (image["LISTEN"], image["DATABASE_URL"])
    assert environment(compose, "proxy")["BOT"] == f"bot:{listed(compose, 'bot', 'expose')[0]}"
    assert ("EXPOSE", listed(compose, "bot", "expose")[0]) in dockerfile


def test_what_must_outlive_a_container_is_on_a_volume(compose: Compose) -> None:
    assert listed(compose, "bot", "volumes") == ["bot:/data"]
    assert "certificates:/data" in listed(compose, "proxy", "volumes")
    assert set(compose["volumes"]) == {"bot", "certificates"}


def test_a_missing_address_or_secret_is_said_before_anything_starts(compose: Compose) -> None:
    for service in ("bot", "proxy"):
        assert environment(compose, service)["PUBLIC_URL"].startswith("${PUBLIC_URL:?set PUBLIC_URL in .env")
    assert environment(compose, "bot")["WEBHOOK_SECRET"].startswith("${WEBHOOK_SECRET:?")


def test_no_secret_is_written_into_the_file(root: Path) -> None:
    text = (root / "compose.yaml").read_text(encoding="utf-8")

    assert not re.search(r"msgf_(live|team)_|\d{6,}:[A-Za-z0-9_-]{30,}", text)
    assert "TOKEN" not in text


def test_the_proxys_file_is_there_and_cannot_be_written(compose: Compose, root: Path) -> None:
    mounted = next(volume for volume in listed(compose, "proxy", "volumes") if volume.endswith(":ro"))

    assert (root / mounted.split(":")[0]).is_file()
    assert mounted.split(":")[1] == "/etc/caddy/Caddyfile"
