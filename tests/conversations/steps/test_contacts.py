"""Which contacts, chosen one by one or from a list, receive the message."""
