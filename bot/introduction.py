"""How the bot presents itself in Telegram: commands and descriptions, in both languages."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from conversations.words import LANGUAGES, Language, Text

log = logging.getLogger(__name__)

COMMANDS = {
    "new": Text(fr="Nouvelle campagne", en="New campaign"),
    "campaigns": Text(fr="Vos campagnes et leur état", en="Your campaigns and how they stand"),
    "stop": Text(fr="Tout mettre en pause", en="Pause everything"),
    "number": Text(fr="Vos numéros : état, avis, limites", en="Your numbers: state, verdicts, limits"),
    "drafts": Text(fr="Brouillons mis de côté", en="Drafts put aside"),
    "cancel": Text(fr="Abandonner le brouillon ouvert", en="Give up the open draft"),
    "language": Text(fr="Choisir la langue", en="Choose the language"),
    "timezone": Text(fr="Choisir votre ville, pour les heures", en="Choose your city, for times"),
    "help": Text(fr="Aide", en="Help"),
}
DESCRIPTION = Text(
    fr="Créez vos campagnes WhatsApp MsgFlash depuis votre téléphone, une question à la fois. "
    "Rien ne part avant que vous ayez tout relu. Réservé aux opérateurs.",
    en="Create your MsgFlash WhatsApp campaigns from your phone, one question at a time. "
    "Nothing is sent before you have read it all again. For operators only.",
)
SHORT = Text(fr="Campagnes WhatsApp avec MsgFlash, pas à pas.", en="WhatsApp campaigns with MsgFlash, step by step.")


async def introduce(bot: Bot) -> None:
    """Register commands and descriptions; English stands for every language but French. Failing does no harm."""
    codes: tuple[tuple[str | None, Language], ...] = ((None, "en"), *((language, language) for language in LANGUAGES))
    for code, language in codes:
        commands = [BotCommand(name, said.in_language(language)) for name, said in COMMANDS.items()]
        try:
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(DESCRIPTION.in_language(language), language_code=code)
            await bot.set_my_short_description(SHORT.in_language(language), language_code=code)
        except TelegramError as reason:
            log.warning("commands and descriptions were not set (%s)", type(reason).__name__)
            return
