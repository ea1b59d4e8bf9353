"""Files that go out with campaigns: what MsgFlash takes, what bytes really are, where they are kept and found."""
