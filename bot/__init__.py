"""Telegram, MsgFlash, the command line, and the wiring that joins them to the conversation."""

import gc

# By its usual rule the collector looks again and again through what is only being imported, and never goes away.
gc.set_threshold(50_000, 20, 50)
