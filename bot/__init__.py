"""Telegram, MsgFlash, the command line, and the wiring that joins them to the conversation."""
