"""Sending one message: the operator's own test of a campaign."""

from bot.msgflash.changing import changed, declined
from bot.msgflash.client import Answer, MsgFlash
from bot.wire import to_message
from conversations.deeds import Queued, Result, SendTest


async def send_test(client: MsgFlash, deed: SendTest) -> Result:
    """Send it with one request, never repeated, and say what became of it."""
    body = to_message(deed.draft, deed.to)
    answer = await changed(client, "/api/v1/messages/send", body, f"test of {deed.draft.reference}")
    if not isinstance(answer, Answer):
        return answer
    return Queued() if answer.status in range(200, 300) else declined(answer)
