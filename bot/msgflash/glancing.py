"""Reading a campaign or a number once, for watching: what fails is not tried again, for another look comes anyway."""

from urllib.parse import quote

from bot.msgflash.client import MsgFlash, found_in, nothing
from bot.wire import CampaignModel, opened
from conversations.needs import CampaignState, Nothing
from conversations.workspace import CampaignId, InstanceId


async def campaign(client: MsgFlash, campaign_id: CampaignId, *, watched: bool) -> CampaignState | Nothing:
    answer = await client.glance(f"/api/v1/campaigns/{quote(campaign_id, safe='')}", watched=watched)
    model = opened(answer.body, "data", CampaignModel) if answer else None
    return CampaignState(model.value()) if model else nothing(answer)


async def number(client: MsgFlash, instance: InstanceId) -> str | None:
    """Return the live status of a number, None when it could not be read."""
    match found_in(await client.glance(f"/api/v1/instances/{quote(instance, safe='')}/state", watched=False)):
        case {"status": str(status)}:
            return status
        case _:
            return None
