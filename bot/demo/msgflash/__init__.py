"""A sandbox of the MsgFlash API: it answers as the documentation says, keeps everything in memory and sends nothing."""
