"""The web client, served on loopback."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

BUNDLE = Path(__file__).parent / "web" / "dist"


@asynccontextmanager
async def website(homeserver: str, conversations: Mapping[str, str]) -> AsyncIterator[str]:
    """Serve the web client as long as the block lasts; gives its address.

    Args:
        homeserver: web address of the homeserver that people log in to.
        conversations: the room that is open when a user comes in.
    """
    settings = {"defaultHomeServer": homeserver, "conversations": dict(conversations)}

    async def page(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(BUNDLE / "index.html")

    async def config(_request: web.Request) -> web.Response:
        return web.json_response(settings)

    app = web.Application()
    app.add_routes([web.get("/", page), web.get("/config.json", config), web.static("/", BUNDLE)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
