"""The Dockerfile, and what `make image` says. Built and run it is by deploy/image, where an engine answers."""

import fnmatch
import json
import os
import re
import subprocess
from pathlib import Path

from bot.settings import Settings
from tests.deploy.conftest import Program

Instructions = tuple[tuple[str, str], ...]


def last_stage(dockerfile: Instructions) -> Instructions:
    start = max(at for at, (name, _) in enumerate(dockerfile) if name == "FROM")
    return dockerfile[start:]


def environment(dockerfile: Instructions) -> dict[str, str]:
    pairs = " ".join(rest for name, rest in last_stage(dockerfile) if name == "ENV").split()
    return dict(pair.split("=", 1) for pair in pairs)


def test_every_base_is_named_by_its_whole_version_and_all_by_the_same(dockerfile: Instructions) -> None:
    bases = {rest.split()[0] for name, rest in dockerfile if name == "FROM"}

    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", bases.pop())


def test_the_bot_runs_as_a_user_by_number_that_is_not_root(dockerfile: Instructions) -> None:
    users = [rest for name, rest in last_stage(dockerfile) if name == "USER"]

    assert users == ["10001:10001"]


def test_nothing_is_installed_that_the_locks_do_not_hold(dockerfile: Instructions) -> None:
    installs = [
        command for name, rest in dockerfile if name == "RUN" for command in rest.split("&&") if " install " in command
    ]
    pip = [command for command in installs if "-m pip" in command]

    assert len(pip) == 3
    assert all("--require-hashes" in command or "--no-index" in command for command in pip)


def test_only_the_programs_environment_comes_into_the_last_stage(dockerfile: Instructions) -> None:
    copied = [rest for name, rest in last_stage(dockerfile) if name in {"COPY", "ADD"}]

    assert copied == ["--from=build /opt/campaign-bot /opt/campaign-bot"]


def test_no_secret_has_a_place_in_a_layer(dockerfile: Instructions) -> None:
    assert not [rest for name, rest in dockerfile if name == "ARG"]
    secrets = {name.upper() for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)}
    assert {"TELEGRAM_BOT_TOKEN", "MSGFLASH_API_KEY", "WEBHOOK_SECRET", "SECRET_KEYS"} <= secrets
    text = " ".join(rest for _, rest in dockerfile)
    assert not [secret for secret in secrets if secret in text]


def test_what_is_copied_is_let_through_and_settings_and_databases_are_not(root: Path, dockerfile: Instructions) -> None:
    rules = [
        line
        for line in (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert rules[0] == "*"
    through = {rule[1:] for rule in rules if rule.startswith("!")}
    copied = {
        part
        for name, rest in dockerfile
        if name == "COPY" and not rest.startswith("--from")
        for part in rest.split()[:-1]
    }

    assert through == copied
    kept_out = [rule.removeprefix("**/") for rule in rules if rule.startswith("**/")]
    assert all(any(fnmatch.fnmatch(name, rule) for rule in kept_out) for name in (".env", "campaign-bot.db"))


def test_ports_and_health_follow_where_the_bot_listens(dockerfile: Instructions) -> None:
    settings = environment(dockerfile)
    exposed = [rest for name, rest in last_stage(dockerfile) if name == "EXPOSE"]
    health = next(rest for name, rest in last_stage(dockerfile) if name == "HEALTHCHECK")
    command = json.loads(health.partition("CMD ")[2])

    assert settings["LISTEN"] == f"0.0.0.0:{exposed[0]}"
    assert command[:2] == ["python", "-c"]
    assert f"'127.0.0.1', {exposed[0]}," in command[2]
    assert "'/healthz'" in command[2]


def test_the_health_check_tells_a_bot_that_answers_from_one_that_does_not(
    dockerfile: Instructions, silent_port: int, healthy_port: int
) -> None:
    health = next(rest for name, rest in dockerfile if name == "HEALTHCHECK")
    script = json.loads(health.partition("CMD ")[2])[2]

    def code(port: int) -> int:
        asked = script.replace("8080", str(port)).replace("timeout=4", "timeout=0.5")
        return subprocess.run(["python3", "-c", asked], check=False, capture_output=True, timeout=30).returncode  # noqa: S603, S607 - the image's own check

    assert code(healthy_port) == 0
    assert code(silent_port) != 0


def test_the_database_is_on_the_volume_that_belongs_to_the_bots_user(dockerfile: Instructions) -> None:
    volumes = [rest for name, rest in last_stage(dockerfile) if name == "VOLUME"]
    made = next(rest for name, rest in last_stage(dockerfile) if name == "RUN")

    assert volumes == ["/data"]
    assert environment(dockerfile)["DATABASE_URL"].startswith("sqlite:////data/")
    assert "--owner 10001 --group 10001 --mode 0700 /data" in made


def make_image(root: Path, path: str, linter: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": path, "HADOLINT": linter}
    return subprocess.run(  # noqa: S603 - our own script
        [root / "deploy" / "image"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_without_an_engine_the_image_is_linted_and_said_not_to_be_built(
    root: Path, program: Program, search_path: str
) -> None:
    program("docker", "exit 1")
    program("podman", "exit 1")

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 0
    assert "NOT BUILT: no container engine answers here" in made.stdout


def test_without_the_base_the_image_is_said_not_to_be_built(root: Path, program: Program, search_path: str) -> None:
    engine = program("docker", 'echo "$1" >>"$0.calls"; case "$1" in info) exit 0;; *) exit 1;; esac')

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 0
    assert "NOT BUILT: python:3.11" in made.stdout
    assert Path(f"{engine}.calls").read_text(encoding="utf-8").split() == ["info", "image", "pull"]


def test_a_fault_the_linter_finds_stops_the_build(root: Path, program: Program, search_path: str) -> None:
    program("docker", "exit 0")

    made = make_image(root, search_path, program("linter", "echo DL3002; exit 1"))

    assert made.returncode == 1
    assert made.stdout == "DL3002\n"


def test_an_image_in_which_the_bot_does_not_run_is_a_failure(root: Path, program: Program, search_path: str) -> None:
    engine = program("docker", 'echo "$1" >>"$0.calls"; case "$1" in exec) exit 1;; run) echo made-up;; esac')
    program("sleep", "exit 0")

    made = make_image(root, search_path, program("linter", "exit 0"))

    calls = Path(f"{engine}.calls").read_text(encoding="utf-8").split()
    assert made.returncode == 1
    assert "the bot does not run in the image" in made.stderr
    assert calls[:4] == ["info", "image", "build", "run"]
    assert calls[-1] == "rm"
