import pytest

from bot.fixed_answers.sources import names_file


@pytest.mark.parametrize("typed", ["brief.md", "brief.markdown", "Brief.PDF", "stand van 2024.docx"])
def test_what_ends_like_a_file_that_can_be_read_names_one(typed: str) -> None:
    assert names_file(typed)


@pytest.mark.parametrize("typed", ["https://www.example.nl/brief.pdf", "de brief", "brief.exe", ".md", ""])
def test_an_address_and_words_name_no_file(typed: str) -> None:
    assert not names_file(typed)
