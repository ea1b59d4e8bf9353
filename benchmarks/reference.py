"""The yardstick: the same conversation as a bare python-telegram-bot ConversationHandler, nothing stored."""

import os

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
HOME, AUDIENCE, TAGS, WHEN, REPEAT, CONTENT, BODY, RECAP = range(8)


def keys(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])


async def edit(update: Update, text: str, *labels: str) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.edit_message_text(text, reply_markup=keys(*labels))


async def say(update: Update, text: str, *labels: str) -> None:
    assert update.message is not None
    await update.message.reply_text(text, reply_markup=keys(*labels))


async def start(update: Update, _: Context) -> int:
    await say(update, "WhatsApp campaigns. Nothing leaves before you have tapped Send.", "New campaign", "Help")
    return HOME


async def new(update: Update, context: Context) -> int:
    client: httpx.AsyncClient = context.bot_data["client"]
    found = (await client.get("/api/v1/instances")).json()["data"]
    context.user_data["number"] = found[0]["id"]  # type: ignore[index] # a private chat always has it
    await edit(update, "Who receives the message?", "By tags", "A group", "Everyone", "Back", "Cancel")
    return AUDIENCE


async def by_tags(update: Update, _: Context) -> int:
    await edit(update, "Write a tag, or several separated by commas.", "Back", "Cancel")
    return TAGS


async def tags(update: Update, context: Context) -> int:
    assert update.message is not None
    context.user_data["tags"] = (update.message.text or "").split(",")  # type: ignore[index] # see above
    await say(update, "When should it be sent?", "This evening 19:00", "Tomorrow 09:00", "Back", "Cancel")
    return WHEN


async def when(update: Update, context: Context) -> int:
    context.user_data["at"] = "2026-04-15T09:00:00.000Z"  # type: ignore[index] # see above
    await edit(update, "How often should it be sent?", "Once only", "Every day", "Back", "Cancel")
    return REPEAT


async def repeat(update: Update, _: Context) -> int:
    await edit(update, "What are you sending?", "Text", "A template", "Image", "Back", "Cancel")
    return CONTENT


async def content(update: Update, _: Context) -> int:
    await edit(update, "Write the message as it will be read.", "Back", "Cancel")
    return BODY


async def body(update: Update, context: Context) -> int:
    assert update.message is not None
    context.user_data["body"] = update.message.text  # type: ignore[index] # see above
    await say(update, f"Recap: {update.message.text}", "Send", "Change", "Back", "Cancel")
    return RECAP


async def send(update: Update, context: Context) -> int:
    await edit(update, "Sending to MsgFlash…")
    given = dict(context.user_data or {})
    request = {
        "instanceId": given["number"],
        "name": "vip",
        "schedule": given["at"],
        "repeat": "none",
        "recipients": {"type": "tags", "value": given["tags"]},
        "type": "text",
        "body": given["body"],
    }
    client: httpx.AsyncClient = context.bot_data["client"]
    answer = (await client.post("/api/v1/campaigns", json=request)).json()["data"]
    assert update.callback_query is not None
    await update.callback_query.edit_message_text(
        f"Campaign created: {answer['id']}", reply_markup=keys("New campaign")
    )
    return ConversationHandler.END


def main() -> None:
    base = f"{os.environ['TELEGRAM_API_URL']}/bot"
    application = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(base).build()
    application.bot_data["client"] = httpx.AsyncClient(
        base_url=os.environ["MSGFLASH_BASE_URL"], headers={"x-api-key": os.environ["MSGFLASH_API_KEY"]}
    )
    text = filters.TEXT & ~filters.COMMAND
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                HOME: [CallbackQueryHandler(new, pattern="^New campaign$")],
                AUDIENCE: [CallbackQueryHandler(by_tags, pattern="^By tags$")],
                TAGS: [MessageHandler(text, tags)],
                WHEN: [CallbackQueryHandler(when, pattern="^Tomorrow")],
                REPEAT: [CallbackQueryHandler(repeat, pattern="^Once only$")],
                CONTENT: [CallbackQueryHandler(content, pattern="^Text$")],
                BODY: [MessageHandler(text, body)],
                RECAP: [CallbackQueryHandler(send, pattern="^Send$")],
            },
            fallbacks=[CommandHandler("start", start)],
        )
    )
    application.run_polling(poll_interval=0)


if __name__ == "__main__":
    main()
