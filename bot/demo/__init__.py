"""The demo: one local web server that plays Telegram and MsgFlash, so that the real bot can be tried without either."""
