"""Before a campaign is sent: the STOP line, and the exact message to the operator's own number; in a real browser."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

from tests.bot.demo.test_files import WORDS, to_the_content

pytestmark = pytest.mark.asyncio(loop_scope="session")

Open: TypeAlias = Callable[..., Awaitable[Any]]  # the fixture's class lives in conftest, which tests do not import

SAID = {
    "fr": ("Ligne STOP", "Répondez STOP", "Essai sur mon numéro", "Sur quel numéro", "Essai confié à MsgFlash"),
    "en": ("STOP line", "Reply STOP", "Test on my number", "To which WhatsApp number", "Test handed to MsgFlash"),
}


@pytest.mark.parametrize(("user", "language"), [(1001, "fr"), (1002, "en")])
async def test_the_line_is_added_and_the_message_tested_before_it_is_sent(
    phone: Open, user: int, language: str
) -> None:
    words, (line, stop, test, which, handed) = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await held.types("Bonjour *à tous* 🎉")
    await held.sees(words["recap"], "Bonjour à tous 🎉")
    await held.taps(line)
    await held.sees(stop)
    await held.taps(test)
    await held.sees(which)
    await held.types("01 97 00 00 01")
    await held.sees(handed, "+2290197000001")
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)
    (sent,) = [one.request for one in held.stage.sandbox.exchanges if one.path.endswith("/messages/send")]

    assert str(body["body"]).startswith("Bonjour *à tous* 🎉\n\n")
    assert stop in str(body["body"])
    assert (sent["to"], sent["type"], sent["text"]) == ("+2290197000001", "text", body["body"])
