import datetime

import docx
import fpdf
import odfdo
import openpyxl
import pptx
import pytest
from openpyxl.comments import Comment

from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.knelpunten.files.text import text_of
from tests.bot.knelpunten.files.samples import MAKE, pdf, saved, unzipped, zipped

BSN = "123456782"


def test_a_document_is_read_with_its_headers_notes_and_tables() -> None:
    document = docx.Document()
    document.add_paragraph("De ").add_run("aanvraag")
    document.add_table(1, 1).cell(0, 0).text = "in een tabel"
    document.sections[0].header.paragraphs[0].text = f"BSN {BSN}"
    document.add_comment(document.paragraphs[0].runs, text="bel 06 12345678")

    text = text_of(saved(document), MediaKind.DOCX)

    assert all(words in text for words in ("De aanvraag", "in een tabel", BSN, "bel 06 12345678"))


def test_words_in_several_runs_stay_one_word_and_tabs_keep_them_apart() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("12345")
    paragraph.add_run("6782\tJansen")

    assert "123456782 Jansen" in text_of(saved(document), MediaKind.DOCX)


def test_removed_text_is_read() -> None:
    parts = unzipped(MAKE[".docx"]())
    removed = f"<w:p><w:del><w:r><w:delText>{BSN}</w:delText></w:r></w:del></w:p><w:sectPr".encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", removed)

    assert BSN in text_of(zipped(parts), MediaKind.DOCX)


def test_a_workbook_is_read_with_its_hidden_sheets_dates_and_comments() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["naam", 123456782, 12.5, datetime.date(1980, 2, 1)])
    sheet["A1"].comment = Comment("bel 06 12345678", "Jan")
    hidden = workbook.create_sheet("verborgen")
    hidden.sheet_state = "hidden"
    hidden["C3"] = "NL91ABNA0417164300"

    text = text_of(saved(workbook), MediaKind.XLSX)

    assert "naam 123456782 12.5 01-02-1980" in text
    assert "bel 06 12345678" in text
    assert "NL91ABNA0417164300" in text


def test_a_presentation_is_read_with_its_notes() -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "De balie"
    slide.notes_slide.notes_text_frame.text = f"BSN {BSN}"

    text = text_of(saved(presentation), MediaKind.PPTX)

    assert "De balie" in text
    assert BSN in text


def test_an_opendocument_text_is_read() -> None:
    document = odfdo.Document("text")
    document.body.append(odfdo.Header(1, "Kop"))
    document.body.append(odfdo.Paragraph(f"BSN   {BSN}"))

    text = text_of(saved(document), MediaKind.ODT).splitlines()

    assert {"Kop", BSN} <= {line.split()[-1] for line in text}


def test_an_opendocument_spreadsheet_is_read() -> None:
    document = odfdo.Document("spreadsheet")
    table = odfdo.Table("blad")
    table.set_value("B2", BSN)
    document.body.append(table)

    assert BSN in text_of(saved(document), MediaKind.ODS)


def test_each_page_of_a_pdf_is_read_with_its_header() -> None:
    class Letter(fpdf.FPDF):
        def header(self) -> None:
            self.set_font("helvetica")
            self.cell(text=f"BSN {BSN}")

    letter = Letter()
    for words in ("Eerste", "Tweede"):
        letter.add_page()
        letter.set_y(100)
        letter.cell(text=words)

    text = text_of(bytes(letter.output()), MediaKind.PDF)

    assert all(words in text for words in (BSN, "Eerste", "Tweede"))


def test_a_pdf_with_a_password_is_encrypted() -> None:
    with pytest.raises(AttachmentRefused) as caught:
        text_of(pdf(password="geheim"), MediaKind.PDF)

    assert caught.value.reason is Refusal.ENCRYPTED


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\nrommel\n%%EOF\n", MediaKind.PDF),
        (zipped({"word/document.xml": b"<w:p>"}), MediaKind.DOCX),
        (zipped({"xl/workbook.xml": b"<x/>"}), MediaKind.XLSX),
    ],
)
def test_what_cannot_be_read_is_damaged(content: bytes, kind: MediaKind) -> None:
    with pytest.raises(AttachmentRefused) as caught:
        text_of(content, kind)

    assert caught.value.reason is Refusal.DAMAGED


def test_entities_are_damage() -> None:
    parts = unzipped(MAKE[".odt"]())
    parts["content.xml"] = b'<!DOCTYPE a [<!ENTITY b "boem">]><a><p>&b;&b;</p></a>'

    with pytest.raises(AttachmentRefused) as caught:
        text_of(zipped(parts), MediaKind.ODT)

    assert caught.value.reason is Refusal.DAMAGED


def test_a_photo_has_no_text() -> None:
    assert text_of(MAKE[".jpg"](), MediaKind.JPEG) == ""
