import pytest


def test_front_matter_describes_the_source(read_bytes):
    text = """---
title: "Driehoek: rollen"
url: https://example.nl/driehoek
publisher: Werk aan Uitvoering
date: 2022-09 (bij benadering)
incomplete: true
---
Tekst.
"""
    source = read_bytes("014-driehoek.md", text.encode()).source

    assert source.document == "014-driehoek.md"
    assert source.title == "Driehoek: rollen"
    assert source.url == "https://example.nl/driehoek"
    assert source.publisher == "Werk aan Uitvoering"
    assert source.date == "2022-09 (bij benadering)"
    assert source.incomplete


@pytest.mark.parametrize("date", ["2024-09-09", "2022", "onbekend (eerste programmajaren)"])
def test_a_date_stays_as_it_was_typed(read_bytes, date):
    assert read_bytes("a.md", f"---\ndate: {date}\n---\nTekst.".encode()).source.date == date


def test_the_first_heading_is_the_title_without_front_matter(read_bytes, outline):
    document = read_bytes("a.md", b"# Driehoek\n\nTekst.")

    assert document.source.title == "Driehoek"
    assert outline(document) == [((), ["Tekst."])]


def test_a_line_that_opens_a_text_is_no_front_matter(read_bytes, outline):
    document = read_bytes("a.md", b"---\n\nEerste deel.\n\n---\n\nTweede deel.\n")

    assert outline(document) == [((), ["Eerste deel.", "Tweede deel."])]


def test_heading_paths_follow_the_levels(read_bytes, outline):
    text = "# A\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n"

    assert [headings for headings, _ in outline(read_bytes("a.md", text.encode()))] == [
        ("B",),
        ("B", "C"),
        ("D",),
    ]


def test_inline_markup_is_left_out(read_bytes, outline):
    text = "Zie [de *nota*](https://x.nl) over\n**beleid** & `code`.<br>Klaar. <!-- niets -->\n"

    assert outline(read_bytes("a.md", text.encode())) == [((), ["Zie de nota over beleid & code. Klaar."])]


def test_a_nested_list_is_flattened_in_reading_order(read_bytes, outline):
    text = "- een\n  - onder een\n- twee\n"

    assert outline(read_bytes("a.md", text.encode())) == [((), [["een", "onder een", "twee"]])]


def test_a_numbered_list_keeps_its_numbers_around_bullets(read_bytes):
    text = "3. drie\n   - punt\n4. vier\n"

    blocks = read_bytes("a.md", text.encode()).sections[0].blocks

    assert [(block.items, block.ordered, block.start) for block in blocks] == [
        (("drie",), True, 3),
        (("punt",), False, 1),
        (("vier",), True, 4),
    ]


def test_a_table_row_names_its_columns(read_bytes, outline):
    text = "| Rol | Wie |\n|---|---|\n| eigenaar | SG |\n| opdrachtgever | DG |\n"

    assert outline(read_bytes("a.md", text.encode())) == [
        ((), [["Rol: eigenaar; Wie: SG", "Rol: opdrachtgever; Wie: DG"]])
    ]


def test_the_divisions_of_a_law_hold_their_articles(read_bytes, outline):
    text = """##Wet van 4 juni 1992 (Algemene wet bestuursrecht)

### Hoofdstuk  1

####Inleidende bepalingen

### Titel  1.1

### Artikel  1:1

1.  Onder bestuursorgaan wordt verstaan:

a. een orgaan van een rechtspersoon, of

b. een ander persoon.
2.   Geen bestuursorgaan is:

a. de wetgevende macht.

### Hoofdstuk  2

### Artikel  2:1

Tekst.
"""
    document = read_bytes("BWBR0005537.md", text.encode())

    assert document.source.title == "Wet van 4 juni 1992 (Algemene wet bestuursrecht)"
    assert outline(document) == [
        (
            ("Hoofdstuk 1 Inleidende bepalingen", "Titel 1.1", "Artikel 1:1"),
            [
                ["Onder bestuursorgaan wordt verstaan:"],
                ["a. een orgaan van een rechtspersoon, of", "b. een ander persoon."],
                ["Geen bestuursorgaan is:"],
                ["a. de wetgevende macht."],
            ],
        ),
        (("Hoofdstuk 2", "Artikel 2:1"), ["Tekst."]),
    ]


def test_the_title_in_the_front_matter_stands_for_the_heading_that_opens_the_text(read_bytes, outline):
    document = read_bytes(
        "a.md", b'---\ntitle: "De driehoek"\n---\n# Over de driehoek\n\nEen.\n\n## Rollen\n\nTwee.'
    )

    assert document.source.title == "De driehoek"
    assert [section.headings for section in document.sections] == [(), ("Rollen",)]
