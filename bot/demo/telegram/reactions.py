"""The emoji that may be a reaction, as the manual of the Bot API lists them for ReactionTypeEmoji."""

_LINES = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥",
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨",
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡",
)
EMOJI = frozenset(emoji for line in _LINES for emoji in line.split())

_PRESENTATION = "\ufe0f"


def known(emoji: object) -> str | None:
    """Give the emoji as Telegram writes it, without presentation selectors; None when it may not be a reaction."""
    plain = emoji.replace(_PRESENTATION, "") if isinstance(emoji, str) else ""
    return plain if plain in EMOJI else None
