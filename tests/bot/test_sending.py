"""What the log says of campaigns: enough for whoever looks after the bot, and nobody's words."""

from datetime import UTC, datetime

import pytest

from bot.msgflash.creating import Outcome
from bot.sending import tell, tell_of_deed
from conversations.deeds import Deed, Pause, PauseAll, SendTest, Unsure
from conversations.draft import Draft
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.workspace import Campaign, CampaignId, Reference

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
MARK = Reference("K7Q2X")
MADE = Campaign(CampaignId("9a0c"), "canary", "running", NOW, "none")

OUTCOMES: list[tuple[Outcome, str, str]] = [
    (Accepted(MARK, 1, MADE), "INFO", "talk 7:7: campaign K7Q2X is created in MsgFlash as 9a0c"),
    (Refused(MARK, 1, "FORBIDDEN"), "INFO", "talk 7:7: campaign K7Q2X is refused (FORBIDDEN)"),
    (Refused(MARK, 1, "HTTP 400"), "INFO", "talk 7:7: campaign K7Q2X is refused (HTTP 400)"),
    (Refused(MARK, 1, "no: canary +33639980001"), "INFO", "talk 7:7: campaign K7Q2X is refused (no code)"),
    (Unreachable(MARK, 1), "WARNING", "talk 7:7: campaign K7Q2X never left, MsgFlash is out of reach"),
    (Unconfirmed(MARK, 1), "WARNING", "talk 7:7: campaign K7Q2X has no clear answer, its outcome is unknown"),
]

DEEDS: list[tuple[Deed, str]] = [
    (Pause(CampaignId("9a0c"), name="canary"), "talk 7:7: Pause 9a0c: Unsure"),
    (PauseAll(((CampaignId("9a0c"), "canary"),)), "talk 7:7: PauseAll (1): Unsure"),
    (SendTest(Draft(MARK, NOW, ("canary",)), "+33639980001"), "talk 7:7: SendTest: Unsure"),
]


@pytest.mark.parametrize(("outcome", "level", "line"), OUTCOMES)
def test_what_became_of_a_campaign_is_in_the_log_by_its_mark(
    caplog: pytest.LogCaptureFixture, outcome: Outcome, level: str, line: str
) -> None:
    caplog.set_level("INFO")
    tell("7:7", outcome)

    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [(level, line)]


@pytest.mark.parametrize(("deed", "line"), DEEDS)
def test_what_else_was_asked_of_msgflash_is_in_the_log(caplog: pytest.LogCaptureFixture, deed: Deed, line: str) -> None:
    caplog.set_level("INFO")
    tell_of_deed("7:7", deed, Unsure())

    assert [record.getMessage() for record in caplog.records] == [line]
