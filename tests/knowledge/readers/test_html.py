import pytest

from knowledge.reading import SkipReason, Unreadable, read

PAGE = """<!DOCTYPE html>
<html lang="nl"><head>
<title>Driehoek | Rijksoverheid.nl</title>
<link rel="canonical" href="https://example.nl/driehoek">
<meta name="DCTERMS.issued" content="2024-09-09T10:00:00">
<meta name="DCTERMS.publisher" content="Ministerie van BZK">
<style>p { color: red }</style>
</head><body>
<header><a href="/">Naar de inhoud</a></header>
<nav><ul><li>Menu</li></ul></nav>
<main>
<h1>Driehoek</h1>
<p>De driehoek kent <b>drie</b>
rollen:</p>
<ul><li>eigenaar<ul><li>SG</li></ul></li><li><p>opdrachtgever</p></li></ul>
<script>alert(1)</script>
<h2>Stappen</h2>
<ol start="3"><li>kiezen</li><li>doen</li></ol>
<table><tr><th>Rol</th><th>Wie</th></tr><tr><td>eigenaar</td><td>SG</td></tr></table>
<div>Eerste regel<br>gaat door.<br><br>Nieuwe alinea.</div>
<aside>Lees ook</aside>
</main>
<footer>Contact</footer>
</body></html>"""


def test_the_page_describes_itself(read_bytes):
    source = read_bytes("a.html", PAGE.encode()).source

    assert source.title == "Driehoek"
    assert source.url == "https://example.nl/driehoek"
    assert source.publisher == "Ministerie van BZK"
    assert source.date == "2024-09-09"


def test_the_main_text_is_read_without_what_surrounds_it(read_bytes, outline):
    assert outline(read_bytes("a.html", PAGE.encode())) == [
        ((), ["De driehoek kent drie rollen:", ["eigenaar", "SG", "opdrachtgever"]]),
        (
            ("Stappen",),
            [["kiezen", "doen"], ["Rol: eigenaar; Wie: SG"], "Eerste regel gaat door.", "Nieuwe alinea."],
        ),
    ]


def test_a_numbered_list_keeps_its_numbers(read_bytes):
    blocks = read_bytes("a.html", PAGE.encode()).sections[1].blocks

    assert blocks[0].start == 3


def test_a_page_without_main_is_read_from_its_body(read_bytes, outline):
    page = b"<html><body><h1>Kop</h1>Los.<p>Alinea</body></html>"

    assert outline(read_bytes("a.htm", page)) == [((), ["Los.", "Alinea"])]


def test_a_page_of_only_script_is_empty(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>x()</script></body></html>")

    with pytest.raises(Unreadable) as caught:
        read(path)

    assert caught.value.reason is SkipReason.EMPTY
