"""Two real Bot API libraries run small bots against the server, as the campaign bot will."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import telegram as library
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReactionTypeEmoji,
)
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.demo.telegram.player import Player
from bot.demo.telegram.telegram import Telegram
from bot.demo.telegram.updates import Wanted


class Order(StatesGroup):
    waits_for_name = State()
    waits_for_picture = State()


def _colours() -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text="Rouge", callback_data="red"),
        InlineKeyboardButton(text="Bleu", callback_data="blue"),
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons])


async def _start(message: Message) -> None:
    await message.answer("<b>Quelle couleur ?</b>", reply_markup=_colours(), parse_mode="HTML")


async def _choose(press: CallbackQuery, state: FSMContext) -> None:
    assert isinstance(press.message, Message)
    await press.answer("Noté")
    await press.message.edit_text(f"Couleur : {press.data}")
    await state.set_state(Order.waits_for_name)
    await state.update_data(colour=press.data)


async def _name(message: Message, state: FSMContext) -> None:
    await state.update_data(name=message.text)
    await state.set_state(Order.waits_for_picture)
    await message.react([ReactionTypeEmoji(emoji="👌")])
    await message.answer("Une photo ?")


async def _picture(message: Message, state: FSMContext, bot: Bot) -> None:
    assert message.photo is not None
    photo = message.photo[-1]
    content = await bot.download(photo)
    assert content is not None
    known = await state.get_data()
    await state.clear()
    await message.answer_document(
        BufferedInputFile(content.read(), "photo.png"),
        caption=f"{known['name']}, {known['colour']}, {photo.width}x{photo.height}",
    )


def _dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.message.register(_start, Command("start"))
    dispatcher.callback_query.register(_choose, F.data.in_({"red", "blue"}))
    dispatcher.message.register(_name, Order.waits_for_name, F.text)
    dispatcher.message.register(_picture, Order.waits_for_picture, F.photo)
    return dispatcher


def _bot(address: str, token: str) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))


@asynccontextmanager
async def _polling(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    running = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=10))
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await bot.session.close()


async def test_an_aiogram_bot_talks_through_commands_buttons_edits_files_and_states(
    awa: Player, address: str, token: str, png: object
) -> None:
    assert callable(png)
    async with _polling(_bot(address, token), _dispatcher()):
        await awa.types("/start")
        asked = await awa.sees("Quelle couleur")
        press = await awa.presses("Bleu")
        answer = await awa.hears(press)
        edited = await awa.sees("Couleur : blue")
        name = await awa.types("Awa 🌻")
        await awa.sees("Une photo ?")
        reaction = await awa.notices("reaction")
        await awa.sends("photo", ("moi.png", png(640, 480), "image/png"))
        last = await awa.sees("Awa 🌻, blue, 640x480")

    assert asked["entities"] == [{"offset": 0, "length": 16, "type": "bold"}]
    assert answer == {"callback_query_id": press, "text": "Noté", "show_alert": False}
    assert edited["message_id"] == asked["message_id"]
    assert "reply_markup" not in edited
    assert reaction == {"message_id": name["message_id"], "emoji": "👌"}
    assert last["document"]["file_name"] == "photo.png"
    assert last["document"]["file_size"] == len(png(640, 480))


async def test_aiogram_understands_every_refusal(awa: Player, telegram: Telegram, address: str, token: str) -> None:
    async with _bot(address, token) as bot:
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(1001, "Bonjour")
        await awa.types("/start")
        telegram.switches.turn({"telegram_flood": True})
        await bot.send_message(1001, "un")
        await bot.send_message(1001, "deux")
        with pytest.raises(TelegramRetryAfter) as flood:
            await bot.send_message(1001, "trois")
    async with _bot(address, f"7000000002:{'A' * 35}") as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()

    assert flood.value.retry_after == 2


async def test_aiogram_reads_what_it_has_set(awa: Player, address: str, token: str) -> None:
    await awa.types("/start")
    async with _bot(address, token) as bot:
        await bot.set_my_commands([BotCommand(command="new", description="Nouvelle campagne")], language_code="fr")
        commands = await bot.get_my_commands(language_code="fr")
        chat = await bot.get_chat(1001)
        me = await bot.me()
        button = await bot.get_chat_menu_button()
        info = await bot.get_webhook_info()

    assert [(command.command, command.description) for command in commands] == [("new", "Nouvelle campagne")]
    assert (chat.first_name, chat.type) == ("Awa", "private")
    assert me.username == "campaign_demo_bot"
    assert button.type == "commands"
    assert info.url == ""


async def _ptb_start(update: library.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    rows = [
        [library.InlineKeyboardButton("Programmer", callback_data="go", api_kwargs={"style": "success"})],
        [library.InlineKeyboardButton("Copier", copy_text=library.CopyTextButton("c-1"))],
    ]
    await update.effective_message.reply_html(
        "Le <tg-time unix='1776243600' format='wDt'>15 avril</tg-time> ?",
        reply_markup=library.InlineKeyboardMarkup(rows),
        disable_notification=True,
    )


async def _ptb_press(update: library.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Fait", show_alert=True)
    await update.callback_query.edit_message_text("Programmée")


async def _ptb_voice(update: library.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    assert update.effective_message.voice is not None
    file = await update.effective_message.voice.get_file()
    content = await file.download_as_bytearray()
    await update.effective_message.reply_text(f"{len(content)} octets, {update.effective_message.voice.mime_type}")


@asynccontextmanager
async def _ptb(address: str, token: str) -> AsyncIterator[library.Bot]:
    application = (
        Application.builder().token(token).base_url(f"{address}/bot").base_file_url(f"{address}/file/bot").build()
    )
    application.add_handler(CommandHandler("start", _ptb_start))
    application.add_handler(CallbackQueryHandler(_ptb_press))
    application.add_handler(MessageHandler(filters.VOICE, _ptb_voice))
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling(timeout=10)
        try:
            yield application.bot
        finally:
            await application.updater.stop()
            await application.stop()


async def test_a_python_telegram_bot_application_talks_through_the_server(
    awa: Player, address: str, token: str
) -> None:
    async with _ptb(address, token) as bot:
        await awa.types("/start")
        asked = await awa.sees("15 avril")
        press = await awa.presses("Programmer")
        answer = await awa.hears(press)
        await awa.sees("Programmée")
        await awa.sends("voice", ("note.ogg", b"OggS" * 100, "audio/ogg"), duration="3")
        await awa.sees("400 octets, audio/ogg")
        album = await bot.send_media_group(
            1001,
            [
                library.InputMediaDocument(b"un", filename="1.txt"),
                library.InputMediaDocument(b"deux", filename="2.txt"),
            ],
        )

    assert asked["silent"] is True
    assert asked["entities"][0] == {
        "offset": 3,
        "length": 8,
        "type": "date_time",
        "unix_time": 1776243600,
        "date_time_format": "wDt",
    }
    buttons = asked["reply_markup"]["inline_keyboard"]
    assert buttons[0] == [{"text": "Programmer", "callback_data": "go", "style": "success"}]
    assert buttons[1] == [{"text": "Copier", "copy_text": {"text": "c-1"}}]
    assert answer["show_alert"] is True
    assert len({message.media_group_id for message in album}) == 1


async def test_every_object_survives_the_library_unchanged(
    awa: Player, telegram: Telegram, address: str, token: str, png: object
) -> None:
    """Whatever the server sends, python-telegram-bot reads and writes back the same."""
    assert callable(png)
    await awa.types("Voir https://example.com et @somebody, #promo")
    await awa.types("Transféré", forward=True)
    await awa.sends("photo", ("a.png", png(3, 4), "image/png"), ("b.png", png(5, 6), "image/png"), caption="deux")
    await awa.sends("video", ("v.mp4", b"video", "video/mp4"), duration="7")
    await awa.sends("audio", ("a.mp3", b"audio", "audio/mpeg"), title="Air")
    await awa.sends("voice", ("v.ogg", b"voice", "audio/ogg"), duration="2")
    await awa.sends("document", ("d.pdf", b"document", "application/pdf"))
    await awa.sends("sticker", ("s.png", png(512, 512), "image/png"), emoji="🌻")
    await awa.sends("video_note", ("n.mp4", b"note", "video/mp4"), duration="2")
    await awa.sends("poll", question="Quand ?", options=json.dumps(["Lundi", "Mardi"]))
    await awa.sends("contact", phone_number="+22901900001", first_name="Zoé")
    await awa.sends("location", latitude="6.36", longitude="2.41")
    async with _bot(address, token) as bot:
        updates = await bot.get_updates()
    raw = [update.as_json() for update in await telegram.updates.get(Wanted())]

    assert all(_keeps(library.Update.de_json(update, None).to_dict(), update) for update in raw)
    assert len(updates) == len(raw) == 13


def _keeps(read: object, sent: object) -> bool:
    """Tell whether everything sent is in what was read; the library adds its defaults."""
    if isinstance(sent, dict):
        return isinstance(read, dict) and all(name in read and _keeps(read[name], sent[name]) for name in sent)
    if isinstance(sent, list):
        return isinstance(read, list) and len(read) == len(sent) and all(map(_keeps, read, sent))
    return read == sent


async def test_a_bot_killed_before_it_confirms_gets_the_same_again(awa: Player, address: str, token: str) -> None:
    await awa.types("un")
    await awa.types("deux")
    async with _bot(address, token) as killed:
        before = await killed.get_updates()
    async with _bot(address, token) as restarted:
        again = await restarted.get_updates()
        after = await restarted.get_updates(offset=again[0].update_id + 1)

    assert [update.update_id for update in before] == [update.update_id for update in again]
    assert [update.message.text for update in after if update.message] == ["deux"]


async def test_a_second_bot_ends_the_poll_of_the_first(awa: Player, address: str, token: str) -> None:
    async with _bot(address, token) as first, _bot(address, token) as second:
        waiting = asyncio.create_task(first.get_updates(timeout=30))
        taking_over = asyncio.create_task(second.get_updates(timeout=30))
        done, _ = await asyncio.wait((waiting, taking_over), return_when=asyncio.FIRST_COMPLETED)
        (ended,) = done
        await awa.types("bonjour")
        (other,) = {waiting, taking_over} - done
        updates = await other

    assert isinstance(ended.exception(), TelegramAPIError)
    assert "terminated by other getUpdates request" in str(ended.exception())
    assert [update.message.text for update in updates if update.message] == ["bonjour"]
