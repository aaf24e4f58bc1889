"""A way to a homeserver on which some requests fail."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.synapse.server import Synapse

_NOT_PASSED_ON = {"host", "content-length", "transfer-encoding", "connection", "content-encoding"}


class Unreliable:
    """Passes requests on, but not those that are to fail.

    Attributes:
        failing: how many more requests fail, for each part of a path; a negative number breaks the
            connection off, a positive one gives an error of the server.
        failed: how many did.
        rewriting: what stands in answers, and what comes in its place: as from a homeserver that lets through
            what this one does not.
        rewritten: what stood in an answer.
    """

    def __init__(self, synapse: Synapse, http: aiohttp.ClientSession) -> None:
        self._synapse = synapse
        self._http = http
        self.url = ""
        self.failing: dict[str, int] = {}
        self.failed = 0
        self.rewriting: dict[bytes, bytes] = {}
        self.rewritten: set[bytes] = set()

    @classmethod
    @asynccontextmanager
    async def way_to(cls, synapse: Synapse) -> AsyncIterator["Unreliable"]:
        """Listen on loopback as long as the block lasts."""
        async with aiohttp.ClientSession(auto_decompress=True) as http:
            way = cls(synapse, http)
            app = web.Application(client_max_size=2**30)
            app.router.add_route("*", "/{path:.*}", way._pass_on)
            async with TestServer(app) as server:
                way.url = str(server.make_url("")).rstrip("/")
                yield way

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        for part, times in self.failing.items():
            if times and part in request.path:
                self.failing[part] -= 1 if times > 0 else -1
                self.failed += 1
                if times < 0:
                    assert request.transport is not None
                    request.transport.abort()
                return web.json_response({"errcode": "M_UNKNOWN", "error": "stuk"}, status=500)
        headers = {
            name: value for name, value in request.headers.items() if name.lower() not in _NOT_PASSED_ON
        }
        address = self._synapse.url + request.raw_path
        async with self._http.request(
            request.method, address, headers=headers, data=await request.read()
        ) as answer:
            body = await answer.read()
            for written, instead in self.rewriting.items():
                if written in body:
                    self.rewritten.add(written)
                    body = body.replace(written, instead)
            passed = {
                name: value for name, value in answer.headers.items() if name.lower() not in _NOT_PASSED_ON
            }
            return web.Response(status=answer.status, body=body, headers=passed)
