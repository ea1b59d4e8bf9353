"""The account: who it is, its plan, what it has used, what it has paid."""

from calendar import monthrange
from datetime import datetime

from bot.demo.msgflash.calls import Answer, Call, Reach, Route
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.instants import written
from bot.demo.msgflash.messages import sendings
from bot.demo.msgflash.options import PLANS, Plan
from bot.demo.msgflash.pages import numbered
from bot.demo.msgflash.world import World

_STATUSES_POSTED = 85
_KEYS_MADE = 2


class Account:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/me", self.me, Reach.PERSONAL),
            Route("GET", "/usage", self.usage, Reach.PERSONAL),
            Route("GET", "/billing/usage", self.usage, Reach.PERSONAL),
            Route("GET", "/billing/plans", self.plans, Reach.ANY),
            Route("GET", "/billing/subscription", self.subscription, Reach.PERSONAL),
            Route("GET", "/billing/payments", self.payments, Reach.PERSONAL),
        )

    def refuse_over_quota(self, now: datetime) -> None:
        """Refuse when the month's outgoing messages are used up."""
        if self._messages(now) + _STATUSES_POSTED >= self._world.plan.outbound:
            raise Fault("MONTHLY_OUTBOUND_QUOTA_EXCEEDED", "The month's outgoing messages are used up")

    def me(self, _call: Call) -> Answer:
        return Answer(
            {
                "id": self._world.user_id,
                "name": "Boutique Demo",
                "email": "awa@boutique.example",
                "createdAt": written(self._world.born),
            }
        )

    def usage(self, call: Call) -> Answer:
        plan = self._world.plan
        return Answer(
            {
                "plan": {"code": plan.code, "name": plan.name},
                "limits": _limits(plan),
                "features": self._features(),
                "usage": self._usage(call.now),
                "period": _period(call.now),
            }
        )

    def plans(self, _call: Call) -> Answer:
        return Answer(
            [
                {
                    "code": plan.code,
                    "name": plan.name,
                    "priceEur": plan.price,
                    "limits": _limits(plan),
                    "features": {**self._features(), "numberLookups": True},
                }
                for plan in PLANS.values()
            ]
        )

    def subscription(self, call: Call) -> Answer:
        plan = self._world.plan
        return Answer(
            {
                "subscription": {
                    "plan": {
                        "code": plan.code,
                        "name": plan.name,
                        "limits": _limits(plan),
                        "features": self._features(),
                    },
                    "scheduledPlan": None,
                    "scheduledPlanAt": None,
                    "scheduledAction": None,
                },
                "usage": self._usage(call.now),
                "period": _period(call.now),
            }
        )

    def payments(self, call: Call) -> Answer:
        plan = self._world.plan
        paid = [{"id": self._world.user_id, "amountEur": plan.price, "paidAt": written(self._world.born)}]
        taken, paging = numbered(paid if plan.price else (), call.query)
        return Answer({"payments": list(taken), **paging})

    def _features(self) -> dict[str, object]:
        return {
            "campaigns": not self._world.switches.no_campaigns_plan,
            "statuses": False,
            "voiceNotes": True,
            "webhooks": True,
        }

    def _messages(self, now: datetime) -> int:
        sent = sum(1 for sending in sendings(self._world, now) if sending.latest(now)[1] not in {"scheduled", "queued"})
        return self._world.options.messages_used + sent

    def _usage(self, now: datetime) -> dict[str, object]:
        messages = self._messages(now)
        return {
            "messagesCount": messages,
            "statusesCount": _STATUSES_POSTED,
            "effectiveOutboundUsage": messages + _STATUSES_POSTED,
            "apiRequestsCount": self._world.options.requests_used + self._world.requests,
            "activeInstancesCount": len(self._world.instances),
            "activeApiKeysCount": _KEYS_MADE,
        }


def _limits(plan: Plan) -> dict[str, object]:
    return {
        "maxInstances": plan.instances,
        "maxApiKeys": plan.keys,
        "maxWebhookEndpoints": plan.webhooks,
        "monthlyOutboundQuota": plan.outbound,
        "monthlyApiRequestQuota": plan.requests,
    }


def _period(now: datetime) -> dict[str, object]:
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last = monthrange(now.year, now.month)[1]
    end = now.replace(day=last, hour=23, minute=59, second=59, microsecond=999_000)
    return {"start": written(start), "end": written(end)}
