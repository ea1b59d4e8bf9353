"""Which files MsgFlash takes for each kind of message, and how an operator mends one that it does not.

The formats and sizes are the console's product limits, as its guide to media uploads names them.
"""

from dataclasses import dataclass
from math import ceil
from typing import Literal, TypeAlias, get_args

from bot.media.sniffed import Sniffed
from conversations.replies import shortened
from conversations.step import Problem
from conversations.words import Several, Text

MediaKind: TypeAlias = Literal["image", "video", "document", "audio", "voice_note"]
KINDS: tuple[MediaKind, ...] = get_args(MediaKind)

# The guide does not say which megabyte; too small a one costs a smaller picture, too large a one the campaign.
MEGABYTE = 1_000_000

_AN_IMAGE = Text(fr="une image", en="an image")
_A_VIDEO = Text(fr="une vidéo", en="a video")
_A_DOCUMENT = Text(fr="un document", en="a document")
_AN_AUDIO = Text(fr="un audio", en="an audio file")
_A_VOICE_NOTE = Text(fr="une note vocale", en="a voice note")

EMPTY = Text(
    fr="Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre téléphone, puis renvoyez-le.",
    en="This file is empty. Check that it opens on your phone, then send it again.",
)
TOO_LARGE = Text(
    fr="Ce fichier fait {size} Mo ; {kind} ne peut pas dépasser {most} Mo. {mend}",
    en="This file is {size} MB; {kind} can be {most} MB at most. {mend}",
)
LARGER = Text(
    fr="Ce fichier dépasse {most} Mo, le maximum pour {kind}. {mend}",
    en="This file is over {most} MB, the most for {kind}. {mend}",
)
WRONG_FORMAT = Text(
    fr="Ce fichier est de format {format}, que MsgFlash ne prend pas pour {kind}. "
    "Formats possibles : {formats}. {mend}",
    en="This file’s format is {format}, which MsgFlash does not take for {kind}. Possible formats: {formats}. {mend}",
)
UNKNOWN_FORMAT = Text(
    fr="Je ne reconnais pas ce fichier ; il est peut-être abîmé ou incomplet. "
    "Formats possibles pour {kind} : {formats}. {mend}",
    en="I do not recognise this file; it may be damaged or incomplete. Possible formats for {kind}: {formats}. {mend}",
)
WRONG_CODING = Text(
    fr="Ce fichier {format} est codé en {codec}, que WhatsApp ne lit pas sur tous les téléphones. {mend}",
    en="This {format} file is coded in {codec}, which WhatsApp does not play on every phone. {mend}",
)
TAKE_THE_OTHER_KIND = Text(
    fr="Il peut partir comme {other} : changez le genre du message.",
    en="It can go as {other}: change the kind of message.",
)

_PHOTO = Text(
    fr="Renvoyez-la ici comme photo plutôt que comme fichier : Telegram la réduit et la convertit.",
    en="Send it here as a photo rather than as a file: Telegram makes it smaller and converts it.",
)
_SHORTER_VIDEO = Text(
    fr="Coupez-la, ou renvoyez-la ici comme vidéo en choisissant une qualité plus basse.",
    en="Cut it, or send it here as a video with a lower quality chosen.",
)
_AS_VIDEO = Text(
    fr="Renvoyez-la ici comme vidéo plutôt que comme fichier, ou convertissez-la en MP4 (H.264 et AAC).",
    en="Send it here as a video rather than as a file, or convert it to MP4 (H.264 and AAC).",
)
_SMALLER_DOCUMENT = Text(
    fr="Compressez-le, ou retirez-en des images, puis renvoyez-le.",
    en="Compress it, or take pictures out of it, then send it again.",
)
_AS_PDF = Text(fr="Enregistrez-le en PDF, puis renvoyez-le.", en="Save it as a PDF, then send it again.")
_SHORTER_AUDIO = Text(
    fr="Coupez-le, ou compressez-le en MP3, puis renvoyez-le.",
    en="Cut it, or compress it to MP3, then send it again.",
)
_AS_MP3 = Text(fr="Convertissez-le en MP3, puis renvoyez-le.", en="Convert it to MP3, then send it again.")
_SHORTER_VOICE_NOTE = Text(fr="Enregistrez-en une plus courte.", en="Record a shorter one.")
_RECORD = Text(
    fr="Enregistrez-la ici : maintenez le micro, parlez, relâchez.",
    en="Record it here: hold the microphone, speak, release.",
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: its name for people, its type, the ending of its names, the codings that phones play."""

    name: str
    mime: str
    ending: str
    codecs: tuple[str, ...] = ()


JPEG = Format("JPEG", "image/jpeg", "jpg")
PNG = Format("PNG", "image/png", "png")
WEBP = Format("WEBP", "image/webp", "webp")
GIF = Format("GIF", "image/gif", "gif")
MP4 = Format("MP4", "video/mp4", "mp4", ("H.264", "AAC"))
THREE_GPP = Format("3GPP", "video/3gpp", "3gp", ("H.264", "H.263", "MPEG-4 Visual", "AAC", "AMR"))
PDF = Format("PDF", "application/pdf", "pdf")
DOC = Format("DOC", "application/msword", "doc")
DOCX = Format("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
XLS = Format("XLS", "application/vnd.ms-excel", "xls")
XLSX = Format("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
MP3 = Format("MP3", "audio/mpeg", "mp3")
# WhatsApp's own voice notes are OGG with Opus; phones do not play Vorbis there.
OGG = Format("OGG", "audio/ogg", "ogg", ("Opus",))
WEBM = Format("WEBM", "audio/webm", "webm", ("Opus",))
MP4_AUDIO = Format("MP4", "audio/mp4", "m4a", ("AAC",))
AAC = Format("AAC", "audio/aac", "aac")
AMR = Format("AMR", "audio/amr", "amr")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is taken for a kind of message, and how one makes a file smaller or another format of it."""

    said: Text
    formats: tuple[Format, ...]
    megabytes: int
    shrink: Text
    convert: Text

    @property
    def most(self) -> int:
        """How many bytes at most."""
        return self.megabytes * MEGABYTE


RULES: dict[MediaKind, Rule] = {
    "image": Rule(_AN_IMAGE, (JPEG, PNG, WEBP, GIF), 5, _PHOTO, _PHOTO),
    "video": Rule(_A_VIDEO, (MP4, THREE_GPP), 16, _SHORTER_VIDEO, _AS_VIDEO),
    "document": Rule(_A_DOCUMENT, (PDF, DOC, DOCX, XLS, XLSX), 10, _SMALLER_DOCUMENT, _AS_PDF),
    "audio": Rule(_AN_AUDIO, (MP3, OGG, MP4_AUDIO, AAC, AMR), 16, _SHORTER_AUDIO, _AS_MP3),
    "voice_note": Rule(_A_VOICE_NOTE, (MP3, OGG, WEBM, MP4_AUDIO, AAC, AMR), 16, _SHORTER_VOICE_NOTE, _RECORD),
}
FORMATS: dict[str, Format] = {form.mime: form for rule in RULES.values() for form in rule.formats}

# What phones and Telegram call the same types.
ALIASES = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
    "audio/mpeg3": "audio/mpeg",
    "audio/x-mpeg": "audio/mpeg",
    "audio/opus": "audio/ogg",
    "application/ogg": "audio/ogg",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/x-aac": "audio/aac",
    "audio/aacp": "audio/aac",
    "audio/x-amr": "audio/amr",
    "video/3gp": "video/3gpp",
    "video/x-m4v": "video/mp4",
    "application/x-pdf": "application/pdf",
}
# Says only that the sender's phone did not know.
UNKNOWN = {"", "application/octet-stream", "binary/octet-stream"}


def fits(kind: MediaKind, mime: str | None, size: int | None) -> Problem | None:
    """Return what is wrong with a file as its sender describes it, before any download; None where nothing is known."""
    declared = (mime or "").partition(";")[0].strip().lower()
    if declared in UNKNOWN:
        return None if size is None else _size(kind, size)
    declared = ALIASES.get(declared, declared)
    problem = None if _taken(kind, declared) else _wrong_format(kind, declared)
    return problem if problem is not None or size is None else _size(kind, size)


def suits(kind: MediaKind, found: Sniffed | None, size: int) -> Format | Problem:
    """Return the format of a file whose bytes were looked at, or what is wrong with it."""
    problem = _size(kind, size)
    if problem is not None:
        return problem
    rule = RULES[kind]
    if found is None:
        return Problem(UNKNOWN_FORMAT(kind=rule.said(), formats=_named(rule), mend=rule.convert()))
    if not _taken(kind, found.mime):
        return _wrong_format(kind, found.mime)
    form = FORMATS[found.mime]
    strange = next((codec for codec in found.codecs if codec not in form.codecs), None)
    if strange is not None:
        return Problem(WRONG_CODING(format=form.name, codec=strange, mend=rule.convert()))
    return form


def endless(kind: MediaKind) -> Problem:
    """Return what is said of a file that was given up at the limit, so that nobody knows its size."""
    rule = RULES[kind]
    return Problem(LARGER(kind=rule.said(), most=rule.megabytes, mend=rule.shrink()))


def _size(kind: MediaKind, size: int) -> Problem | None:
    rule = RULES[kind]
    if size <= 0:
        return Problem(EMPTY())
    if size <= rule.most:
        return None
    # Rounded up, so that it never reads as the very limit.
    megabytes = ceil(size * 10 / MEGABYTE) / 10
    return Problem(TOO_LARGE(size=megabytes, kind=rule.said(), most=rule.megabytes, mend=rule.shrink()))


def _taken(kind: MediaKind, mime: str) -> bool:
    return any(form.mime == mime for form in RULES[kind].formats)


def _wrong_format(kind: MediaKind, mime: str) -> Problem:
    rule = RULES[kind]
    other = next((other for other in KINDS if _taken(other, mime)), None)
    mend = rule.convert() if other is None else TAKE_THE_OTHER_KIND(other=RULES[other].said())
    return Problem(WRONG_FORMAT(format=_name(mime), kind=rule.said(), formats=_named(rule), mend=mend))


def _named(rule: Rule) -> Several:
    return Several(tuple(form.name for form in rule.formats))


NAMES = {
    "image/heic": "HEIC",
    "image/heif": "HEIC",
    "image/avif": "AVIF",
    "image/svg+xml": "SVG",
    "video/quicktime": "QuickTime (MOV)",
    "video/webm": "WEBM",
    "video/x-matroska": "Matroska (MKV)",
    "audio/3gpp": "3GPP (audio)",
    "audio/amr-wb": "AMR-WB",
    "audio/x-matroska": "Matroska (MKA)",
    "audio/wav": "WAV",
    "audio/x-wav": "WAV",
    "audio/flac": "FLAC",
    "application/zip": "ZIP",
    "text/plain": "TXT",
    "text/csv": "CSV",
}


def _name(mime: str) -> str:
    form = FORMATS.get(mime)
    return form.name if form is not None else NAMES.get(mime, shortened(mime, 40))
