from datetime import UTC, datetime

from fpdf import FPDF

PROSE = (
    "De driehoek is een model voor de samenwerking tussen beleid en uitvoering. De eigenaar bewaakt de"
    " continuiteit van de organisatie. De opdrachtgever bepaalt wat er gedaan wordt."
)


class Plain(FPDF):
    def heading(self, text, size):
        self.set_y(self.get_y() + 6)
        self.set_font("Helvetica", style="B", size=size)
        self.multi_cell(0, text=text, new_x="LMARGIN", new_y="NEXT")

    def prose(self, text):
        self.set_y(self.get_y() + 5)
        self.set_font("Helvetica", size=11)
        self.multi_cell(0, text=text, new_x="LMARGIN", new_y="NEXT", align="L")


class Report(Plain):
    def header(self):
        self.set_font("Helvetica", size=8)
        self.set_y(8)
        self.cell(text="Ministerie van BZK")
        self.set_y(16)

    def footer(self):
        self.set_y(-12)
        self.set_font("Helvetica", size=8)
        self.cell(text=f"Pagina {self.page_no()} van 4")


def report() -> Report:
    pdf = Report()
    pdf.set_title("Verslag over de driehoek")
    pdf.set_creation_date(datetime(2024, 9, 9, tzinfo=UTC))
    pdf.add_page()
    pdf.heading("Verslag over de driehoek", 22)
    pdf.prose(PROSE)
    pdf.heading("Rollen", 15)
    pdf.prose("De rollen zijn:")
    for item in ("1. eigenaar", "2. opdrachtgever"):
        pdf.prose(item)
    for title in ("Werking", "Lessen", "Vervolg"):
        pdf.add_page()
        pdf.heading(title, 15)
        pdf.prose(f"{title} begint hier. {PROSE}")
    return pdf


def test_headings_are_told_by_their_size_and_pages_are_kept(read_bytes, outline):
    document = read_bytes("a.pdf", bytes(report().output()))

    assert document.source.title == "Verslag over de driehoek"
    assert document.source.date == "2024-09-09"
    assert outline(document)[:3] == [
        ((), [PROSE]),
        (("Rollen",), ["De rollen zijn:", ["eigenaar", "opdrachtgever"]]),
        (("Werking",), [f"Werking begint hier. {PROSE}"]),
    ]
    assert [section.page for section in document.sections] == [1, 1, 2, 3, 4]


def test_headers_and_footers_are_dropped(read_bytes):
    document = read_bytes("a.pdf", bytes(report().output()))

    assert "Ministerie" not in str(document.sections)
    assert "Pagina" not in str(document.sections)


def test_words_broken_off_at_a_line_end_are_mended(read_bytes, outline):
    pdf = Plain()
    pdf.add_page()
    pdf.prose("De samen-\nwerking met AI-\nsystemen in beleids-\nen uitvoeringsorganisaties gaat goed.")

    assert outline(read_bytes("a.pdf", bytes(pdf.output()))) == [
        ((), ["De samenwerking met AI-systemen in beleids- en uitvoeringsorganisaties gaat goed."])
    ]


def test_a_paragraph_that_runs_on_over_the_page_stays_one(read_bytes, outline):
    pdf = Plain()
    pdf.add_page()
    pdf.prose("Deze zin begint op de eerste bladzijde en")
    pdf.add_page()
    pdf.prose("gaat door op de tweede.")

    assert outline(read_bytes("a.pdf", bytes(pdf.output()))) == [
        ((), ["Deze zin begint op de eerste bladzijde en gaat door op de tweede."])
    ]


def test_a_short_line_in_bold_is_a_heading(read_bytes, outline):
    pdf = Plain()
    pdf.add_page()
    pdf.prose(PROSE)
    pdf.heading("Wie beslist", 11)
    pdf.prose(PROSE)

    assert outline(read_bytes("verslag.pdf", bytes(pdf.output())))[-1] == (("Wie beslist",), [PROSE])
