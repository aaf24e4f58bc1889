import gzip
import logging
import time
import traceback
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.fetching.page import fetch_page
from bot.fetching.refused import FetchRefused, Refusal
from bot.library.actions import NewDocument
from tests.bot.fetching.site import HERE, HOST, OTHER_HOST, Said, Site, led_on, open_site, said

HOSTS = (HOST, OTHER_HOST)
LARGEST = 100_000


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site(HOST, OTHER_HOST) as site:
        yield site


async def fetch(site: Site, path: str = "/", *places: tuple[str, ...], seconds: float = 10) -> NewDocument:
    return await fetch_page(f"https://{HOST}{path}", HOSTS, LARGEST, site.network(*places, seconds=seconds))


async def refusal(site: Site, path: str = "/", *places: tuple[str, ...], seconds: float = 10) -> FetchRefused:
    with pytest.raises(FetchRefused) as refused:
        await fetch(site, path, *places, seconds=seconds)
    return refused.value


async def test_a_page_becomes_a_document_that_is_named_after_its_address(site: Site) -> None:
    site.pages["/onderwerpen/wau"] = said(b"<h1>WaU</h1>", kind="text/html; charset=utf-8")

    document = await fetch(site, "/onderwerpen/wau")

    assert document == NewDocument(
        name="toegestaan.nl-onderwerpen-wau.html",
        content=b"<h1>WaU</h1>",
        url="https://toegestaan.nl/onderwerpen/wau",
    )
    assert site.names.asked == [HOST], "it is looked up once, and what was judged is what is connected to"


async def test_a_page_is_asked_for_without_anything_of_ours(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = led_on("/verder", "Set-Cookie: wie=sanne; Path=/")
    site.pages["/verder"] = said()

    document = await fetch(site)

    assert document.url == f"https://{HOST}/verder"
    assert len(site.requests) == 2
    for request in map(str.lower, site.requests):
        assert "accept-encoding: identity" in request
        assert "connection: close" in request
        assert not {"cookie:", "authorization:", "referer:", "proxy-"} & set(request.split())


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://evil.nl/", Refusal.HOST),
        ("//evil.nl/", Refusal.HOST),
        ("https://127.0.0.1/", Refusal.NUMBER),
        ("https://2130706433/", Refusal.NUMBER),
        ("https://[::1]/", Refusal.NUMBER),
        ("https://[::ffff:169.254.169.254]/", Refusal.NUMBER),
        (f"http://{HOST}/", Refusal.SCHEME),
        ("file:///etc/passwd", Refusal.SCHEME),
        ("gopher://toegestaan.nl/_x", Refusal.SCHEME),
        (f"https://{HOST}@evil.nl/", Refusal.CREDENTIALS),
        (f"https://{HOST}:22/", Refusal.PORT),
        (f"https:\\\\evil.nl\\{HOST}", Refusal.ADDRESS),
        ("https://\xe9vil.nl/", Refusal.ADDRESS),
    ],
)
async def test_a_page_does_not_lead_elsewhere(site: Site, location: str, reason: Refusal) -> None:
    site.pages["/"] = led_on(location)

    refused = await refusal(site)

    assert (refused.reason, refused.redirected) == (reason, True)
    assert len(site.requests) == 1


async def test_three_redirects_are_followed_and_a_loop_is_not(site: Site) -> None:
    site.pages |= {
        "/": led_on("/1", status="301 Moved Permanently"),
        "/1": led_on(f"https://{OTHER_HOST}/2", status="307 Temporary Redirect"),
        "/2": led_on("3", status="308 Permanent Redirect"),
        "/3": said(b"Hier", kind="text/plain"),
        "/rond": led_on("/rond"),
    }

    assert (await fetch(site)).name == "ook.toegestaan.nl-3.txt"
    site.requests.clear()
    assert (await refusal(site, "/rond")).reason is Refusal.REDIRECTS
    assert len(site.requests) == 4


@pytest.mark.parametrize(
    "place", ["10.0.0.1", "127.0.0.2", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:127.0.0.1"]
)
async def test_a_host_with_one_private_address_is_not_connected_to(site: Site, place: str) -> None:
    site.pages["/"] = said()

    refused = await refusal(site, "/", (HERE, place))

    assert (refused.reason, refused.detail, site.requests) == (Refusal.PRIVATE, HOST, [])


async def test_a_name_that_leads_elsewhere_the_next_time_is_judged_the_next_time(site: Site) -> None:
    site.pages["/"] = led_on("/verder")
    site.pages["/verder"] = said()

    refused = await refusal(site, "/", (HERE,), ("127.0.0.2",))

    assert refused.reason is Refusal.PRIVATE
    assert len(site.requests) == 1


async def test_the_real_judgement_keeps_this_machine_out() -> None:
    with pytest.raises(FetchRefused) as refused:
        await fetch_page("https://localhost/", ["localhost"], LARGEST)

    assert refused.value.reason is Refusal.PRIVATE


async def test_a_host_that_cannot_show_that_it_is_that_host_is_refused() -> None:
    async with open_site("anders.nl") as site:
        site.pages["/"] = said()

        assert (await refusal(site)).reason is Refusal.CERTIFICATE
        assert site.requests == []


def endless_body() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"1000\r\n" + b"a" * 0x1000 + b"\r\n"


def endless_headers() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        yield b"X-Meer: " + b"a" * 1000 + b"\r\n"


def endless_hints() -> Iterator[bytes]:
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\n\r\n"


LARGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999999999\r\n\r\n"
NAMELESS = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nDag"
BOMB = gzip.compress(b"a" * 50_000_000)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (endless_body, Refusal.TOO_LARGE),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999999999\r\n\r\n",
            Refusal.TOO_LARGE,
        ),
        (endless_headers, Refusal.UNREACHABLE),
        (endless_hints, Refusal.TOO_SLOW),
        (said(BOMB, "Content-Encoding: gzip"), Refusal.COMPRESSED),
        (said(BOMB, "Content-Encoding: identity, gzip"), Refusal.COMPRESSED),
        (said(kind="application/zip"), Refusal.KIND),
        (said(kind="image/svg+xml"), Refusal.KIND),
        (said(kind="<script>"), Refusal.KIND),
        (NAMELESS, Refusal.KIND),
        (said(status="404 Not Found"), Refusal.STATUS),
        (said(status="206 Partial Content"), Refusal.STATUS),
        (said(status="302 Found"), Refusal.STATUS),
        (said()[:-1], Refusal.UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9.6\r\n", Refusal.UNREACHABLE),
        (b"", Refusal.UNREACHABLE),
    ],
    ids=[
        "endless body",
        "huge body announced",
        "endless headers",
        "endless hints",
        "gzip",
        "identity and gzip",
        "zip",
        "svg",
        "kind that is markup",
        "no kind",
        "404",
        "206",
        "302 to nowhere",
        "cut off",
        "another protocol",
        "silence",
    ],
)
async def test_what_is_no_page_is_refused_soon(site: Site, page: Said, reason: Refusal) -> None:
    site.pages["/"] = page
    began = time.monotonic()

    refused = await refusal(site, seconds=1)

    assert refused.reason is reason
    assert time.monotonic() - began < 5
    assert site.sent < 10_000_000


async def test_a_page_that_comes_drop_by_drop_is_given_up(site: Site) -> None:
    def drops() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
        while True:
            yield b"a"

    site.pages["/"] = drops
    site.pause = 0.02

    assert (await refusal(site, seconds=0.3)).reason is Refusal.TOO_SLOW


async def test_nothing_of_an_address_but_its_host_is_logged(
    site: Site, everything_logged: pytest.LogCaptureFixture
) -> None:
    everything_logged.set_level(logging.DEBUG, "aiohttp")
    everything_logged.set_level(logging.DEBUG, "asyncio")
    site.pages |= {
        "/geheim?geheim": led_on("/geheim"),
        "/geheim": said(),
        "/geheim/weg": led_on("https://evil.nl/geheim"),
        "/geheim/stuk": b"HTTP/geheim 200 geheim\r\n\r\n",
    }

    told = []
    for path in ("/geheim?geheim", "/geheim/weg", "/geheim/stuk", "/geheim\\", "@geheim/geheim"):
        try:
            await fetch(site, path)
        except FetchRefused:
            told.append(traceback.format_exc(limit=0))

    assert len(told) == 4
    assert "geheim" not in "".join(told).replace("FetchRefused", "")
    assert "geheim" not in everything_logged.text
    assert HOST in everything_logged.text
