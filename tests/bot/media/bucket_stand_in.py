"""A small S3 store on this machine: one bucket that checks who writes, hands out to everybody, and keeps all calls.

What it answers follows docs.aws.amazon.com/AmazonS3/latest/API: PutObject, GetObject, DeleteObjects, ListObjectsV2.
Signatures are not computed again: that the key's name stands in each, and the secret in none, is what is looked at.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, unescape

from aiohttp import web

BUCKET = "shop-files"
KEY, SECRET = "AKIACANARY0000000001", "canary/secret+of+the+bucket/0000000000"
PAGE = 2
MOST = 32 * 1024 * 1024


@dataclass(slots=True)
class Kept:
    content: bytes
    headers: dict[str, str]
    at: datetime


@dataclass(slots=True)
class Stand:
    """`objects` by their name; `status` is answered to whoever bears a signature, when it is set."""

    base: str = ""
    objects: dict[str, Kept] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    status: int | None = None
    public: bool = True
    listed_to_all: bool = False

    def grow_old(self, by: timedelta) -> None:
        for kept in self.objects.values():
            kept.at -= by

    async def answer(self, request: web.Request) -> web.Response:
        name = request.path.removeprefix(f"/{BUCKET}").removeprefix("/")
        self.calls.append(f"{request.method} {name}")
        self.seen.append(f"{request.url} {dict(request.headers)}")
        signed = f"Credential={KEY}/" in request.headers.get("Authorization", "")
        if signed and self.status is not None:
            return web.Response(status=self.status)
        match request.method:
            case "PUT" if signed:
                kept = {header: request.headers.get(header, "") for header in ("Content-Type", "Content-Disposition")}
                self.objects[name] = Kept(await request.read(), kept, datetime.now(UTC))
                return web.Response(headers={"ETag": '"1"'})
            case "POST" if signed and "delete" in request.query:
                named = re.findall(r"<Key>(.*?)</Key>", await request.text())
                for key in named:
                    self.objects.pop(unescape(key), None)
                gone = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in named)
                return web.Response(text=f"<DeleteResult>{gone}</DeleteResult>", content_type="application/xml")
            case "GET" if not name and (signed or self.listed_to_all):
                return self._list(request)
            case "GET" | "HEAD" if name in self.objects and (signed or self.public):
                return web.Response(body=self.objects[name].content, headers=self.objects[name].headers)
            case _:
                return web.Response(status=404 if signed else 403)

    def _list(self, request: web.Request) -> web.Response:
        """Answer page by page, so that whoever reads one page only is found out."""
        names = sorted(name for name in self.objects if name.startswith(request.query.get("prefix", "")))
        start = int(request.query.get("continuation-token", "0"))
        rows = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>{self.objects[name].at:%Y-%m-%dT%H:%M:%S.000Z}"
            f"</LastModified><ETag>1</ETag><Size>{len(self.objects[name].content)}</Size></Contents>"
            for name in names[start : start + PAGE]
        )
        more = len(names) > start + PAGE
        token = f"<NextContinuationToken>{start + PAGE}</NextContinuationToken>" if more else ""
        body = f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{rows}</ListBucketResult>"
        return web.Response(text=body, content_type="application/xml")


@asynccontextmanager
async def standing() -> AsyncIterator[Stand]:
    """Serve an empty bucket."""
    stand = Stand()
    application = web.Application(client_max_size=MOST)
    application.router.add_route("*", "/{path:.*}", stand.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    stand.base = f"http://{host}:{port}"
    try:
        yield stand
    finally:
        await runner.cleanup()
