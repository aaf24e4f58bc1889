"""The letter in both forms: the same words, nothing personal, no markup of people's own."""

import io
from dataclasses import asdict

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from bot.knelpunten.report import Report, Status, Support
from bot.stand.docx import write_docx
from bot.stand.drafting import draft_letter
from bot.stand.letter import Letter
from bot.stand.markdown import escape, write_markdown
from bot.stand.reply import stand_reply
from bot.stand.selection import History
from bot.text import clean_lines
from bot.workflow.routing_rules import load_rules
from tests.bot.stand.knelpunten import AUTUMN, changed, history

MARKUP = "# Kop\n- *vet* <b>x</b> [klik](http://x.nl) | www.x.nl `a` 1. b_c_d ![p](q) $e$ \\ &amp; @wie"
PERSON = "mevrouw De Vries, BSN 123456782, j.devries@gmail.com"
RENDER = MarkdownIt("gfm-like", {"linkify": False}).render


def letter(*histories: History) -> Letter:
    return draft_letter(histories, "UWV", 2026, load_rules(), AUTUMN)


def opened(drafted: Letter) -> Document:
    return docx.Document(io.BytesIO(write_docx(drafted)))


def words_of_docx(document: Document) -> list[str]:
    texts = []
    for block in document.iter_inner_content():
        cells = (
            [cell.text for row in block.rows for cell in row.cells]
            if hasattr(block, "rows")
            else [block.text]
        )
        texts += cells
    return " ".join(texts).split()


def words_of_markdown(written: str) -> list[str]:
    body = LexborHTMLParser(RENDER(written)).body
    assert body is not None
    return body.text(separator="").split()


@pytest.fixture(scope="module")
def whole() -> Letter:
    return letter(
        history(1, description=MARKUP, tried=MARKUP, supports=[Support(organisation="SVB", remark="x")]),
        changed(history(2, title=MARKUP.replace("\n", " ")), Status.CLOSED, MARKUP),
    )


def test_both_forms_hold_the_same_words(whole: Letter) -> None:
    assert words_of_markdown(write_markdown(whole)) == words_of_docx(opened(whole))


def test_nothing_that_people_told_becomes_markup(whole: Letter) -> None:
    page = LexborHTMLParser(RENDER(write_markdown(whole)))

    assert page.css("a, img, b, em, code, li, s") == []
    assert {node.text() for node in page.css("strong")} == {
        f"{line.label}:" for section in whole.sections for item in section.items for line in item.lines
    }


_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp"], include_characters=" "
)
_LINES = st.text(_CHARACTERS | st.sampled_from(" -+*_#>.1)[]|&;:/!`~=<"), min_size=1).map(clean_lines)


@given(_LINES.filter(bool))
def test_any_line_is_shown_as_it_is(line: str) -> None:
    body = LexborHTMLParser(RENDER(escape(line))).body

    assert body is not None
    assert body.text() == f"{line}\n"


def test_no_personal_data_are_in_it_whatever_field_held_them() -> None:
    everywhere = dict.fromkeys(
        asdict(Report(title="", description="", affected="", organisation="", cause="")), PERSON
    )
    everywhere.pop("contact")
    everywhere |= {"organisation": "UWV", "cause": f"anders: {PERSON}"}
    support = Support(organisation=f"UWV {PERSON}", frequency=PERSON, remark=PERSON)
    drafted = letter(changed(history(1, **everywhere, supports=[support]), Status.CLOSED, PERSON))

    for said in (" ".join(words_of_docx(opened(drafted))), write_markdown(drafted)):
        assert "[BSN weggelaten]" in said.replace("\\", "")
        assert not any(part in said for part in ("De Vries", "123456782", "devries"))


def test_what_no_file_can_hold_is_left_out() -> None:
    drafted = letter(history(1, description="voor\x00\x0b\ud800\ufffena"))

    assert "Voor na." in " ".join(words_of_docx(opened(drafted)))
    write_markdown(drafted).encode()


def test_headings_are_headings(whole: Letter) -> None:
    styles = [(one.style.name, one.text) for one in opened(whole).paragraphs if one.style]

    assert styles[0] == ("Title", whole.title)
    assert [text for style, text in styles if style == "Heading 1"] == [
        whole.introduction_heading,
        *(section.heading for section in whole.sections),
        whole.annex_heading,
    ]


def test_each_page_says_that_it_is_a_draft_and_which_page_it_is(whole: Letter) -> None:
    page = opened(whole).sections[0]

    assert page.header.paragraphs[0].text.startswith("CONCEPT")
    fields = [field.get(qn("w:instr")) for field in page.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_tables_have_a_header_row(whole: Letter) -> None:
    for table in opened(whole).tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_file_tells_its_title_and_language_and_no_author(whole: Letter) -> None:
    document = opened(whole)
    properties = document.core_properties

    assert (properties.title, properties.language) == (whole.title, "nl-NL")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}


def test_the_command_gives_both_files() -> None:
    reply = stand_reply("uwv 2026", [history(1)], load_rules(), AUTUMN)

    assert [file.name for file in reply.files] == [
        "concept-stand-van-de-uitvoering-2026-uwv.docx",
        "concept-stand-van-de-uitvoering-2026-uwv.md",
    ]


def test_an_organisation_that_comes_near_can_be_chosen() -> None:
    reply = stand_reply("Zwole, 2026", [history(1, "Gemeente Zwolle")], load_rules(), AUTUMN)

    assert [choice.value for choice in reply.choices] == ["/stand Gemeente Zwolle 2026"]
    assert reply.files == ()


def test_what_was_asked_for_is_not_said_back_with_personal_data() -> None:
    reply = stand_reply("Jan de Vries 123456782, 2026", [history(1)], load_rules(), AUTUMN)

    assert "123456782" not in reply.blocks[0].spans[0].text


@pytest.mark.parametrize("argument", ["", "UWV", "2026", "UWV 26"])
def test_without_an_organisation_and_a_year_it_is_said_how_to_ask(argument: str) -> None:
    reply = stand_reply(argument, [history(1)], load_rules(), AUTUMN)

    assert reply.files == ()
    assert "/stand UWV 2026" in reply.blocks[0].spans[0].text
