"""Log lines: one JSON object each, and never a secret, wherever it hides."""

import asyncio
import contextlib
import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import STARS, JsonFormatter, PlainFormatter, SecretFilter, about, start
from storage.causes import StoreError

SECRET = "123456:CANARY"
OTHER = "msgf_live_canary"


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(stream: io.StringIO) -> Iterator[logging.Logger]:
    """A logger that writes as in production, to a text of its own."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(SecretFilter([SECRET, OTHER, ""]))
    handler.setFormatter(JsonFormatter())
    logger = logging.Logger("shop", logging.DEBUG)  # noqa: LOG001 - known to nobody else, and gone with the test
    logger.addHandler(handler)
    yield logger
    handler.close()


def lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object(log: logging.Logger, stream: io.StringIO) -> None:
    log.warning("campagne %s : « déjà »\nfin", "K7Q2X")

    [line] = lines(stream)
    assert line.pop("at").endswith("+00:00")
    assert line == {"level": "WARNING", "logger": "shop", "message": "campagne K7Q2X : « déjà »\nfin"}


@pytest.mark.parametrize("secret", [SECRET, OTHER])
def test_a_secret_in_the_message_becomes_stars(log: logging.Logger, stream: io.StringIO, secret: str) -> None:
    log.info(f"POST /bot{secret}/getMe and {secret}")  # noqa: G004 - this is how a secret slips in

    assert lines(stream)[0]["message"] == f"POST /bot{STARS}/getMe and {STARS}"


def test_a_secret_among_the_arguments_becomes_stars(log: logging.Logger, stream: io.StringIO) -> None:
    log.info("%s %r %s", SECRET, [SECRET], ValueError(OTHER))
    log.info("%(key)s", {"key": SECRET})

    assert "CANARY" not in stream.getvalue().upper()
    assert [line["message"] for line in lines(stream)] == [f"{STARS} ['{STARS}'] {STARS}", STARS]


def test_a_secret_in_an_exception_and_its_causes_becomes_stars(log: logging.Logger, stream: io.StringIO) -> None:
    try:
        try:
            raise ValueError(SECRET)  # noqa: TRY301 - a cause is wanted
        except ValueError as reason:
            raise RuntimeError(OTHER) from reason
    except RuntimeError:
        log.exception("failed")

    [line] = lines(stream)
    assert "ValueError" in line["trace"]
    assert "RuntimeError" in line["trace"]
    assert "CANARY" not in stream.getvalue().upper()


def test_what_a_library_says_of_what_it_tripped_over_is_not_told(log: logging.Logger, stream: io.StringIO) -> None:
    try:
        try:
            float("my message")
        except ValueError as reason:
            raise StoreError("the disk is full") from reason
    except StoreError:
        log.exception("failed")

    [line] = lines(stream)
    assert "builtins.ValueError\n" in line["trace"]
    assert "storage.causes.StoreError: the disk is full\n" in line["trace"]
    assert "test_logs.py" in line["trace"]
    assert "could not convert" not in line["trace"]


def test_each_of_several_exceptions_is_told(log: logging.Logger, stream: io.StringIO) -> None:
    several = ExceptionGroup("my message", [KeyError("my key"), OSError("my file")])
    try:
        raise several
    except ExceptionGroup:
        log.exception("failed")

    [line] = lines(stream)
    assert "builtins.KeyError" in line["trace"]
    assert "builtins.OSError" in line["trace"]
    assert "my message" not in line["trace"]


def test_an_exception_that_is_none_is_logged(log: logging.Logger, stream: io.StringIO) -> None:
    log.error("failed", exc_info=True)  # noqa: LOG014 - libraries do it

    assert lines(stream)[0]["message"] == "failed"


def test_the_other_handlers_of_a_line_see_no_secret_after_ours(log: logging.Logger) -> None:
    seen: list[str] = []

    class Second(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(self.format(record))

    log.addHandler(Second())
    log.info("%s", SECRET)

    assert seen == [STARS]


def test_nothing_is_taken_for_a_secret_when_one_is_empty(log: logging.Logger, stream: io.StringIO) -> None:
    log.info("abc")

    assert lines(stream)[0]["message"] == "abc"


def test_a_badly_written_log_call_breaks_nothing_and_its_secrets_are_stars_too(
    log: logging.Logger, stream: io.StringIO
) -> None:
    log.info("%d %d", SECRET)  # noqa: PLE1206 - the mistake is the point

    assert lines(stream)[0]["message"] == f"%d %d ('{STARS}',)"


@pytest.mark.usefixtures("_logging_as_before")
def test_started_logs_go_to_the_error_stream_as_json_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    start("INFO", [SECRET])

    logging.getLogger("any.library").info("address /bot%s/", SECRET)
    logging.getLogger("any.library").debug("too small")
    logging.getLogger("httpx").info("HTTP Request: POST /bot%s/", SECRET)
    logging.getLogger("httpx").warning("trouble with %s", SECRET)
    logging.getLogger("stamina").warning("stamina.retry_scheduled")
    written = capsys.readouterr()

    assert written.out == ""
    assert [json.loads(line)["message"] for line in written.err.splitlines()] == [
        f"address /bot{STARS}/",
        f"trouble with {STARS}",
    ]


@pytest.mark.usefixtures("_logging_as_before")
def test_a_person_reading_along_gets_plain_lines() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with contextlib.redirect_stderr(terminal):
        start("INFO", [SECRET])

    logging.getLogger("shop").info("hello %s", SECRET)

    assert terminal.getvalue().endswith(f" INFO hello {STARS}\n")


@pytest.mark.parametrize(
    "number", ["+33639980001", "+33 6 39 98 00 01", "+1-202-555-0143", "+229.01.97.97.79.79", "+4915112345678"]
)
def test_what_looks_like_a_phone_number_becomes_stars(log: logging.Logger, stream: io.StringIO, number: str) -> None:
    log.warning("to %s, refused", number)

    assert lines(stream)[0]["message"] == f"to {STARS}, refused"


@pytest.mark.parametrize("harmless", ["talk 1001:1001", "2026-04-14T08:30:00+00:00", "update 800000001", "+3 of 12"])
def test_ids_and_times_stay(log: logging.Logger, stream: io.StringIO, harmless: str) -> None:
    log.warning("%s", harmless)

    assert lines(stream)[0]["message"] == harmless


async def test_lines_about_an_update_name_it_in_the_tasks_begun_for_it_too(
    log: logging.Logger, stream: io.StringIO
) -> None:
    async def call() -> None:
        log.info("calling")

    async def work(update_id: int) -> None:
        about(update_id)
        log.info("working")
        await asyncio.ensure_future(call())

    await asyncio.gather(asyncio.ensure_future(work(5)), asyncio.ensure_future(work(6)))
    log.info("idle")

    assert [(line["message"], line.get("request")) for line in lines(stream)] == [
        ("working", "u5"),
        ("working", "u6"),
        ("calling", "u5"),
        ("calling", "u6"),
        ("idle", None),
    ]


async def test_a_person_reading_along_sees_which_update_a_line_is_about() -> None:
    record = logging.LogRecord("shop", logging.INFO, "f", 1, "hello", None, None)
    formatter = PlainFormatter("%(message)s")

    async def work() -> str:
        about(5)
        return formatter.format(record)

    assert (await asyncio.ensure_future(work()), formatter.format(record)) == ("hello [u5]", "hello")
