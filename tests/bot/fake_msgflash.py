"""MsgFlash as the bot sees it, at the seam of httpx."""

import asyncio
import json
from dataclasses import dataclass, field

import httpx

from tests import canaries
from tests.bot.fake_people import FakePeople

SHOP = {
    "id": "6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11",
    "name": "Boutique",
    "waNumber": "+33639980001",
    "status": "connected",
}
VIPS = {"id": "c7f5a3ce-55d0-4c39-9b41-5a5d4b1c7a02", "name": "VIPs", "contactCount": 42}
BASKET = {
    "id": "0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d55",
    "name": "Basket",
    "type": "text",
    "body": "Hello {{contact.firstName}}, {{custom.code}}",
    "variables": ["contact.firstName", "custom.code"],
}
SAFETY = {
    "decision": "warn",
    "riskLevel": "medium",
    "score": 56,
    "state": "warming",
    "reasons": ["Many contacts are new to this number."],
    "recommendations": ["Send to fewer people first."],
    "appliedLimits": {"maxCampaignRecipients": 100, "maxColdRatio": 0.4},
    "audience": {"totalRecipients": 120, "coldRatio": 0.625},
}
USAGE = {
    "limits": {"monthlyOutboundQuota": 50000},
    "features": {"campaigns": True},
    "usage": {"messagesCount": 1240, "statusesCount": 85, "effectiveOutboundUsage": 1325},
}
CREATION = ("POST", "/api/v1/campaigns")


@dataclass
class FakeMsgFlash:
    """MsgFlash as an httpx transport; `answer` may be replaced to let a call fail."""

    created: list[dict[str, object]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    instances: list[dict[str, object]] = field(default_factory=lambda: [dict(SHOP)])
    overrides: dict[str, list[httpx.Response | Exception]] = field(default_factory=dict)
    contacts: int = 240
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    people: FakePeople | None = None

    def answers(self, path: str, *answers: httpx.Response | Exception) -> None:
        """Queue answers for the calls whose path ends like this."""
        self.overrides.setdefault(path, []).extend(answers)

    def posts(self) -> list[httpx.Request]:
        """Return the requests that may have created a campaign."""
        return [request for request in self.requests if (request.method, request.url.path) == CREATION]

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        canaries.heard("a request to MsgFlash", f"{request.url} {request.content!r}")
        for path, event in tuple(self.held.items()):
            if request.url.path.endswith(path):
                await event.wait()
        for path, answers in self.overrides.items():
            if request.url.path.endswith(path) and answers:
                answer = answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                return answer
        known = self.people.answer(request) if self.people else None
        return known or self._usual(request)

    def _usual(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        match request.method, path:
            case "GET", "/instances":
                return httpx.Response(200, json={"data": self.instances})
            case "GET", path if path.endswith("/state"):
                return httpx.Response(
                    200, json={"data": {"status": self.instances[0]["status"], "providerState": "open"}}
                )
            case "GET", "/billing/usage":
                return httpx.Response(200, json={"data": USAGE})
            case "GET", "/contacts":
                return httpx.Response(200, json={"data": {"contacts": [], "total": self.contacts}})
            case "GET", "/contacts/groups":
                return httpx.Response(200, json={"data": {"groups": [VIPS], "total": 1, "hasMore": False}})
            case "GET", "/templates":
                return httpx.Response(200, json={"data": [BASKET]})
            case "POST", "/campaigns":
                body = json.loads(request.content)
                self.created.append(body)
                return httpx.Response(201, json={"data": campaign(body)})
            case "POST", "/messages/send":
                return httpx.Response(201, json={"data": {"id": "1", "status": "queued"}})
            case "POST", path if path.endswith("/preview"):
                variables = json.loads(request.content)["variables"]
                text = f"Hello Awa, {variables.get('code')}"
                return httpx.Response(200, json={"data": {"rendered": text, "missingVariables": [], "valid": True}})
            case "GET", path if path.startswith("/campaigns/"):
                return httpx.Response(200, json={"data": campaign(self.created[-1]) | {"status": "running"}})
            case _:
                return httpx.Response(404, json={"error": {"code": "NOT_FOUND", "message": "Not found"}})


def campaign(body: dict[str, object]) -> dict[str, object]:
    """A creation's answer, in the documented shape."""
    counters = ("planned", "queued", "sent", "delivered", "read", "failed", "cancelled")
    return {
        "id": "9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33",
        "status": "scheduled",
        "stats": dict.fromkeys(counters, 0),
        "safety": SAFETY,
        **body,
    }
