"""The environment, read once and checked: each fault names its variable."""

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.keyring import MAKE_ONE, Keyring, is_key
from bot.media import remote
from bot.media.remote import Remote
from conversations.airlock import Airlock
from conversations.quiet import Quiet
from conversations.watch import Rules

_PERSONAL_KEY = re.compile(r"msgf_live_[0-9a-f]{64}")
_TEAM_KEY = re.compile(r"msgf_team_\S{8,}")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")


class BadConfigurationError(Exception):
    """The bot cannot start as it is set up; `faults` has one line each, naming the variable."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("must be Telegram user ids, separated by commas, e.g. 12345678,23456789")
    return frozenset(int(part) for part in parts)


def _hours(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", value.strip())
    hours = (int(found[1]), int(found[2])) if found else (24, 24)
    if not hours[1] < hours[0] <= 24 or hours[0] > 24:  # noqa: PLR2004 - hours of a day
        raise ValueError("must be the evening's and the morning's hour, e.g. 21-8")
    return hours


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is no bot token: BotFather gives one like 123456:ABC…")
    return value


def _key(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if not _PERSONAL_KEY.fullmatch(text) and not _TEAM_KEY.fullmatch(text):
        raise ValueError("is no MsgFlash key: msgf_live_ and 64 hexadecimal digits, or msgf_team_…")
    return value


def _base(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must be an address that begins with https://")
    TypeAdapter(HttpUrl).validate_python(value)
    return value.rstrip("/")


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("is no IANA time zone, e.g. Europe/Paris")
    return value


def _database(value: str) -> str:
    if not value.startswith("sqlite:///") or value == "sqlite:///":
        raise ValueError("must be sqlite:///path/to/file.db")
    return value


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or not int(port) < 65536:  # noqa: PLR2004 - ports end there
        raise ValueError("must be host:port, e.g. 127.0.0.1:8080")
    return value


def _bucket(value: str) -> str:
    remote.parts(value)
    return value


def _public(value: str) -> str:
    if not value.startswith("https://"):
        raise ValueError("must start with https://, for Telegram and MsgFlash take no other")
    return _base(value)


def _origin(value: str) -> str:
    base = _public(value)
    # Every address of ours begins right after the name: behind a path, none of them would be found.
    if "/" in base.removeprefix("https://") or set("?#@") & set(base):
        raise ValueError("must be a name without a path, e.g. https://bot.example.com")
    return base


def _webhook_secret(value: SecretStr) -> SecretStr:
    # core.telegram.org/bots/api#setwebhook
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("must have 1 to 256 letters, digits, _ or -")
    return value


def _keys(value: SecretStr) -> SecretStr:
    keys = [key.strip() for key in value.get_secret_value().split(",")]
    if not all(is_key(key) for key in keys):
        raise ValueError(f"must be keys of 44 characters, separated by commas; this makes one: {MAKE_ONE}")
    return SecretStr(",".join(keys))


Days = Annotated[int, Field(ge=1, le=3650)]
Hours = Annotated[int, Field(ge=1, le=8760)]
Base = Annotated[str, AfterValidator(_base)]


class Settings(BaseSettings):
    """What the bot is set up with. Secrets show as stars wherever they are printed."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)]
    telegram_api_url: Base = "https://api.telegram.org"
    msgflash_api_key: Annotated[SecretStr, AfterValidator(_key)]
    msgflash_team_id: Annotated[str, Field(pattern=r"^[0-9a-fA-F-]{36}$")] | None = None
    msgflash_base_url: Base = "https://srv.msgflash.com"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///data/campaign-bot.db"
    operator_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]
    default_language: Literal["fr", "en"] = "fr"
    default_timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Paris"
    quiet_hours: Annotated[tuple[int, int], NoDecode, BeforeValidator(_hours)] = (21, 8)
    quiet_sundays: bool = True
    airlock_minutes: Annotated[int, Field(ge=1, le=60)] = 3
    failures_percent: Annotated[int, Field(ge=1, le=100)] = 10
    watch_requests_a_day: Annotated[int, Field(ge=0)] = 300
    public_url: Annotated[str, AfterValidator(_origin)] | None = None
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    secret_keys: Annotated[SecretStr, AfterValidator(_keys)] | None = None
    media_dir: Path | None = None
    media_url: Annotated[str, AfterValidator(_bucket)] | None = None
    media_public_url: Annotated[str, AfterValidator(_public)] | None = None
    aws_access_key_id: SecretStr | None = None
    aws_secret_access_key: SecretStr | None = None
    aws_session_token: SecretStr | None = None
    aws_region: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = "us-east-1"
    aws_endpoint_url: Base | None = None
    retention_drafts_days: Days = 90
    retention_records_days: Days = 400
    retention_contacts_hours: Hours = 24
    retention_media_days: Days = 7
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def database(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def media(self) -> Path:
        """The folder of files that are handed out: beside the database if no other is set."""
        return self.media_dir or self.database.parent / "media"

    @property
    def remote(self) -> Remote | None:
        """The bucket in which files lie instead."""
        if self.media_url is None:
            return None
        bucket, prefix = remote.parts(self.media_url)
        usual = remote.usual_address(bucket, prefix, self.aws_region, self.aws_endpoint_url)
        named, secret, session = self.aws_access_key_id, self.aws_secret_access_key, self.aws_session_token
        keys = None if named is None or secret is None else (named.get_secret_value(), secret.get_secret_value())
        opened = None if session is None else session.get_secret_value()
        public = self.media_public_url or usual
        return Remote(bucket, prefix, self.aws_region, public, self.aws_endpoint_url, keys, opened)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Whatever may never be shown."""
        aws = (self.aws_access_key_id, self.aws_secret_access_key, self.aws_session_token)
        given = (self.telegram_bot_token, self.msgflash_api_key, self.webhook_secret, self.secret_keys, *aws)
        texts = [secret.get_secret_value() for secret in given if secret is not None]
        return tuple(part for text in texts for part in dict.fromkeys((text, *text.split(","))))

    @property
    def keyring(self) -> Keyring | None:
        return None if self.secret_keys is None else Keyring(self.secret_keys.get_secret_value().split(","))

    @property
    def quiet(self) -> Quiet:
        evening, morning = self.quiet_hours
        return Quiet(evening, morning, self.quiet_sundays)

    @property
    def airlock(self) -> Airlock:
        return Airlock(self.airlock_minutes)

    @property
    def watching(self) -> Rules:
        return Rules(self.failures_percent)

    @property
    def team(self) -> str | None:
        """The team id, exactly when the key is a team key."""
        return self.msgflash_team_id if self._team_key else None

    @property
    def _team_key(self) -> bool:
        return self.msgflash_api_key.get_secret_value().startswith("msgf_team_")


def read(env_file: str | None = ".env") -> Settings:
    """Return the settings. Raises BadConfigurationError."""
    try:
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg] # the values come from the environment
    except ValidationError as reason:
        raise BadConfigurationError(
            tuple(_fault(error["loc"], error["type"], error["msg"]) for error in reason.errors(include_input=False))
        ) from None
    except UnicodeDecodeError:
        raise BadConfigurationError((f"{env_file} is not UTF-8 text",)) from None
    faults: list[str] = _bucket_faults(settings)
    if settings._team_key and settings.msgflash_team_id is None:  # noqa: SLF001 - the same module
        faults.append("MSGFLASH_TEAM_ID is missing: a team key (msgf_team_…) needs the team's id")
    if not settings._team_key and settings.msgflash_team_id is not None:  # noqa: SLF001 - the same module
        faults.append("MSGFLASH_TEAM_ID must be left out with a personal key (msgf_live_…)")
    if settings.public_url is not None and settings.webhook_secret is None:
        faults.append("WEBHOOK_SECRET is missing: with PUBLIC_URL, Telegram's calls are known by it")
    if faults:
        raise BadConfigurationError(tuple(faults))
    return settings


def _bucket_faults(settings: Settings) -> list[str]:
    if settings.remote is None:
        return []
    faults = []
    if not remote.installed():
        faults.append("MEDIA_URL needs the extra s3: python -m pip install --require-hashes -r requirements/s3.txt")
    if settings.secret_keys is None:
        faults.append(f"SECRET_KEYS is missing: with MEDIA_URL it makes the names of files; one is made by: {MAKE_ONE}")
    if (settings.aws_access_key_id is None) != (settings.aws_secret_access_key is None):
        faults.append("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together: one of them is missing")
    if not settings.remote.public.startswith("https://"):
        faults.append("MEDIA_PUBLIC_URL is missing: MsgFlash fetches files over https only")
    return faults


def _fault(place: tuple[int | str, ...], kind: str, message: str) -> str:
    """Return one line that names the variable and never its value."""
    name = str(place[0]).upper() if place else "the environment"
    if kind == "missing":
        return f"{name} is missing"
    said = re.sub(r"^(Input|String) should ", "must ", message.removeprefix("Value error, "))
    return f"{name} {said}"
