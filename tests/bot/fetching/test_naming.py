import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.fetching.naming import document_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.rijksoverheid.nl/onderwerpen/wau", "rijksoverheid.nl-onderwerpen-wau.html"),
        ("https://www.rijksoverheid.nl/", "rijksoverheid.nl.html"),
        ("https://a.nl/rapport.html", "a.nl-rapport.html"),
        ("https://a.nl/index.php?id=5", "a.nl-index.php-id-5.html"),
        ("https://a.nl/../../etc/passwd", "a.nl-etc-passwd.html"),
        ("https://a.nl/2024/06/12/kst-29362-360", "a.nl-2024-06-12-kst-29362-360.html"),
        ("https://a.nl/..%2f..%2fetc", "a.nl-..-..-etc.html"),
    ],
)
def test_a_page_is_named_after_its_address(url: str, name: str) -> None:
    assert document_name(URL(url), ".html") == name


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_name_is_safe_for_a_file(path: str, query: str) -> None:
    url = URL.build(scheme="https", host="a.nl", path="/" + path, query_string=query)

    name = document_name(url, ".html")

    assert name.isascii()
    assert name.startswith("a.nl")
    assert name.endswith(".html")
    assert len(name) <= 120
    assert not set(name) & set("/\\\0: ")


def test_pages_of_which_the_names_lose_something_keep_their_own() -> None:
    paths = ("/" + "a" * 200, "/" + "a" * 201, "/é", "/è", "/e", "/文", "/字")

    assert len({document_name(URL(f"https://a.nl{path}"), ".html") for path in paths}) == len(paths)


def test_who_somebody_is_does_not_stand_in_the_name_of_a_page() -> None:
    paths = ("/medewerkers/jan-jansen", "/medewerkers/Piet_Jansen", "/?bsn=111222333", "/?tel=06-12345678")

    names = {document_name(URL(f"https://a.nl{path}"), ".html") for path in paths}

    assert len(names) == len(paths)
    for told in ("jan-jansen", "Piet", "111222333", "12345678"):
        assert not any(told in name for name in names)
    assert all(name.isascii() and " " not in name for name in names)
