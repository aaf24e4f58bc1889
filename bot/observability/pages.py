"""Metrics and health over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict

from aiohttp import web
from prometheus_client.exposition import choose_encoder

from bot.observability.gauges import measure
from bot.observability.liveness import Heart
from bot.observability.metrics import REGISTRY
from bot.observability.readiness import checks
from bot.observability.watched import Watched
from bot.settings import ObservabilitySettings


class PortUnusable(Exception):
    """Metrics and health cannot be served where they should be.

    Attributes:
        host: the address.
        port: the port.
        reason: what the system says.
    """

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}:{port}: {reason}")
        self.host = host
        self.port = port
        self.reason = reason


class Pages:
    """The pages ``/metrics``, ``/healthz`` and ``/readyz``."""

    def __init__(self) -> None:
        self._watched: Watched | None = None
        self._heart = Heart()
        self.port: int | None = None
        """The port that is listened on, also where the settings leave it to the system; None for none."""

    def watch(self, watched: Watched | None) -> None:
        """Tell from now on how the service is; until then it is said to be starting."""
        self._watched = watched

    @asynccontextmanager
    async def served(self, host: str, port: int) -> AsyncIterator[None]:
        """Serve the pages as long as the block runs.

        Raises:
            PortUnusable: the port is in use, say.
        """
        app = web.Application()
        app.router.add_get("/metrics", self._metrics)
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/readyz", self._readiness)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        beating = asyncio.create_task(self._heart.beat(), name="heart")
        try:
            try:
                await web.TCPSite(runner, host, port).start()
            except OSError as error:
                raise PortUnusable(host, port, error.strerror or type(error).__name__) from error
            self.port = runner.addresses[0][1]
            yield
        finally:
            beating.cancel()
            await runner.cleanup()

    async def _metrics(self, request: web.Request) -> web.Response:
        if self._watched is not None:
            await measure(self._watched)
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(REGISTRY), headers={"Content-Type": content_type})

    async def _health(self, _request: web.Request) -> web.Response:
        wrong = self._heart.wrong()
        return _json(healthy=not wrong, body={"healthy": not wrong, "wrong": wrong})

    async def _readiness(self, _request: web.Request) -> web.Response:
        found = await checks(self._watched)
        ready = all(check.ready for check in found.values())
        named = {name: asdict(check) for name, check in found.items()}
        return _json(healthy=ready, body={"ready": ready, "checks": named})


@asynccontextmanager
async def pages_of(settings: ObservabilitySettings) -> AsyncIterator[Pages]:
    """Serve the pages as long as the block runs, where a port is set.

    Raises:
        PortUnusable: the port is in use, say.
    """
    pages = Pages()
    if settings.port is None:
        yield pages
        return
    async with pages.served(settings.host, settings.port):
        yield pages


def _json(*, healthy: bool, body: Mapping[str, object]) -> web.Response:
    return web.json_response(body, status=200 if healthy else 503)
