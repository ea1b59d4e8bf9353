"""Every method of the Bot API that is played here, by its name in lower case, since Telegram minds no capitals."""

from collections.abc import Awaitable, Callable

from bot.demo.telegram import about, changing, polling, sending
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.telegram import Telegram

Method = Callable[[Telegram, Arguments], object]
"""Gives the result."""

WaitingMethod = Callable[[Telegram, Arguments], Awaitable[tuple[object, str]]]
"""Gives the result and a description of it, which may be empty."""

WRITING: dict[str, Method] = {
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "sendvideo": sending.send_video,
    "sendaudio": sending.send_audio,
    "sendvoice": sending.send_voice,
    "senddocument": sending.send_document,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "copymessage": sending.copy_message,
    "forwardmessage": sending.forward_message,
    "editmessagetext": changing.edit_message_text,
    "editmessagecaption": changing.edit_message_caption,
    "editmessagereplymarkup": changing.edit_message_reply_markup,
    "deletemessage": changing.delete_message,
    "deletemessages": changing.delete_messages,
    "answercallbackquery": changing.answer_callback_query,
    "setmessagereaction": changing.set_message_reaction,
    "pinchatmessage": changing.pin_chat_message,
    "unpinchatmessage": changing.unpin_chat_message,
    "unpinallchatmessages": changing.unpin_all_chat_messages,
}
"""What acts in a chat, and may therefore be too much."""

READING: dict[str, Method] = {
    "getme": about.get_me,
    "logout": about.leave,
    "close": about.leave,
    "setmyname": about.set_my_name,
    "getmyname": about.get_my_name,
    "setmydescription": about.set_my_description,
    "getmydescription": about.get_my_description,
    "setmyshortdescription": about.set_my_short_description,
    "getmyshortdescription": about.get_my_short_description,
    "setmycommands": about.set_my_commands,
    "getmycommands": about.get_my_commands,
    "deletemycommands": about.delete_my_commands,
    "setchatmenubutton": about.set_chat_menu_button,
    "getchatmenubutton": about.get_chat_menu_button,
    "getchat": about.get_chat,
    "getchatmember": about.get_chat_member,
    "getfile": about.get_file,
}
"""What concerns the bot itself, or only asks."""

WAITING: dict[str, WaitingMethod] = {
    "getupdates": polling.get_updates,
    "setwebhook": polling.set_webhook,
    "deletewebhook": polling.delete_webhook,
    "getwebhookinfo": polling.get_webhook_info,
}
