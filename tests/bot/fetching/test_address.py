from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.fetching.address import read_address
from bot.fetching.refused import FetchRefused, Refusal

HOSTS = ("www.toegestaan.nl", "bücher.nl", "127.0.0.1", "::1", "localhost")
REFUSED = {
    Refusal.SCHEME: [
        "http://www.toegestaan.nl/",
        "www.toegestaan.nl/wau",
        "file:///etc/passwd",
        "gopher://www.toegestaan.nl:70/_x",
        "ftp://www.toegestaan.nl/",
        "data:text/html,x",
        "javascript:alert(1)",
        "view-source:https://www.toegestaan.nl/",
        "",
    ],
    Refusal.CREDENTIALS: [
        "https://www.toegestaan.nl@evil.nl/",
        "https://evil.nl@www.toegestaan.nl/",
        "https://sanne:geheim@www.toegestaan.nl/",
        "https://www.toegestaan.nl%2f@evil.nl/",
        "https://www.toegestaan.nl:443@evil.nl/",
    ],
    Refusal.PORT: [
        "https://www.toegestaan.nl:8443/",
        "https://www.toegestaan.nl:22/",
        "https://www.toegestaan.nl:80",
    ],
    Refusal.NUMBER: [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://①②⑦.⓪.⓪.①/",
        "https://[::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://93.184.215.14/",
    ],
    Refusal.HOST: [
        "https://toegestaan.nl/",
        "https://x.www.toegestaan.nl/",
        "https://www.toegestaan.nl.evil.nl/",
        "https://evilwww.toegestaan.nl/",
        "https://evil.nl/www.toegestaan.nl",
        "https://evil.nl/@www.toegestaan.nl",
        "https://evil.nl#@www.toegestaan.nl",
        "https://evil.nl?.www.toegestaan.nl/",
        "https://www.toegestaаn.nl/",  # the а is Cyrillic
        "https://bucher.nl/",
        "https://127.0.0.1.nip.io/",
    ],
    Refusal.ADDRESS: [
        "https:\\\\www.toegestaan.nl\\",
        "https://evil.nl\\@www.toegestaan.nl/",
        "https://www.toegestaan.nl/\\evil.nl",
        "https://www.toegestaan.nl\t/",
        "https://www.toege\nstaan.nl/",
        "https://www.toegestaan.nl/a b",
        "https://www.toegestaan.nl/\r\nHost: evil.nl",
        "https://www.toegestaan.nl\u200b/",
        "https://www.toegestaan.nl/\u202eldt.exe",
        "https://%77ww.toegestaan.nl/",
        "https://www.toegestaan.nl%00.evil.nl/",
        "https://www..toegestaan.nl/",
        "https://-www.toegestaan.nl/",
        "https:///wau",
        "https:www.toegestaan.nl",
        "https://[::1/",
        "https://[]@/",
        "https://www.toegestaan.nl:https/",
        "https://www.toegestaan.nl:99999/",
        "https://www.toegestaan.nl/" + "a" * 2000,
        "https://\ud800.nl/",
    ],
}


@pytest.mark.parametrize("reason", REFUSED)
def test_an_address_that_may_not_be_fetched_is_refused(reason: Refusal) -> None:
    wrong = {typed: said for typed in REFUSED[reason] if (said := _refused(typed)) is not reason}

    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "fetched"),
    [
        ("https://www.toegestaan.nl", "https://www.toegestaan.nl/"),
        ("HTTPS://WWW.Toegestaan.NL/Wau", "https://www.toegestaan.nl/Wau"),
        ("https://www.toegestaan.nl./wau", "https://www.toegestaan.nl/wau"),
        ("https://www.toegestaan.nl:443/wau?a=b&c=%20d#kop", "https://www.toegestaan.nl/wau?a=b&c=%20d"),
        ("https://www.toegestaan.nl/a/../../b", "https://www.toegestaan.nl/b"),
        ("https://ｗｗｗ.toegestaan.nl/", "https://www.toegestaan.nl/"),
        ("https://bücher.nl/é", "https://xn--bcher-kva.nl/%C3%A9"),
        ("https://xn--bcher-kva.nl/", "https://xn--bcher-kva.nl/"),
        ("https://@www.toegestaan.nl/", "https://www.toegestaan.nl/"),
        ("https://localhost/", "https://localhost/"),
    ],
)
def test_an_address_of_an_allowed_host_is_made_anew_of_what_is_needed(typed: str, fetched: str) -> None:
    assert str(read_address(typed, HOSTS)) == fetched


@pytest.mark.parametrize(
    ("location", "fetched"),
    [
        ("/elders", "https://www.toegestaan.nl/elders"),
        ("elders?x", "https://www.toegestaan.nl/map/elders?x"),
        ("//bücher.nl/", "https://xn--bcher-kva.nl/"),
        ("//evil.nl/", Refusal.HOST),
        ("http://www.toegestaan.nl/", Refusal.SCHEME),
        ("\\\\evil.nl/", Refusal.ADDRESS),
        ("/\\evil.nl/", Refusal.ADDRESS),
        ("//[::1]/", Refusal.NUMBER),
        ("https://sanne@www.toegestaan.nl/", Refusal.CREDENTIALS),
    ],
)
def test_what_a_page_leads_on_to_is_judged_as_if_it_were_typed(location: str, fetched: str | Refusal) -> None:
    page = URL("https://www.toegestaan.nl/map/pagina")

    assert (_refused(location, base=page) or str(read_address(location, HOSTS, page))) == fetched


PIECES = [*"/\\@:?#[]%.1xe\t\u200bé①", "www.toegestaan.nl", "127.0.0.1"]
AWKWARD = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(AWKWARD, AWKWARD)
def test_whatever_is_typed_only_an_allowed_host_is_fetched(before: str, after: str) -> None:
    for typed in (f"https://{before}www.toegestaan.nl{after}", before + after):
        try:
            url = read_address(typed, HOSTS)
        except FetchRefused:
            continue
        assert str(url).startswith(("https://www.toegestaan.nl/", "https://localhost/"))


def _refused(typed: str, hosts: Sequence[str] = HOSTS, base: URL | None = None) -> Refusal | None:
    try:
        read_address(typed, hosts, base)
    except FetchRefused as refused:
        return refused.reason
    return None
