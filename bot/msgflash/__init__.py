"""The MsgFlash HTTP API: what comes back is a finding or an outcome, never an exception."""
