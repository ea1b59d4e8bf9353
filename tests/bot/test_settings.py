"""Each variable of the environment: its default, good values, and the one line that a bad value gets."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.settings import BadConfigurationError, Settings, read
from conversations.quiet import Quiet

TOKEN = "123456:" + "A" * 35
PERSONAL = "msgf_live_" + "0af" * 21 + "9"
TEAM_KEY = "msgf_team_" + "x" * 40
TEAM = "11111111-2222-3333-4444-555555555555"
NEEDED = {"TELEGRAM_BOT_TOKEN": TOKEN, "MSGFLASH_API_KEY": PERSONAL, "OPERATOR_IDS": "12345678"}
KEY_A = "a" * 43 + "="
KEY_B = "b" * 42 + "_="
Reading = Callable[[Mapping[str, str]], Settings]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Read the settings of an environment that holds nothing else."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def with_environment(given: Mapping[str, str]) -> Settings:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return read(None)

    return with_environment


def faults(reading: Reading, given: Mapping[str, str]) -> tuple[str, ...]:
    with pytest.raises(BadConfigurationError) as caught:
        reading(given)
    return caught.value.faults


def test_three_variables_are_enough(reading: Reading) -> None:
    settings = reading(NEEDED)

    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.msgflash_api_key.get_secret_value() == PERSONAL
    assert settings.operator_ids == {12345678}
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.msgflash_base_url == "https://srv.msgflash.com"
    assert settings.database == Path("data/campaign-bot.db")
    assert (settings.default_language, settings.default_timezone) == ("fr", "Europe/Paris")
    assert (settings.public_url, settings.webhook_secret, settings.team) == (None, None, None)
    assert (settings.listen, settings.log_level) == ("127.0.0.1:8080", "INFO")


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("given", [{}, {"value": ""}])
def test_a_needed_variable_that_is_missing_or_empty_is_named(
    reading: Reading, name: str, given: dict[str, str]
) -> None:
    rest = {key: value for key, value in NEEDED.items() if key != name}

    assert faults(reading, rest | ({name: ""} if given else {})) == (f"{name} is missing",)


def test_all_faults_are_named_at_once(reading: Reading) -> None:
    found = faults(reading, {"OPERATOR_IDS": "Awa", "DEFAULT_TIMEZONE": "Paris"})

    assert [line.split()[0] for line in found] == [
        "TELEGRAM_BOT_TOKEN",
        "MSGFLASH_API_KEY",
        "OPERATOR_IDS",
        "DEFAULT_TIMEZONE",
    ]


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("OPERATOR_IDS", "1, 2 ,3,", "operator_ids", frozenset({1, 2, 3})),
        ("OPERATOR_IDS", "9007199254740993", "operator_ids", frozenset({9007199254740993})),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/", "telegram_api_url", "http://127.0.0.1:8081"),
        ("MSGFLASH_BASE_URL", "https://example.com/msgflash", "msgflash_base_url", "https://example.com/msgflash"),
        ("DATABASE_URL", "sqlite:///bot.db", "database", Path("bot.db")),
        ("DATABASE_URL", "sqlite:////srv/bot.db", "database", Path("/srv/bot.db")),
        ("DEFAULT_LANGUAGE", "en", "default_language", "en"),
        ("DEFAULT_TIMEZONE", "Africa/Porto-Novo", "default_timezone", "Africa/Porto-Novo"),
        ("QUIET_HOURS", "22-7", "quiet", Quiet(22, 7, sundays=True)),
        ("QUIET_SUNDAYS", "false", "quiet", Quiet(21, 8, sundays=False)),
        ("LISTEN", "0.0.0.0:65535", "listen", "0.0.0.0:65535"),
        ("LOG_LEVEL", "DEBUG", "log_level", "DEBUG"),
    ],
)
def test_a_good_value_is_taken(reading: Reading, name: str, value: str, attribute: str, expected: object) -> None:
    assert getattr(reading({**NEEDED, name: value}), attribute) == expected


BAD = [
    ("TELEGRAM_BOT_TOKEN", "canary"),
    ("TELEGRAM_BOT_TOKEN", "123456:canary"),
    ("TELEGRAM_BOT_TOKEN", TOKEN + " canary"),
    ("MSGFLASH_API_KEY", "canary"),
    ("MSGFLASH_API_KEY", "msgf_live_canary"),
    ("MSGFLASH_API_KEY", PERSONAL.upper() + "canary"),
    ("MSGFLASH_API_KEY", "msgf_team_c ana ry"),
    ("MSGFLASH_TEAM_ID", "canary"),
    ("OPERATOR_IDS", "canary"),
    ("OPERATOR_IDS", "1;2;canary"),
    ("OPERATOR_IDS", "-1canary"),
    ("DATABASE_URL", "canary.db"),
    ("DATABASE_URL", "postgresql://canary"),
    ("DEFAULT_LANGUAGE", "canary"),
    ("DEFAULT_TIMEZONE", "canary"),
    ("DEFAULT_TIMEZONE", "../../canary"),
    ("QUIET_HOURS", "canary"),
    ("QUIET_HOURS", "8-21canary"),
    ("QUIET_SUNDAYS", "canary"),
    ("PUBLIC_URL", "http://canary.example.com"),
    ("LISTEN", "canary"),
    ("LISTEN", "canary:-1"),
    ("LISTEN", "canary:65536"),
    ("LISTEN", ":8080canary"),
    ("WEBHOOK_SECRET", "canary bird"),
    ("WEBHOOK_SECRET", "canary" * 50),
    ("LOG_LEVEL", "canary"),
    ("TELEGRAM_API_URL", "canary"),
    ("TELEGRAM_API_URL", "ftp://canary"),
    ("MSGFLASH_BASE_URL", "//canary"),
    ("MSGFLASH_BASE_URL", "https://user:canary@ex ample"),
    ("PUBLIC_URL", "https://[canary"),
    ("PUBLIC_URL", "https://bot.example.com/canary"),
    ("PUBLIC_URL", "https://bot.example.com?canary"),
    ("PUBLIC_URL", "https://canary@bot.example.com"),
    ("AIRLOCK_MINUTES", "canary"),
    ("AWS_REGION", "Canary"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_value_gets_one_line_with_the_name_and_not_the_value(reading: Reading, name: str, value: str) -> None:
    found = faults(reading, {**NEEDED, "WEBHOOK_SECRET": "s", name: value})

    assert [line.split()[0] for line in found] == [name]
    assert all(line.count("\n") == 0 and "canary" not in line for line in found)
    assert all(len(line) > len(name) + 10 for line in found)
    assert re.match(rf"{name} (must|is no) ", found[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///"),
        ("QUIET_HOURS", "8-21"),
        ("QUIET_HOURS", "25-8"),
        ("OPERATOR_IDS", " , "),
        ("LISTEN", ":80"),
    ],
)
def test_a_value_that_says_nothing_is_bad(reading: Reading, name: str, value: str) -> None:
    assert [line.split()[0] for line in faults(reading, {**NEEDED, name: value})] == [name]


@pytest.mark.parametrize(("name", "value"), [("OPERATOR_IDS", "12²"), ("LISTEN", "host:8²")])
def test_odd_digits_are_a_bad_value_like_others(reading: Reading, name: str, value: str) -> None:
    assert all("²" not in line for line in faults(reading, {**NEEDED, name: value}))


def test_a_team_key_goes_with_its_team(reading: Reading) -> None:
    settings = reading({**NEEDED, "MSGFLASH_API_KEY": TEAM_KEY, "MSGFLASH_TEAM_ID": TEAM})

    assert settings.team == TEAM


@pytest.mark.parametrize(
    ("key", "team"),
    [({"MSGFLASH_API_KEY": TEAM_KEY}, {}), ({"MSGFLASH_API_KEY": PERSONAL}, {"MSGFLASH_TEAM_ID": TEAM})],
)
def test_a_team_without_its_key_or_the_reverse_is_a_fault(
    reading: Reading, key: dict[str, str], team: dict[str, str]
) -> None:
    found = faults(reading, {**NEEDED, **key, **team})

    assert [line.split()[0] for line in found] == ["MSGFLASH_TEAM_ID"]
    assert TEAM not in found[0]


def test_a_public_address_demands_a_secret(reading: Reading) -> None:
    found = faults(reading, {**NEEDED, "PUBLIC_URL": "https://bot.example.com"})

    assert [line.split()[0] for line in found] == ["WEBHOOK_SECRET"]


def test_a_public_address_with_a_secret_is_taken(reading: Reading) -> None:
    settings = reading({**NEEDED, "PUBLIC_URL": "https://bot.example.com/", "WEBHOOK_SECRET": "s-_9"})

    assert settings.public_url == "https://bot.example.com"
    assert settings.webhook_secret is not None
    assert settings.webhook_secret.get_secret_value() == "s-_9"


def test_faults_between_variables_are_named_together(reading: Reading) -> None:
    found = faults(reading, {**NEEDED, "MSGFLASH_TEAM_ID": TEAM, "PUBLIC_URL": "https://bot.example.com"})

    assert [line.split()[0] for line in found] == ["MSGFLASH_TEAM_ID", "WEBHOOK_SECRET"]


def test_keys_are_taken_with_the_spaces_around_them(reading: Reading) -> None:
    settings = reading({**NEEDED, "SECRET_KEYS": f" {KEY_A} , {KEY_B}"})

    assert settings.secrets == (TOKEN, PERSONAL, f"{KEY_A},{KEY_B}", KEY_A, KEY_B)
    assert settings.keyring is not None
    assert len(settings.keyring.signing) == 2


@pytest.mark.parametrize("keys", ["canary", KEY_A[:-1], KEY_A + ",", f"{KEY_A};{KEY_B}", "+/" * 21 + "A=", KEY_A + "A"])
def test_keys_of_another_form_are_refused_with_how_to_make_one(reading: Reading, keys: str) -> None:
    [line] = faults(reading, {**NEEDED, "SECRET_KEYS": keys})

    assert line.startswith("SECRET_KEYS must be keys")
    assert "openssl rand -base64 32" in line
    assert keys not in line


def test_what_is_kept_how_long_has_defaults_and_bounds(reading: Reading) -> None:
    settings = reading({**NEEDED, "RETENTION_DRAFTS_DAYS": "30"})

    assert (settings.retention_drafts_days, settings.retention_records_days) == (30, 400)
    assert (settings.retention_contacts_hours, settings.retention_media_days) == (24, 7)


@pytest.mark.parametrize("value", ["0", "-1", "soon", "3651", "1.5"])
def test_a_time_to_keep_things_that_is_none_is_refused(reading: Reading, value: str) -> None:
    found = faults(reading, {**NEEDED, "RETENTION_DRAFTS_DAYS": value})

    assert [line.split()[0] for line in found] == ["RETENTION_DRAFTS_DAYS"]


def test_secrets_do_not_show_when_the_settings_are_printed(reading: Reading) -> None:
    secrets = {"WEBHOOK_SECRET": "canary-hook", "SECRET_KEYS": KEY_A}
    settings = reading({**NEEDED, **secrets})

    for secret in (TOKEN, PERSONAL, *secrets.values()):
        assert secret not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_the_exception_tells_its_faults_and_nothing_else(reading: Reading) -> None:
    with pytest.raises(BadConfigurationError) as caught:
        reading({**NEEDED, "TELEGRAM_BOT_TOKEN": "canary"})

    assert str(caught.value) == "\n".join(caught.value.faults)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_file_named_env_is_read_and_the_environment_goes_first(reading: Reading, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    lines = {**NEEDED, "LOG_LEVEL": "ERROR", "DEFAULT_LANGUAGE": "en", "SOMETHING_ELSE": "x"}
    file.write_text("# ours\n" + "\n".join(f"{name}={value}" for name, value in lines.items()), encoding="utf-8")
    reading({**NEEDED, "LOG_LEVEL": "WARNING"})

    settings = read(str(file))

    assert (settings.log_level, settings.default_language) == ("WARNING", "en")


def test_a_file_that_is_not_there_is_fine(reading: Reading, tmp_path: Path) -> None:
    reading(NEEDED)

    assert read(str(tmp_path / "none")).operator_ids == {12345678}


def test_a_file_in_another_encoding_is_a_fault(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# réglages\n".encode("latin-1"))
    reading(NEEDED)

    with pytest.raises(BadConfigurationError):
        read(str(tmp_path / ".env"))


def test_each_variable_is_explained_in_the_example_file() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    named = {line.lstrip("#").partition("=")[0] for line in example.splitlines() if "=" in line}

    assert {name.upper() for name in Settings.model_fields} <= named
