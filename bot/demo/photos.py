"""A site that is public as far as the bot can tell: `https://photos.example/affiche.png`, served by the demo itself.

Links are tried before they are taken, and nothing of the demo can be reached from outside: this one name is.
"""

import io
from functools import cache

from aiohttp import web
from PIL import Image, ImageDraw
from yarl import URL

from bot.media.links import Way
from bot.media.reach import look_up

# Nobody can own a name that ends so: RFC 2606, section 2.
HOST = "photos.example"
LINK = f"https://{HOST}/affiche.png"
PREFIX = "/demo/photos"
# An address as the public has them, never gone to.
PUBLIC = "93.184.216.34"


def way(address: str) -> Way:
    """Return the way on which links are tried: the one name leads to the demo at that address, all others outside."""

    async def look(host: str) -> tuple[str, ...]:
        return (PUBLIC,) if host == HOST else await look_up(host)

    def dial(url: URL) -> URL:
        return URL(f"{address}{PREFIX}{url.path}") if url.host == HOST else url

    return Way(look=look, dial=dial)


def routes() -> list[web.RouteDef]:
    async def poster(_: web.Request) -> web.Response:
        return web.Response(body=_poster(), content_type="image/png")

    return [web.get(f"{PREFIX}/affiche.png", poster)]


@cache
def _poster() -> bytes:
    picture = Image.new("RGB", (640, 480), "#0b7a5e")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((40, 40, 600, 440), outline="#ffffff", width=6)
    drawing.text((120, 210), "Boutique Cotonou", fill="#ffffff", font_size=48)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
