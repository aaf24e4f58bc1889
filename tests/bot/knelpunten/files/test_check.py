import pytest

from bot.knelpunten.files.check import check
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from tests.bot.knelpunten.files.samples import MAKE, located_photo, pdf

LARGEST = 2**20


def test_a_file_is_taken_with_its_text() -> None:
    content = pdf("De brief is onduidelijk")

    file = check("brief.pdf", content, LARGEST)

    assert (file.name, file.media_type, file.content) == ("brief.pdf", "application/pdf", content)
    assert file.text == "De brief is onduidelijk"


def test_a_photo_is_kept_without_the_place_and_says_so() -> None:
    content = located_photo("JPEG")

    file = check("../balie\u202e.exe", content, LARGEST)

    assert (file.name, file.media_type) == ("balie.jpg", "image/jpeg")
    assert file.location_removed
    assert file.content != content


def test_a_photo_without_a_place_is_kept_as_it_came() -> None:
    content = MAKE[".png"]()

    file = check("scherm.png", content, LARGEST)

    assert file.content is content
    assert not file.location_removed


def test_a_file_may_be_as_large_as_is_said_and_no_larger() -> None:
    content = MAKE[".png"]()
    assert check("a.png", content, len(content))

    with pytest.raises(AttachmentRefused) as caught:
        check("a.png", content, len(content) - 1)

    assert (caught.value.reason, caught.value.size) == (Refusal.TOO_LARGE, len(content))


def test_a_file_that_nobody_can_look_into_is_refused() -> None:
    with pytest.raises(AttachmentRefused) as caught:
        check("brief.pdf", pdf(password="geheim"), LARGEST)

    assert caught.value.reason is Refusal.ENCRYPTED
