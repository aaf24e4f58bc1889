import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.knelpunten.files.location import without_location
from tests.bot.knelpunten.files.samples import GPS_DIRECTORY, MAKE, ORIENTATION, heic, located_photo

XMP = b"""<x:xmpmeta><rdf:Description exif:GPSLatitude="52,4.09N" exif:GPSLongitude='4,18.02E'>
<exif:GPSAltitude>3/1</exif:GPSAltitude><dc:title>Balie</dc:title></rdf:Description></x:xmpmeta>"""


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_taken_out_and_the_picture_stays(format_: str) -> None:
    content = located_photo(format_)
    assert opened(content).getexif().get_ifd(GPS_DIRECTORY)

    cleared = without_location(content)

    assert opened(cleared).getexif().get_ifd(GPS_DIRECTORY) == {}
    assert opened(cleared).getexif()[ORIENTATION] == 6
    assert opened(cleared).tobytes() == opened(content).tobytes()
    opened(cleared).verify()
    assert b"2026:10:14" in content
    assert b"2026:10:14" not in cleared


def test_the_place_is_taken_out_of_heic() -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS_DIRECTORY)[29] = "2026:10:14"
    content = heic(exif.tobytes().removeprefix(b"Exif\0\0"))

    cleared = without_location(content)

    assert b"2026:10:14" in content
    assert b"2026:10:14" not in cleared
    assert len(cleared) == len(content)


@pytest.mark.parametrize("format_", ["JPEG", "WEBP"])
def test_the_place_is_taken_out_of_xmp(format_: str) -> None:
    content = located_photo(format_, xmp=XMP)

    cleared = without_location(content)

    assert not any(place in cleared for place in (b"52,4.09N", b"4,18.02E", b"3/1"))
    assert b"Balie" in cleared
    assert opened(cleared).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("extension", [".jpg", ".png", ".gif", ".webp", ".heic"])
def test_a_photo_that_names_no_place_stays_as_it_is(extension: str) -> None:
    content = MAKE[extension]()

    assert without_location(content) is content


@given(st.binary(max_size=400), st.sampled_from([b"II*\0", b"MM\0*"]))
def test_broken_exif_changes_no_length(noise: bytes, order: bytes) -> None:
    content = b"\xff\xd8\xff\xe1\0\0Exif\0\0" + order + noise

    assert len(without_location(content)) == len(content)


@given(st.binary(max_size=12), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_broken_lists_of_attributes_change_no_length(noise: bytes, place: int, count: int) -> None:
    pointer = b"\x88\x25\0\x04\0\0\0\x01" + place.to_bytes(4)
    attribute = b"\0\x02\0\x05" + count.to_bytes(4) + place.to_bytes(4)
    content = b"MM\0*\0\0\0\x08" + b"\0\x01" + pointer + b"\0\x01" + attribute + noise

    assert len(without_location(content)) == len(content)
