"""A MsgFlash whose campaigns live: they leave, stand still, fail, and are paused, as a test says."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from tests.bot.fake_msgflash import SAFETY, FakeMsgFlash, campaign
from tests.bot.stage import Stage

COUNTERS = ("planned", "queued", "sent", "delivered", "read", "failed", "cancelled")
RESUMED = {name: SAFETY[name] for name in ("decision", "riskLevel", "score", "state", "reasons", "recommendations")}


@dataclass
class Living(FakeMsgFlash):
    """`status` and `counts` are what is read of every campaign; `early` whether one that is scheduled may be paused."""

    status: str = "scheduled"
    counts: dict[str, object] = field(default_factory=dict)
    number: str = "connected"
    early: bool = True
    safety: dict[str, object] | None = None
    gone: bool = False
    webhooks: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    no_webhooks: bool = False

    def becomes(self, status: str, **counts: object) -> None:
        self.status, self.counts = status, counts

    def looks(self) -> list[httpx.Request]:
        """Return the requests that read a campaign or a number since one was created, all that watching makes."""
        created = next((at for at, one in enumerate(self.requests) if one in self.posts()), 0)
        return [
            request
            for request in self.requests[created:]
            if request.method == "GET" and ("/campaigns/" in request.url.path or request.url.path.endswith("/state"))
        ]

    def _usual(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        match request.method, path:
            case "POST", "/campaigns":
                body = json.loads(request.content)
                self.created.append(body)
                created = campaign(body)
                safety = SAFETY if self.safety is None else self.safety
                return httpx.Response(201, json={"data": {**created, "safety": safety}})
            case "POST", path if path.endswith("/pause"):
                if self.status not in ({"running", "scheduled"} if self.early else {"running"}):
                    return self._error(400, "BAD_REQUEST")
                self.status = "paused"
                return httpx.Response(200, json={"data": self._campaign()})
            case "POST", path if path.endswith("/resume"):
                self.status = "running"
                resumed = {key: value for key, value in self._campaign().items() if key != "stats"}
                return httpx.Response(200, json={"data": {**resumed, "safety": RESUMED}})
            case "GET", "/webhooks":
                return httpx.Response(200, json={"data": [{"id": i, "url": u} for i, u in self.webhooks.items()]})
            case "POST", "/webhooks" if self.no_webhooks:
                return self._error(403, "WEBHOOKS_NOT_AVAILABLE_ON_PLAN")
            case "POST", "/webhooks":
                mark = f"w{len(self.webhooks) + len(self.removed) + 1}"
                self.webhooks[mark] = json.loads(request.content)["url"]
                return httpx.Response(201, json={"data": {"id": mark, "secret": f"whsec of {mark}"}})
            case "DELETE", path if path.startswith("/webhooks/"):
                self.removed.append(path.rpartition("/")[2])
                self.webhooks.pop(self.removed[-1], None)
                return httpx.Response(200, json={"data": {"deleted": True}})
            case "GET", path if path.startswith("/campaigns/"):
                return self._error(404, "NOT_FOUND") if self.gone else self._read()
            case "GET", path if path.endswith("/state"):
                instance = path.split("/")[2]
                return httpx.Response(200, json={"data": {"instanceId": instance, "status": self.number}})
            case _:
                return super()._usual(request)

    def _read(self) -> httpx.Response:
        return httpx.Response(200, json={"data": self._campaign()})

    def _campaign(self) -> dict[str, object]:
        known = {key: value for key, value in campaign(self.created[-1]).items() if key != "safety"}
        return {**known, "status": self.status, "stats": {**dict.fromkeys(COUNTERS, 0), **self.counts}}

    @staticmethod
    def _error(status: int, code: str) -> httpx.Response:
        return httpx.Response(status, json={"error": {"code": code, "message": "No"}})


WORDS = {
    "en": ("By tags", "Now", "Once only", "Send", "Campaign created"),
    "fr": ("étiquettes", "Maintenant", "Une seule fois", "Envoyer", "Campagne créée"),
}


async def creates(stage: Stage) -> None:
    """Answer everything and send: a text to a tag, now."""
    tags, now, once, send, created = WORDS[stage.language]
    await stage.types("/new")
    await stage.presses(tags)
    await stage.types("vip")
    await stage.presses(now)
    await stage.presses(once)
    await stage.types("Hello")
    await stage.presses(send)

    assert stage.messages(), created


async def watches(stage: Stage, **elapsed: float) -> None:
    """Let so much time pass, doing everything that falls due in it at its second."""
    end = stage.clock[0] + timedelta(**elapsed)
    while stage.clock[0] < end:
        stage.clock[0] += timedelta(seconds=1)
        await stage.made.runner.watcher.tick()
    await stage.settles()


def texts(stage: Stage) -> list[str]:
    return [str(message["text"]) for message in stage.messages()]
