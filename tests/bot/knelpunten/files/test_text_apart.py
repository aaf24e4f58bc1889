"""What is in a file that anybody may send is found apart: what it does there concerns nobody else."""

import sys

import pytest

from bot.knelpunten.files.kinds import kind_of
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.knelpunten.files.text import text_of
from bot.knelpunten.files.text_apart import text_apart
from knowledge.apart import Limits
from tests.bot.knelpunten.files.samples import MAKE
from tests.knowledge.hostile import GIGABYTE, encrypted_pdf, nested_forms, pdf_bomb

FEW = Limits(seconds=20, memory=200 * 2**20)


@pytest.mark.parametrize("extension", [".pdf", ".docx", ".xlsx", ".odt"])
def test_the_text_that_is_found_apart_is_the_same(extension: str):
    content = MAKE[extension]()

    assert text_apart(content, kind_of(content)) == text_of(content, kind_of(content))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit of memory")
@pytest.mark.parametrize("content", [pdf_bomb(GIGABYTE), nested_forms()], ids=["bomb", "forms"])
def test_a_small_pdf_with_more_in_it_than_fits_in_memory_is_refused(content: bytes):
    assert len(content) < 4000

    with pytest.raises(AttachmentRefused) as refused:
        text_apart(content, kind_of(content), FEW)

    assert refused.value.reason is Refusal.TOO_MUCH_IN_IT


def test_a_file_with_a_password_is_still_told_apart():
    content = encrypted_pdf()

    with pytest.raises(AttachmentRefused) as refused:
        text_apart(content, kind_of(content))

    assert refused.value.reason is Refusal.ENCRYPTED
