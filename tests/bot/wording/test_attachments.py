import pytest

from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.wording.attachments import readable_size, refusal

LARGEST = 10 * 2**20


@pytest.mark.parametrize("reason", Refusal)
def test_each_reason_is_told_with_the_safe_name_of_the_file(reason: Refusal) -> None:
    said = refusal("map/foto\u202egpj.exe", AttachmentRefused(reason), LARGEST)

    assert "fotogpj.exe" in said
    assert not set("{}\u202e/") & set(said)


def test_a_file_that_is_too_large_is_refused_with_both_sizes() -> None:
    said = refusal("film.pdf", AttachmentRefused(Refusal.TOO_LARGE, size=LARGEST + 1), LARGEST)

    assert said.startswith("film.pdf is te groot (10,1 MB). Een bijlage mag hoogstens 10 MB zijn.")


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 kB"), (1, "0,1 kB"), (1024, "1 kB"), (2**20, "1 MB"), (5 * 2**20, "5 MB"), (2**31, "2 GB")],
)
def test_a_size_is_readable(size: int, shown: str) -> None:
    assert readable_size(size) == shown
