"""What in the message itself may get it reported or lost: links, capitals, reply buttons, files that go away."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from conversations.checks.check import Checked, Passed, Raised
from conversations.contents import Media, of_kind
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.flow import applicable
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.words import Plural, Share, Text, When

FEW_LINKS = Text(fr="peu ou pas de liens.", en="few links or none.")
MANY_LINKS = Plural(
    one=Text(fr="{count} lien dans le message.", en="{count} link in the message."),
    many=Text(
        fr="{count} liens dans le message : au-delà de {most}, il passe facilement pour indésirable.",
        en="{count} links in the message: beyond {most}, it is easily taken for spam.",
    ),
)
SHORTENED = Text(
    fr="le lien raccourci {host} cache où il mène : il est souvent signalé. Mettez l’adresse entière.",
    en="the shortened link {host} hides where it leads: such links are often reported. Give the whole address.",
)
CALM = Text(fr="peu de majuscules.", en="few capitals.")
SHOUTING = Text(
    fr="{share} des lettres sont des majuscules : cela passe facilement pour indésirable.",
    en="{share} of the letters are capitals: that is easily taken for spam.",
)
NOT_ON_EVERY_PHONE = Text(
    fr="certains téléphones n’affichent pas les boutons, et le numéro doit être un compte WhatsApp Business. "
    "Un texte numéroté passe partout : touchez Texte numéroté.",
    en="some phones do not show the buttons, and the number must be a WhatsApp Business account. "
    "A numbered text works everywhere: tap Numbered text.",
)
EXPIRES = Text(
    fr="le lien du fichier expire {when}, avant l’envoi : il faut un lien qui reste ouvert.",
    en="the file’s link expires {when}, before the sending: a link that stays open is needed.",
)
MUST_STAY = Text(
    fr="le fichier doit rester à cette adresse aussi longtemps que la campagne se répète.",
    en="the file must stay at this address for as long as the campaign repeats.",
)
KEPT = Text(
    fr="ce bot garde le fichier jusqu’après le dernier envoi.",
    en="this bot keeps the file until after the last sending.",
)
STAYS = Text(
    fr="le lien du fichier n’annonce pas d’expiration avant l’envoi.",
    en="the file’s link names no expiry before the sending.",
)

LINK = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
HOST = re.compile(r"(?:https?://|(?<!/)(?=www\.))([^\s<>/?#:]+)", re.IGNORECASE)
MOST_LINKS = 2
SHORTENERS = frozenset(
    {"bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "ow.ly", "cutt.ly", "rb.gy", "t.ly", "s.id", "shorturl.at"}
)
FEWEST_LETTERS = 20
MOST_CAPITALS = 0.5
# An hour for the sending itself to come through all recipients.
A_WHILE = timedelta(hours=1)


def links(_conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    found = LINK.findall(_words(draft))
    hosts = [host.casefold().rpartition("@")[2].removeprefix("www.") for host in HOST.findall(_words(draft))]
    shortened = next((host for host in hosts if host in SHORTENERS), None)
    if shortened is not None:
        return (Raised(SHORTENED(host=shortened), "estimate"),)
    if len(found) > MOST_LINKS:
        return (Raised(MANY_LINKS(len(found), most=MOST_LINKS), "estimate"),)
    return (Passed(FEW_LINKS(), "estimate"),)


def shouting(_conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    """Count capitals among the letters that have two cases, links and placeholders left out."""
    words = re.sub(r"\{\{.*?\}\}", "", LINK.sub("", _words(draft)))
    letters = [letter for letter in words if letter.upper() != letter.lower()]
    share = sum(letter.isupper() for letter in letters) / len(letters) if letters else 0
    if len(letters) >= FEWEST_LETTERS and share > MOST_CAPITALS:
        return (Raised(SHOUTING(share=Share(round(share, 2))), "estimate"),)
    return (Passed(CALM(), "estimate"),)


def buttons(_conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    return (Raised(NOT_ON_EVERY_PHONE(), "estimate"),) if of_kind(draft, "buttons") else ()


def media(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    """Look whether the link itself names the moment it goes away; no link is opened here."""
    file, schedule, repeat = draft.find(Media), draft.find(Schedule), draft.find(Repeat)
    if file is None or schedule is None or not any(step.answer is Media for step in applicable(draft)):
        return ()
    if file.kept is not None:
        return (Passed(KEPT()),)
    end = expiry(file.url)
    repeats = repeat is not None and repeat.every != "none"
    if end is not None and (end < schedule.at + A_WHILE or repeats):
        return (Raised(EXPIRES(when=When(end, conversation.zone))),)
    return (Raised(MUST_STAY(), "estimate") if repeats else Passed(STAYS(), "estimate"),)


def expiry(url: str) -> datetime | None:
    """Return when a signed link ends, as the large stores write it; None where the link does not tell.

    AWS: docs.aws.amazon.com/AmazonS3, "sigv4-query-string-auth" (`X-Amz-Date`, `X-Amz-Expires`; before it `Expires`).
    Google: cloud.google.com/storage/docs, "signed-urls" (`X-Goog-…`). Azure: "create-service-sas" (`se`).
    """
    try:
        asked = {name.casefold(): values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        for store in ("amz", "goog"):
            if f"x-{store}-date" in asked and f"x-{store}-expires" in asked:
                start = datetime.strptime(asked[f"x-{store}-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                return start + timedelta(seconds=int(asked[f"x-{store}-expires"]))
        if "signature" in asked and "expires" in asked:
            return datetime.fromtimestamp(int(asked["expires"]), UTC)
        if "sig" in asked and "se" in asked:
            end = datetime.fromisoformat(asked["se"])
            return end if end.tzinfo is not None else None
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _words(draft: Draft) -> str:
    """Return the message's words, the file's own link left out."""
    said = (
        step.message(answer)
        for step in applicable(draft)
        if (answer := draft.find(step.answer)) is not None and not isinstance(answer, Media)
    )
    return "\n".join(part for part in said if part)
