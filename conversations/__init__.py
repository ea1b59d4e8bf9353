"""The talk with the operator, as pure functions on values: no input or output, no clock, no Telegram."""
