"""Names of files that become documents."""

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.adding.file_names import LONGEST, document_name
from knowledge.file_name import bad_name


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("werkwijze.pdf", "werkwijze.pdf"),
        ("../../etc/Werkwijze  v2.PDF", "Werkwijze v2.PDF"),
        (".verborgen.md", "verborgen.md"),
        ("~$nota.docx", "nota.docx"),
        ("nota\N{RIGHT-TO-LEFT OVERRIDE}fdp.docx", "notafdp.docx"),
        ("brief mevrouw Jansen.pdf", "brief mevrouw [naam weggelaten].pdf"),
        (".pdf", "bijlage.pdf"),
    ],
)
def test_a_name_is_made_safe(sent: str, name: str) -> None:
    assert document_name(sent) == name


@given(st.text(max_size=400), st.sampled_from([".pdf", ".docx", ".md", ""]))
def test_any_name_becomes_one_that_a_folder_can_hold_and_that_keeps_its_extension(
    stem: str, extension: str
) -> None:
    name = document_name(stem + extension)

    assert bad_name(name) is None
    assert PurePath(name).name == name
    assert not name.startswith((".", "~$"))
    assert name.endswith(extension)
    assert len(name.encode()) <= LONGEST
    assert document_name(name) == name
