import numpy as np

from index.embedding.onnx_embedder import OnnxEmbedder

TEXTS = [" ".join(f"woord{number}" for number in range(length)) for length in (1, 300, 3, 40, 7, 150, 2, 90)]


def test_a_text_has_the_same_vector_alone_and_in_a_batch(default_embedder: OnnxEmbedder) -> None:
    together = default_embedder.embed_passages(TEXTS)
    alone = np.concatenate([default_embedder.embed_passages([text]) for text in TEXTS])

    assert (together * alone).sum(axis=1).min() > 0.9999


def test_vectors_have_length_1(default_embedder: OnnxEmbedder) -> None:
    vectors = default_embedder.embed_queries([*TEXTS, "", "\x00", "\ud800 half a pair"])

    assert vectors.shape == (len(TEXTS) + 3, default_embedder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(default_embedder: OnnxEmbedder) -> None:
    assert default_embedder.embed_passages([]).shape == (0, default_embedder.dimensions)


def test_a_paraphrase_is_nearer_than_another_subject(default_embedder: OnnxEmbedder) -> None:
    query = default_embedder.embed_queries(["Hoe lang kan ik met mijn reisdocument vooruit?"])
    passages = default_embedder.embed_passages(
        ["Een paspoort is tien jaar geldig.", "Grofvuil wordt op dinsdag opgehaald."]
    )

    near, far = (query @ passages.T)[0]
    assert near > far


def test_progress_counts_up_to_all_texts(default_embedder: OnnxEmbedder) -> None:
    seen: list[tuple[int, int]] = []

    default_embedder.embed_passages(TEXTS, lambda done, total: seen.append((done, total)))

    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (len(TEXTS), len(TEXTS))
