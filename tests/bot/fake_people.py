"""MsgFlash's contacts as the bot sees them, in pages of the documented shape."""

import json
from dataclasses import dataclass, field
from itertools import count

import httpx

MOST_A_PAGE = 100


@dataclass
class FakePeople:
    """A workspace's contacts: listed by cursor, searched, created once a number, looked up at WhatsApp."""

    contacts: list[dict[str, object]] = field(default_factory=list)
    serial: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, name: str, phone: str, *tags: str) -> str:
        identity = f"3b9e5f5e-2f77-4a44-9c9b-{next(self.serial):012}"
        self.contacts.append({"id": identity, "name": name, "phone": phone, "tags": list(tags), "temperature": None})
        return identity

    def crowd(self, number: int) -> list[str]:
        """Add many: every second one is a client, every tenth a VIP."""
        return [
            self.add(
                f"Name {at:04}",
                f"+3363998{at:04}",
                *(("client",) if at % 2 else ()),
                *(("vip",) if at % 10 == 0 else ()),
            )
            for at in range(number)
        ]

    def answer(self, request: httpx.Request) -> httpx.Response | None:
        match request.method, request.url.path.removeprefix("/api/v1"):
            case "GET", "/contacts":
                return self._listed(request)
            case "POST", "/contacts":
                return self._created(json.loads(request.content))
            case "POST", "/number-lookups":
                numbers = json.loads(request.content)["numbers"]
                result = {"onWhatsApp": numbers[::2], "notOnWhatsApp": numbers[1::2], "invalid": []}
                return httpx.Response(200, json={"data": {"mode": "sync", "lookupId": "l", "result": result}})
            case _:
                return None

    def _listed(self, request: httpx.Request) -> httpx.Response:
        query = request.url.params
        words = query.get("search", "").casefold()
        found = [one for one in self.contacts if words in f"{one['name']} {one['phone']}".casefold()]
        start, limit = int(query.get("cursor", "0")), min(int(query["limit"]), MOST_A_PAGE)
        more = start + limit < len(found)
        page = {
            "contacts": found[start : start + limit],
            "total": len(found),
            "limit": limit,
            "nextCursor": str(start + limit) if more else None,
            "hasMore": more,
        }
        return httpx.Response(200, json={"data": page})

    def _created(self, body: dict[str, object]) -> httpx.Response:
        phone = str(body["phone"])
        if any(one["phone"] == phone for one in self.contacts):
            return httpx.Response(409, json={"error": {"code": "CONFLICT", "message": "Taken"}})
        tags = body.get("tags", [])
        assert isinstance(tags, list)
        identity = self.add(str(body["name"]), phone, *map(str, tags))
        return httpx.Response(201, json={"data": {"id": identity, "name": body["name"], "phone": phone}})
