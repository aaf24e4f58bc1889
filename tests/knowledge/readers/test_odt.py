from odfdo import Document, Header, List, ListItem, Paragraph, Style, Table


def test_headings_lists_and_tables_are_read(read_bytes, saved, outline):
    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, "De driehoek"))
    body.append(Paragraph("De driehoek  kent\tdrie rollen:"))
    roles = List(["eigenaar", "opdrachtgever"])
    roles.append(ListItem("opdrachtnemer"))
    body.append(roles)
    body.append(Header(2, "Wie"))
    table = Table("Wie")
    for cell, text in {"A1": "Rol", "B1": "Wie", "A2": "eigenaar", "B2": "SG"}.items():
        table.set_value(cell, text)
    body.append(table)

    read = read_bytes("a.odt", saved(document))

    assert read.source.title == "De driehoek"
    assert outline(read) == [
        ((), ["De driehoek kent drie rollen:", ["eigenaar", "opdrachtgever", "opdrachtnemer"]]),
        (("Wie",), [["Rol: eigenaar; Wie: SG"]]),
    ]


def test_a_numbered_list_keeps_its_numbers(read_bytes, saved):
    document = Document("text")
    style = Style("list", name="Stappen")
    style.set_level_style(1, num_format="1")
    document.insert_style(style, automatic=True)
    document.body.clear()
    steps = List(["kiezen", "doen"])
    steps.style = "Stappen"
    document.body.append(steps)

    [block] = read_bytes("a.odt", saved(document)).sections[0].blocks

    assert (block.items, block.ordered) == (("kiezen", "doen"), True)


def test_properties_give_the_title(read_bytes, saved):
    document = Document("text")
    document.meta.title = "Uitleg over de driehoek"
    document.body.clear()
    document.body.append(Paragraph("Tekst."))

    assert read_bytes("a.odt", saved(document)).source.title == "Uitleg over de driehoek"
