"""Multipart forms, read part by part, since aiohttp limits a body read at once to less than files need."""

from dataclasses import dataclass

from aiohttp import BodyPartReader, web

from bot.demo.telegram.files import LARGEST_UPLOAD, Upload

_PIECE = 1 << 16


class BadFormError(Exception):
    """The body is no multipart form."""


class TooLargeError(Exception):
    """A part is larger than anybody may send."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts in their order, by name."""

    fields: tuple[tuple[str, str], ...]
    uploads: tuple[tuple[str, Upload], ...]


async def read(request: web.Request) -> Parts:
    fields: list[tuple[str, str]] = []
    uploads: list[tuple[str, Upload]] = []
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise BadFormError
            content = await _content(part)
            if part.filename is None:
                fields.append((part.name, content.decode("utf-8", "replace")))
            else:
                uploads.append((part.name, Upload(content, part.filename, part.headers.get("Content-Type", ""))))
    except ValueError as error:
        # So aiohttp says that a boundary is missing.
        raise BadFormError from error
    return Parts(tuple(fields), tuple(uploads))


async def _content(part: BodyPartReader) -> bytes:
    """Read a part to its end even when it is too large: an answer sent before might never be read."""
    content, size = bytearray(), 0
    while piece := await part.read_chunk(_PIECE):
        size += len(piece)
        if size <= LARGEST_UPLOAD:
            content += piece
    if size > LARGEST_UPLOAD:
        raise TooLargeError
    return bytes(content)
