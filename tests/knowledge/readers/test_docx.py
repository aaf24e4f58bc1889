from datetime import UTC, datetime

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def test_headings_lists_and_tables_are_read(read_bytes, saved, outline):
    document = docx.Document()
    document.add_heading("Rollen", 1)
    document.add_paragraph("De driehoek kent drie rollen:")
    document.add_paragraph("eigenaar", style="List Bullet")
    document.add_paragraph("opdrachtgever", style="List Bullet")
    document.add_heading("Stappen", 2)
    document.add_paragraph("kiezen", style="List Number")
    document.add_paragraph("doen", style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Rol", "Wie", "eigenaar", "SG"), strict=True
    ):
        cell.text = text

    read = read_bytes("a.docx", saved(document))

    assert outline(read) == [
        ((), ["De driehoek kent drie rollen:", ["eigenaar", "opdrachtgever"]]),
        (("Stappen",), [["kiezen", "doen"], ["Rol: eigenaar; Wie: SG"]]),
    ]
    assert [block.ordered for block in read.sections[1].blocks] == [True, False]


def test_properties_give_title_and_date(read_bytes, saved):
    document = docx.Document()
    document.core_properties.title = "De driehoek uitgelegd"
    document.core_properties.modified = datetime(2024, 9, 9, tzinfo=UTC)
    document.add_paragraph("Tekst.")

    source = read_bytes("a.docx", saved(document)).source

    assert (source.title, source.date) == ("De driehoek uitgelegd", "2024-09-09")


def test_a_title_left_by_a_template_gives_way_to_the_title_shown(read_bytes, saved):
    document = docx.Document()
    document.core_properties.title = "Sjabloon factsheet"
    document.add_paragraph("De driehoek", style="Title")
    document.add_paragraph("Tekst.")

    assert read_bytes("a.docx", saved(document)).source.title == "De driehoek"


def test_a_short_line_in_bold_is_a_heading(read_bytes, saved, outline):
    document = docx.Document()
    document.add_paragraph("Inleiding.")
    document.add_paragraph().add_run("Wie beslist er").bold = True
    document.add_paragraph("De SG.")

    read = read_bytes("verslag.docx", saved(document))

    assert [blocks for _, blocks in outline(read)] == [["Inleiding."], ["De SG."]]


def test_a_bullet_in_bold_stays_a_list_item(read_bytes, saved, outline):
    document = docx.Document()
    document.add_paragraph(style="List Bullet").add_run("eigenaar").bold = True

    assert outline(read_bytes("a.docx", saved(document))) == [((), [["eigenaar"]])]


def test_inserted_text_is_read_and_deleted_text_is_not(read_bytes, saved, outline):
    document = docx.Document()
    paragraph = document.add_paragraph("Blijft")
    for tag, text_tag, text in (("w:ins", "w:t", " nieuw."), ("w:del", "w:delText", " oud.")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        paragraph._p.append(change)

    assert outline(read_bytes("a.docx", saved(document))) == [((), ["Blijft nieuw."])]


def test_text_in_a_content_control_is_read(read_bytes, saved, outline):
    document = docx.Document()
    paragraph = document.add_paragraph("In een veld.")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    paragraph._p.addprevious(control)
    content.append(paragraph._p)

    assert outline(read_bytes("a.docx", saved(document))) == [((), ["In een veld."])]
