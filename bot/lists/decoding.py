"""The bytes of a text file as text, whatever program wrote them."""

import codecs

# The longer marks first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
# A slip of the keyboard here and there is still text.
_MOST_CONTROLS = 0.02
_FEW_CONTROLS = 8
_PLAIN_CONTROLS = "\t\n\r\f\v\x1a\x85"


def decoded(content: bytes) -> str | None:
    """Return the text that bytes are, or None when they are none."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _if_text(content[len(mark) :].decode(encoding, "replace"))
    sample = content[:_SAMPLE]
    # In UTF-16 every other byte of an ordinary list is zero.
    zeros = sample[1::2].count(0), sample[::2].count(0)
    if max(zeros) > len(sample) // 4:
        return _if_text(content.decode("utf-16-le" if zeros[0] >= zeros[1] else "utf-16-be", "replace"))
    for encoding in ("utf-8", "cp1252"):
        try:
            return _if_text(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _if_text(content.decode("latin-1"))


def _if_text(text: str) -> str | None:
    controls = sum(character < " " or "\x7f" <= character <= "\x9f" for character in text[:_SAMPLE])
    plain = sum(text.count(control, 0, _SAMPLE) for control in _PLAIN_CONTROLS)
    return None if "\0" in text or controls - plain > max(len(text[:_SAMPLE]) * _MOST_CONTROLS, _FEW_CONTROLS) else text
