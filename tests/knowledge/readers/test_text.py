PAGE = """Organisatie en werkwijze

Hieronder lichten we de organisatie toe.

Organisatie

Werk aan Uitvoering richt zich op dienstverlening.  Dat is breed.

Opgavegericht werken vraagt om...

Het over grenzen heen kijken.
"""


def test_short_lines_above_prose_are_headings(read_bytes, outline):
    document = read_bytes("a.txt", PAGE.encode())

    assert document.source.title == "Organisatie en werkwijze"
    assert outline(document) == [
        ((), ["Hieronder lichten we de organisatie toe."]),
        (("Organisatie",), ["Werk aan Uitvoering richt zich op dienstverlening. Dat is breed."]),
        (("Opgavegericht werken vraagt om...",), ["Het over grenzen heen kijken."]),
    ]


def test_a_numbered_line_above_prose_is_a_heading(read_bytes, outline):
    text = "Inzichten\n\n1. Verklein de afstand\n\nDat is nodig.\n\n2. Minder sturing\n\nOok dat.\n"

    assert [headings for headings, _ in outline(read_bytes("a.txt", text.encode()))] == [
        ("1. Verklein de afstand",),
        ("2. Minder sturing",),
    ]


def test_numbered_lines_in_a_row_are_a_list(read_bytes):
    text = "Titel\n\nDe stappen zijn:\n\n1. Verkennen\n2. Kiezen\n\n3. Doen\n"

    [section] = read_bytes("a.txt", text.encode()).sections

    assert section.blocks[1].items == ("Verkennen", "Kiezen", "Doen")
    assert section.blocks[1].ordered


def test_bullets_are_a_list(read_bytes, outline):
    text = (
        "Titel\n\nAspecten waren:\n\n  • De eigenaar moet statuur hebben;\n  • Zoek elkaar op;\n  - Help.\n"
    )

    assert outline(read_bytes("a.txt", text.encode())) == [
        ((), ["Aspecten waren:", ["De eigenaar moet statuur hebben;", "Zoek elkaar op;", "Help."]])
    ]


def test_lines_of_a_wrapped_paragraph_are_joined(read_bytes, outline):
    first = "De driehoek is een model waarin de eigenaar, de opdrachtgever"
    second = "en de opdrachtnemer samen werken."

    assert outline(read_bytes("a.txt", f"{first}\n{second}\n".encode())) == [((), [f"{first} {second}"])]


def test_lines_of_an_address_stay_apart(read_bytes, outline):
    text = "Titel\n\nContact\n\nNeem contact op.\n\nHuize de Boom\nArnhemseweg 107\nLeusden\n"

    assert outline(read_bytes("a.txt", text.encode())) == [
        (("Contact",), ["Neem contact op.", "Huize de Boom", "Arnhemseweg 107", "Leusden"])
    ]


def test_teasers_for_other_pages_become_sections_of_their_own(read_bytes, outline):
    text = (
        "Titel\n\nDe tekst zelf.\n\nLees meer »\nPublieke sector\n\n"
        "Van wantrouwen naar vertrouwen. Uitkomsten van een ronde tafel\n\nEen ander bericht.\n\n"
        "Lees meer »\n"
    )

    assert outline(read_bytes("a.txt", text.encode())) == [
        ((), ["De tekst zelf."]),
        (("Van wantrouwen naar vertrouwen. Uitkomsten van een ronde tafel",), ["Een ander bericht."]),
    ]


def test_a_kicker_in_capitals_is_not_the_title(read_bytes):
    text = "WERK AAN UITVOERING\n\nInzichten uit de sessie\n\nTekst.\n"

    assert read_bytes("a.txt", text.encode()).source.title == "Inzichten uit de sessie"


def test_a_file_without_a_title_is_called_by_its_name(read_bytes):
    assert read_bytes("verslag.txt", b"Dit is een zin. En nog een.").source.title == "verslag"


def test_windows_text_is_decoded(read_bytes, outline):
    text = "Titel\r\n\r\nEén coördinator.\r\n"

    assert outline(read_bytes("a.txt", text.encode("windows-1252"))) == [((), ["Eén coördinator."])]
