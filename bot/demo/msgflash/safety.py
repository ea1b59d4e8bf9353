"""The verdict on the risk that a campaign brings to the number that sends it: advice, never a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.demo.msgflash.records import Contact, Instance


@dataclass(frozen=True, slots=True)
class _Limits:
    state: str
    trust: int
    recipients: int
    cold: float


_WARMING = _Limits("warming", 74, 100, 0.4)
_STABLE = _Limits("stable", 92, 1_000, 0.6)


@dataclass(frozen=True, slots=True)
class Verdict:
    decision: str
    risk: str
    score: int
    state: str
    reasons: tuple[str, ...]
    recommendations: tuple[str, ...]
    advised_recipients: int
    advised_cold: float
    total: int
    cold: float

    def brief(self) -> dict[str, object]:
        """Give the part that single messages get."""
        return {"decision": self.decision, "riskLevel": self.risk, "score": self.score, "state": self.state}

    def resumed(self) -> dict[str, object]:
        """Give the part that the answer to resume has."""
        return {**self.brief(), "reasons": list(self.reasons), "recommendations": list(self.recommendations)}

    def full(self) -> dict[str, object]:
        return {
            **self.resumed(),
            "appliedLimits": {"maxCampaignRecipients": self.advised_recipients, "maxColdRatio": self.advised_cold},
            "audience": {"totalRecipients": self.total, "coldRatio": self.cold},
        }


def assess(instance: Instance, audience: Sequence[Contact] | None, *, connected: bool) -> Verdict:
    """Judge an audience against what the number can bear; without one, judge the number alone.

    The scale of the score is not documented; higher is safer here, out of 100, as in the documented samples.
    """
    limits = _STABLE if instance.stable else _WARMING
    people = audience or ()
    total = len(people)
    cold = round(sum(contact.cold for contact in people) / total, 3) if total else 0.0
    concerns: list[tuple[str, str]] = []
    if total > limits.recipients:
        concerns.append(
            (
                f"{total} recipients are more than the {limits.recipients} advised for this number now.",
                f"Split the audience into campaigns of at most {limits.recipients} recipients.",
            )
        )
    if cold > limits.cold:
        concerns.append(
            (
                f"{cold:.0%} of the recipients never engaged with this number; at most {limits.cold:.0%} is advised.",
                "Write first to contacts who have answered before.",
            )
        )
    if not instance.stable:
        concerns.append(
            ("This number is still warming up.", "Send small campaigns for some days before larger ones."),
        )
    if not connected:
        concerns.append(
            ("This number is not connected to WhatsApp.", "Link the number again before the campaign starts.")
        )
    if audience is not None and not total:
        concerns.append(("Nobody is selected.", "Choose tags, contacts or a group with at least one contact."))
    # Warming up alone is worth a word, not a warning: small warm campaigns are how a number gets stable.
    warned = len(concerns) > (0 if instance.stable else 1)
    excess = min(1.0, max(0.0, total / limits.recipients - 1))
    score = limits.trust - round(20 * cold) - round(15 * excess) - (0 if connected else 20)
    return Verdict(
        decision="warn" if warned else "allow",
        risk="medium" if warned else "low",
        score=score,
        state=limits.state,
        reasons=tuple(reason for reason, _ in concerns),
        recommendations=tuple(advice for _, advice in concerns),
        advised_recipients=limits.recipients,
        advised_cold=limits.cold,
        total=total,
        cold=cold,
    )
