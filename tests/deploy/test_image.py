"""The Dockerfile, and what `make image` says. Built and run it is by deploy/image, where an engine answers."""

import fnmatch
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

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
    assert re.fullmatch(r"docker\.io/library/python:3\.11\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", bases.pop())


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


def calls(engine: str) -> list[str]:
    return Path(f"{engine}.calls").read_text(encoding="utf-8").split()


def play(cases: str) -> str:
    """Return an engine that writes down what it is told to do, and then does what the cases of it say."""
    return f'echo "$1" >>"$0.calls"; case "$1" in {cases} esac'


# Runs nothing, and answers what a sound image would.
SOUND = 'run) echo made-up;; exec) case "$*" in *" id -u") echo 10001;; *touch*) exit 1;; esac;; '
STATES = 'inspect) case "$*" in *Health*) echo healthy;; *) echo 0;; esac;; image) printf "250000000\\n100000000\\n";;'


def test_without_an_engine_the_image_is_linted_and_said_not_to_be_built(
    root: Path, program: Program, search_path: str
) -> None:
    program("docker", "exit 1")
    program("podman", "exit 1")

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 0
    assert "NOT BUILT: no container engine answers here" in made.stdout


def test_where_docker_does_not_answer_podman_is_asked(root: Path, program: Program, search_path: str) -> None:
    program("docker", "exit 1")
    engine = program("podman", play(f"{SOUND}{STATES}"))

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert (made.returncode, made.stderr) == (0, "")
    assert "healthcheck" in calls(engine)


@pytest.mark.parametrize(
    "said", ["dial tcp: lookup registry-1.docker.io: no such host", "i/o timeout", "toomanyrequests: rate limit"]
)
def test_a_registry_out_of_reach_is_no_failure(root: Path, program: Program, search_path: str, said: str) -> None:
    engine = program("docker", play(f'info) exit 0;; *) echo "{said}" >&2; exit 1;;'))

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 0
    assert "NOT BUILT: docker.io/library/python:3.11" in made.stdout
    assert calls(engine) == ["info", "image", "pull"]


@pytest.mark.parametrize(
    "said",
    [
        "manifest unknown",
        "manifest for $3 not found: manifest unknown: manifest unknown",
        "failed to resolve reference: $3: not found",
        "pull access denied for $3, repository does not exist or may require 'docker login'",
    ],
)
def test_a_base_that_does_not_exist_is_a_failure(root: Path, program: Program, search_path: str, said: str) -> None:
    program("docker", play(f'info) exit 0;; *) echo "{said}" >&2; exit 1;;'))

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 1
    assert "mend FROM in the Dockerfile" in made.stderr


def test_a_dockerfile_that_does_not_build_is_a_failure(root: Path, program: Program, search_path: str) -> None:
    engine = program("docker", play("build) exit 1;;"))

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 1
    assert "the Dockerfile does not build" in made.stderr
    assert calls(engine) == ["info", "image", "build", "run"]


def test_a_package_index_out_of_reach_is_no_failure(root: Path, program: Program, search_path: str) -> None:
    program("docker", play("build | run) exit 1;;"))

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 0
    assert "NOT BUILT: the package index does not answer inside a container" in made.stdout


def test_a_fault_the_linter_finds_stops_the_build(root: Path, program: Program, search_path: str) -> None:
    program("docker", "exit 0")

    made = make_image(root, search_path, program("linter", "echo DL3002; exit 1"))

    assert made.returncode == 1
    assert made.stdout == "DL3002\n"


def test_a_sound_image_is_run_stopped_and_measured(root: Path, program: Program, search_path: str) -> None:
    engine = program("docker", play(f"{SOUND}{STATES}"))

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines()[-1] == "size of the image: 250 MB, its base is 100 MB of it"
    done = calls(engine)
    assert done[:5] == ["info", "image", "build", "run", "exec"]
    # Both containers go, whatever became of them.
    assert (done.count("run"), done[-2:]) == (2, ["rm", "rm"])


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("exec) exit 1;;", "the demo does not run in the image"),
        ('inspect) case "$*" in *Health*) echo starting;; esac;;', "the bot does not get healthy in the image"),
        ('exec) case "$*" in *check) exit 1;; esac;;', "the bot's own check finds faults in the image"),
        ('exec) case "$*" in *" id -u") echo 0;; esac;;', "the bot runs as somebody else than its user"),
        ('exec) case "$*" in *" id -u") echo 10001;; esac;;', "the image can be written"),
        (
            'exec) case "$*" in *" id -u") echo 10001;; *touch* | *" test -s "*) exit 1;; esac;;',
            "the database is not on the volume",
        ),
        ('inspect) case "$*" in *Health*) echo healthy;; *) echo 137;; esac;;', "told to stop, the bot ends with 137"),
    ],
)
def test_an_image_in_which_the_bot_does_not_do_well_is_a_failure(
    root: Path, program: Program, search_path: str, fault: str, said: str
) -> None:
    engine = program("docker", play(f"{fault} {SOUND}{STATES}"))
    program("sleep", "exit 0")

    made = make_image(root, search_path, program("linter", "exit 0"))

    assert made.returncode == 1
    assert said in made.stderr
    assert calls(engine)[-1] == "rm"
