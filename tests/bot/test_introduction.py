"""How the bot presents itself in Telegram."""

import json
import re
from pathlib import Path

import pytest
from telegram.ext import ExtBot

from bot.introduction import COMMANDS, DESCRIPTION, SHORT, introduce
from conversations.words import LANGUAGES
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import TOKEN


async def introduced(telegram: FakeTelegram) -> None:
    await introduce(ExtBot(TOKEN, request=telegram, get_updates_request=telegram))


async def test_commands_and_descriptions_are_registered_in_both_languages_and_for_all_others(
    telegram: FakeTelegram,
) -> None:
    await introduced(telegram)

    for name in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        assert [given.get("language_code") for given in telegram.named(name)] == [None, "fr", "en"]
    others, french, english = (json.dumps(given["commands"]) for given in telegram.named("setMyCommands"))
    assert others == english
    assert json.dumps({"command": "new", "description": "Nouvelle campagne"}) in french
    assert json.dumps({"command": "new", "description": "New campaign"}) in english
    assert [given["description"] for given in telegram.named("setMyDescription")] == [
        DESCRIPTION.en,
        DESCRIPTION.fr,
        DESCRIPTION.en,
    ]


@pytest.mark.parametrize("name", ["setMyCommands", "setMyDescription", "setMyShortDescription"])
@pytest.mark.parametrize("status", [400, 403, 429, 500])
async def test_a_refusal_does_no_harm(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, name: str, status: int
) -> None:
    telegram.fails(name, status, "no")

    await introduced(telegram)

    assert [record.levelname for record in caplog.records if record.name == "bot.introduction"] == ["WARNING"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_within_telegrams_limits(language: str) -> None:
    texts = [text.fr if language == "fr" else text.en for text in COMMANDS.values()]

    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in COMMANDS)
    assert all(1 <= len(text) <= 256 for text in texts)
    assert len(DESCRIPTION.fr if language == "fr" else DESCRIPTION.en) <= 512
    assert len(SHORT.fr if language == "fr" else SHORT.en) <= 120


def test_each_command_registered_is_one_the_talk_knows() -> None:
    source = Path(__file__).parents[2] / "conversations" / "operator.py"
    known = set(re.findall(r'case "(\w+)":', source.read_text(encoding="utf-8")))

    assert set(COMMANDS) <= known
