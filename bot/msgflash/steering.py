"""Pausing and resuming a campaign."""

from urllib.parse import quote

from bot.msgflash.changing import changed, declined
from bot.msgflash.client import TOO_FAST, Answer, MsgFlash
from bot.wire import CampaignModel, opened
from conversations.deeds import Declined, Missed, Pause, Resume, Steered, Unsure

# Within seven seconds or so: somebody waits for it, and messages are leaving.
MOST_AGAIN = 3


async def steer(client: MsgFlash, deed: Pause | Resume) -> Steered | Declined | Missed | Unsure:
    """Pause or resume, and say what became of it. What cannot have been taken is tried again, a few times."""
    waits = iter(client.again_after[:MOST_AGAIN])
    while True:
        result = await _once(client, deed)
        passing = result in {Missed(), Declined(TOO_FAST)}
        wait = next(waits, None) if passing else None
        if wait is None or await client.left_within(wait):
            return result


async def _once(client: MsgFlash, deed: Pause | Resume) -> Steered | Declined | Missed | Unsure:
    word = "pause" if isinstance(deed, Pause) else "resume"
    path = f"/api/v1/campaigns/{quote(deed.campaign, safe='')}/{word}"
    answer = await changed(client, path, None, f"{word} of campaign {deed.campaign}")
    if not isinstance(answer, Answer):
        return answer
    campaign = opened(answer.body, "data", CampaignModel)
    if answer.status in range(200, 300) and campaign is not None:
        return Steered(campaign.value())
    return declined(answer)
