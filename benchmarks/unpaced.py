"""The bot without the pace that MsgFlash demands, which would otherwise be all that a saturated run shows."""

import sys

from bot.__main__ import main
from bot.msgflash import client as msgflash

if __name__ == "__main__":
    msgflash.PACE = (1_000_000, 1.0)
    sys.exit(main(["run"]))
