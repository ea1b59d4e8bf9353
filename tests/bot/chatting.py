"""Two people a chat is played with, and two screens for them."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import Chat
from bot.render import Rendered
from storage.store import Card
from tests.bot.fake_telegram import FakeTelegram

AWA = 7
SAM = 8
SCREEN = Rendered("<b>Hello</b> &amp; more", InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="1|go")]]))
OTHER = Rendered("<i>Another</i>", None)


async def carded(chat: Chat, *, kept: bool = False, rendered: Rendered = SCREEN) -> Card:
    return await chat.show(AWA, None, rendered, below=False, kept=kept)


def names(telegram: FakeTelegram) -> list[str]:
    return [name for name, _ in telegram.calls]
