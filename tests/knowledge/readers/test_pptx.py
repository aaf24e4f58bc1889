import pptx
from pptx.util import Inches


def presentation() -> pptx.presentation.Presentation:
    shown = pptx.Presentation()
    first = shown.slides.add_slide(shown.slide_layouts[0])
    first.shapes.title.text = "De driehoek"
    first.placeholders[1].text = "Uitleg voor nieuwe collega’s"
    second = shown.slides.add_slide(shown.slide_layouts[1])
    second.shapes.title.text = "Rollen"
    second.placeholders[1].text = "De rollen zijn:\neigenaar\nopdrachtgever"
    second.notes_slide.notes_text_frame.text = "Noem ook de opdrachtnemer."
    third = shown.slides.add_slide(shown.slide_layouts[5])
    third.shapes.title.text = "Wie"
    table = third.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for (row, column), text in {(0, 0): "Rol", (0, 1): "Wie", (1, 0): "eigenaar", (1, 1): "SG"}.items():
        table.cell(row, column).text = text
    return shown


def test_slides_become_sections_with_their_number_and_notes(read_bytes, saved, outline):
    document = read_bytes("a.pptx", saved(presentation()))

    assert document.source.title == "De driehoek"
    assert outline(document) == [
        ((), ["Uitleg voor nieuwe collega’s"]),
        (("Rollen",), ["De rollen zijn:", ["eigenaar", "opdrachtgever"], "Noem ook de opdrachtnemer."]),
        (("Wie",), [["Rol: eigenaar; Wie: SG"]]),
    ]
    assert [section.page for section in document.sections] == [1, 2, 3]
