"""MsgFlash's verdict on a campaign, whole: what it decided, how the audience stands to its limits, why, and its advice.

Nothing here judges the score or the state of the number: what higher means is not documented. Reasons and advice are
free English text; sentences that are known are told in French, with the original below.
"""

import re

from conversations.screen import Block, Line, Listed, Spoken
from conversations.words import Bar, Language, Said, Share, Text
from conversations.workspace import Safety

DECISION = Text(fr="Avis de MsgFlash", en="MsgFlash’s verdict")
ALLOWED = Text(fr="rien à signaler", en="nothing to report")
WARNED = Text(fr="à surveiller, la campagne est acceptée", en="caution, the campaign is accepted")
RISK = Text(fr="Risque", en="Risk")
RISKS = {
    "low": Text(fr="faible", en="low"),
    "medium": Text(fr="moyen", en="medium"),
    "high": Text(fr="élevé", en="high"),
}
NUMBER = Text(fr="État du numéro", en="State of the number")
STATES = {
    "warming": Text(fr="en chauffe", en="warming up"),
    "stable": Text(fr="stable", en="stable"),
}
SCORED = Text(fr="{state}, score {score}", en="{state}, score {score}")
SCORE = Text(fr="Score", en="Score")
PEOPLE = Text(fr="Nombre", en="Size")
COLD = Text(fr="Contacts froids", en="Cold contacts")
WITHIN = Text(fr="{bar} {value} / {limit} au plus", en="{bar} {value} / {limit} at most")
BEYOND = Text(fr="{bar} {value} / {limit} au plus ⚠", en="{bar} {value} / {limit} at most ⚠")
COUNT = Text(fr="{value}", en="{value}")
LIMIT_ONLY = Text(fr="{limit} au plus conseillés", en="{limit} at most advised")
WHY = Text(fr="Conseils et raisons de MsgFlash", en="MsgFlash’s advice and reasons")
ADVICE = Text(fr="Conseil : {said}", en="Advice: {said}")
REASON = Text(fr="Raison : {said}", en="Reason: {said}")
MORE = Text(fr="Aussi dit par MsgFlash", en="Also said by MsgFlash")
OTHER = Text(fr="{name} : {value}", en="{name}: {value}")

# Whole sentences, without their full stop, and what they say in French: a part of one may say the contrary.
GLOSSES: tuple[tuple[str, str], ...] = (
    (
        r"(?P<n>\d+) recipients are more than the (?P<m>\d+) advised( for this number)?( now)?",
        "{n} destinataires : plus que les {m} conseillés pour ce numéro.",
    ),
    (
        r"(?P<n>[\d.]+) ?% of the recipients never engaged with this number; at most (?P<m>[\d.]+) ?% is advised",
        "{n} % des destinataires n’ont jamais échangé avec ce numéro ; {m} % au plus sont conseillés.",
    ),
    (
        r"split the audience into campaigns of at most (?P<m>\d+) recipients",
        "Partagez l’envoi en campagnes de {m} destinataires au plus.",
    ),
    (r"(this|the|your) number is (still )?warming up", "Ce numéro est encore en chauffe."),
    (r"(this|the|your) number is not connected( to whatsapp)?", "Ce numéro n’est pas relié à WhatsApp."),
    (r"link the number again before the campaign starts", "Reliez le numéro avant le départ de la campagne."),
    (
        r"(write|send) (first )?to (contacts|people) who (have )?answered before( first)?",
        "Écrivez d’abord aux contacts qui ont déjà répondu.",
    ),
    (
        r"send small campaigns for some days before larger ones",
        "Envoyez de petites campagnes pendant quelques jours, avant de plus grandes.",
    ),
    (r"send to fewer people( first)?", "Envoyez d’abord à moins de monde."),
    (r"many (contacts|recipients) are (new to this number|cold)", "Beaucoup de contacts sont nouveaux pour ce numéro."),
    (r"nobody is selected", "Personne n’est choisi."),
    (r"(this|the|your) (number|account) is (young|new|recent)", "Ce numéro est récent."),
    (r"wait (?P<n>\d+) days?", "Attendez : {n} j."),
    (r"wait (?P<n>\d+) weeks?", "Attendez : {n} sem."),
)


def decided(safety: Safety) -> tuple[Line, ...]:
    """Return the verdict's lines: the decision, the risk, the number, and the audience against its limits."""
    lines: list[Line] = []
    if safety.decision is not None:
        lines.append(Line(DECISION(), known({"allow": ALLOWED, "warn": WARNED}, safety.decision)))
    if safety.risk is not None:
        lines.append(Line(RISK(), known(RISKS, safety.risk)))
    if safety.state is not None and safety.score is not None:
        lines.append(Line(NUMBER(), SCORED(state=known(STATES, safety.state), score=safety.score)))
    elif safety.state is not None:
        lines.append(Line(NUMBER(), known(STATES, safety.state)))
    elif safety.score is not None:
        lines.append(Line(SCORE(), COUNT(value=safety.score)))
    people = _against(safety.total_recipients, safety.max_recipients)
    if people is not None:
        lines.append(Line(PEOPLE(), people))
    cold = _against(
        None if safety.cold_ratio is None else Share(safety.cold_ratio),
        None if safety.max_cold_ratio is None else Share(safety.max_cold_ratio),
    )
    return (*lines, *((Line(COLD(), cold),) if cold is not None else ()))


def verdict(safety: Safety, language: Language) -> tuple[Block, ...]:
    """Return every part of a verdict that came; what is long folds."""
    blocks: list[Block] = [*decided(safety)]
    said = (
        *(_glossed(ADVICE, each, language) for each in safety.recommendations),
        *(_glossed(REASON, each, language) for each in safety.reasons),
    )
    if said:
        # Only its first lines are in sight: what can be done about it comes first.
        blocks.append(Listed(said, WHY(), folded=True))
    if safety.more:
        items = tuple(OTHER(name=name, value=value) for name, value in safety.more)
        blocks.append(Listed(items, MORE(), folded=True))
    return tuple(blocks)


def known(words: dict[str, Text], value: str) -> Spoken:
    """Return our word for a value of MsgFlash's, or the value as it came."""
    return words[value]() if value in words else value


def gloss(sentence: str) -> str | None:
    """Return what a known English sentence says in French."""
    for form, french in GLOSSES:
        found = re.fullmatch(form, sentence.strip().removesuffix("."), re.IGNORECASE)
        if found is not None:
            return french.format(**found.groupdict())
    return None


def _glossed(kind: Text, sentence: str, language: Language) -> str:
    """Return a sentence of MsgFlash's under its kind; its French comes first, for the fold shows but the beginning."""
    said = gloss(sentence) if language == "fr" else None
    words = sentence if said is None else f"{said}\n= {sentence}"
    return kind.in_language(language).format(said=words)


def _against(value: int | Share | None, limit: int | Share | None) -> Said | None:
    if value is None:
        return None if limit is None else LIMIT_ONLY(limit=limit)
    if limit is None:
        return COUNT(value=value)
    share, most = _number(value), _number(limit)
    bar = Bar(share / most if most > 0 else float(share > 0))
    return (BEYOND if share > most else WITHIN)(bar=bar, value=value, limit=limit)


def _number(value: int | Share) -> float:
    return value.of_one if isinstance(value, Share) else value
