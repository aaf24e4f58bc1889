import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.names import LONGEST_NAME, fitting_name, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("verslag.pdf", "verslag.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Jan\\foto.jpg", "foto.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("foto\n\0.jpg", "foto.jpg"),
        ("brief: versie?.docx", "brief_ versie_.docx"),
        ("..", "bijlage"),
        ("", "bijlage"),
        ("cafe\u0301.png", "café.png"),
    ],
)
def test_a_name_is_safe_to_show(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "kind", "fitting"),
    [
        ("foto.exe", MediaKind.JPEG, "foto.jpg"),
        ("foto.JPEG", MediaKind.JPEG, "foto.JPEG"),
        ("verslag.docx", MediaKind.PDF, "verslag.pdf"),
        ("verslag 2.1", MediaKind.PDF, "verslag 2.1.pdf"),
        ("brief van p. jansen", MediaKind.PDF, "brief van p. jansen.pdf"),
        (".jpg", MediaKind.JPEG, "jpg.jpg"),
        ("", MediaKind.HEIC, "bijlage.heic"),
    ],
)
def test_an_extension_is_made_to_fit(name: str, kind: MediaKind, fitting: str) -> None:
    assert fitting_name(name, kind) == fitting


@given(st.text(max_size=300), st.sampled_from(MediaKind))
def test_any_name_becomes_a_safe_one(name: str, kind: MediaKind) -> None:
    fitting = fitting_name(name, kind)

    assert len(fitting) <= LONGEST_NAME
    assert fitting.lower().endswith(kind.extensions)
    assert not set(fitting) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(char).startswith("C") for char in fitting)
    assert not fitting.startswith(".")
    assert fitting_name(fitting, kind) == fitting
