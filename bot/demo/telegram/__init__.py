"""A local Bot API server: the bot talks to it as it would to Telegram, and the chat page sees the other side."""
