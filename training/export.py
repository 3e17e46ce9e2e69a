"""The trained network as a weights file: an ONNX graph of fused operators, its large matrices in 8-bit integers.

A matrix is quantised per output channel, its input at run time over the window that is read: a window is always read
alone, so the same text gives the same figures whatever else is read with it. The piece vectors are quantised per piece.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from stemma.text.pieces import PIECES_OF_WORD
from training.corpora import ENTITY_LABELS, SPEECH_LABELS
from training.network import LINK_WIDTH, Encoder, Layer, Reader

FORMAT = 1
_FUSED = "com.microsoft"


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[onnx.TensorProto] = []

    def value(self, name: str, array: np.ndarray) -> str:
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, fused: bool = False, **attributes: object) -> str:
        domain = {"domain": _FUSED} if fused else {}
        self.nodes.append(helper.make_node(kind, inputs, [output], **domain, **attributes))
        return output

    def dense(self, x: str, weight: np.ndarray, bias: np.ndarray, output: str) -> str:
        """`weight`: (out, in), in 8-bit integers with one scale an output."""
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
        whole = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8).T
        inputs = [
            x,
            self.value(f"{output}.weight", whole),
            self.value(f"{output}.scale", scale.astype(np.float32)),
            self.value(f"{output}.zero", np.zeros(len(scale), np.int8)),
            self.value(f"{output}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, output, fused=True)

    def exact(self, x: str, weight: np.ndarray, bias: np.ndarray, output: str) -> str:
        """`weight`: (out, in), as it is."""
        product = self.node("MatMul", [x, self.value(f"{output}.weight", weight.T)], f"{output}.product")
        return self.node("Add", [product, self.value(f"{output}.bias", bias)], output)

    def normalised(self, x: str, added: str, norm: dict[str, np.ndarray], output: str) -> str:
        """The sum of `x` and `added`, normalised; in single steps, since the fused operator is five times slower."""
        total = self.node("Add", [x, added], f"{output}.sum")
        mean = self.node("ReduceMean", [total], f"{output}.mean", axes=[-1], keepdims=1)
        apart = self.node("Sub", [total, mean], f"{output}.apart")
        squares = self.node("Mul", [apart, apart], f"{output}.squares")
        variance = self.node("ReduceMean", [squares], f"{output}.variance", axes=[-1], keepdims=1)
        scale = self.node("Sqrt", [variance], f"{output}.scale")
        even = self.node("Div", [apart, scale], f"{output}.even")
        scaled = self.node("Mul", [even, self.value(f"{output}.gamma", norm["weight"])], f"{output}.scaled")
        return self.node("Add", [scaled, self.value(f"{output}.beta", norm["bias"])], output)


def weights_of(model: Reader, positions: int) -> onnx.ModelProto:
    """The graph: pieces and shapes (1, length) and each word's first piece (words) to scores and link vectors.

    By the word, pieces are (1, length, PIECES_OF_WORD), with each piece's share in its word (…, 1).
    """
    arrays = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    graph = _Graph()
    by_word = model.encoder.size.by_word
    x = _embedded(graph, arrays, positions, by_word)
    for number, layer in enumerate(model.encoder.layers):
        assert isinstance(layer, Layer)
        x = _layer(graph, x, arrays, f"encoder.layers.{number}.", layer.heads)
    whole = graph.node("Squeeze", [x, graph.value("row", np.array([0]))], "whole")
    words = graph.node("Gather", [whole, "first"], "words", axis=0)
    for head in ("speech", "entities", "links"):
        graph.exact(words, arrays[f"{head}.weight"], arrays[f"{head}.bias"], head)
    made = _model(
        helper.make_graph(
            graph.nodes,
            "reader",
            _inputs(by_word),
            [
                helper.make_tensor_value_info(head, TensorProto.FLOAT, ["words", len(arrays[f"{head}.bias"])])
                for head in ("speech", "entities", "links")
            ],
            graph.values,
        )
    )
    helper.set_model_props(made, {"stemma": json.dumps(_description(model, arrays, positions))})
    return made


def meaning_weights(encoder: Encoder, positions: int, centre: np.ndarray) -> onnx.ModelProto:
    """The graph of a sentence encoder: pieces and shapes (1, length) to the pieces' states (length, width).

    `centre` is what the vectors of all texts have in common, their mean; reading takes it off.
    """
    arrays = {f"encoder.{name}": value.detach().float().numpy() for name, value in encoder.state_dict().items()}
    graph = _Graph()
    x = _embedded(graph, arrays, positions, by_word=False)
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        x = _layer(graph, x, arrays, f"encoder.layers.{number}.", layer.heads)
    graph.node("Squeeze", [x, graph.value("row", np.array([0]))], "states")
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["length", encoder.size.width])
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("pieces", "shapes")]
    made = _model(helper.make_graph(graph.nodes, "meaning", inputs, [states], graph.values))
    described = {"format": FORMAT, "window": positions, "pieces": encoder.size.pieces, "centre": _rounded(centre)}
    helper.set_model_props(made, {"stemma": json.dumps(described)})
    return made


def _model(graph: onnx.GraphProto) -> onnx.ModelProto:
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)], ir_version=9
    )


def _inputs(by_word: bool) -> list[onnx.ValueInfoProto]:
    length = [1, "length", PIECES_OF_WORD] if by_word else [1, "length"]
    shares = [helper.make_tensor_value_info("shares", TensorProto.FLOAT, [*length, 1])] if by_word else []
    return [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, length),
        *shares,
        helper.make_tensor_value_info("shapes", TensorProto.INT64, [1, "length"]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]),
    ]


def _embedded(graph: _Graph, arrays: dict[str, np.ndarray], positions: int, by_word: bool) -> str:
    table = arrays["encoder.pieces.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    whole = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    found = graph.node("Gather", [graph.value("table", whole), "pieces"], "piece.whole")
    scales = graph.node("Gather", [graph.value("table.scale", scale.astype(np.float32)), "pieces"], "piece.scale")
    x = graph.node("Mul", [graph.node("Cast", [found], "piece.float", to=TensorProto.FLOAT), scales], "piece")
    if by_word:
        weighed = graph.node("Mul", [x, "shares"], "piece.weighed")
        x = graph.node("ReduceSum", [weighed, graph.value("piece.axis", np.array([2]))], "word", keepdims=0)
    shaped = graph.node("Gather", [graph.value("shape.table", arrays["encoder.shapes.weight"]), "shapes"], "shape")
    x = graph.node("Add", [x, shaped], "piece.shaped")
    length = graph.node("Shape", ["shapes"], "length", start=1, end=2)
    start, axis = graph.value("start", np.array([0])), graph.value("axis", np.array([0]))
    table_of_places = graph.value("place.table", arrays["encoder.positions.weight"][:positions])
    places = graph.node("Slice", [table_of_places, start, length, axis], "place.row")
    placed = graph.node("Unsqueeze", [places, graph.value("batch", np.array([0]))], "place")
    norm = {part: arrays[f"encoder.norm.{part}"] for part in ("weight", "bias")}
    return graph.normalised(x, placed, norm, "x")


def _layer(graph: _Graph, x: str, arrays: dict[str, np.ndarray], at: str, heads: int) -> str:
    def dense(name: str, y: str) -> str:
        return graph.dense(y, arrays[f"{at}{name}.weight"], arrays[f"{at}{name}.bias"], f"{at}{name}.out")

    def norm(name: str) -> dict[str, np.ndarray]:
        return {part: arrays[f"{at}{name}.{part}"] for part in ("weight", "bias")}

    width = arrays[f"{at}mixed.weight"].shape[1]
    parts = []
    for number, part in enumerate("qkv"):
        rows = slice(number * width, (number + 1) * width)
        mixed = arrays[f"{at}mixed.weight"][rows], arrays[f"{at}mixed.bias"][rows]
        parts.append(graph.dense(x, *mixed, f"{at}{part}"))
    seen = graph.node("MultiHeadAttention", parts, f"{at}seen", fused=True, num_heads=heads)
    x = graph.normalised(x, dense("attended", seen), norm("norm_attended"), f"{at}x")
    wide = graph.node("Gelu", [dense("wide", x)], f"{at}wide", fused=True)
    return graph.normalised(x, dense("narrow", wide), norm("norm"), f"{at}y")


def _description(model: Reader, arrays: dict[str, np.ndarray], positions: int) -> dict[str, object]:
    chains = {
        name: {
            "labels": labels,
            "between": _rounded(arrays[f"{name}_chain.between"] + arrays[f"{name}_chain.forbidden"]),
            "opening": _rounded(arrays[f"{name}_chain.opening"] + arrays[f"{name}_chain.barred"]),
        }
        for name, labels in (("speech", SPEECH_LABELS), ("entity", ENTITY_LABELS))
    }
    return {
        "format": FORMAT,
        "window": positions,
        "pieces": model.encoder.size.pieces,
        "by_word": model.encoder.size.by_word,
        **chains,
        "link_width": LINK_WIDTH,
        "near": _rounded(arrays["near"]),
        "nobody": _rounded(arrays["nobody"]),
    }


def _rounded(array: np.ndarray) -> list[object]:
    listed: list[object] = np.round(array.astype(np.float64), 5).tolist()
    return listed


def write(model: Reader, positions: int, folder: Path, name: str) -> None:
    """Write NAME.onnx into `folder` and its size and SHA-256 into weights.json beside it."""
    put(weights_of(model, positions), folder, name)


def put(made: onnx.ModelProto, folder: Path, name: str) -> None:
    """Write a graph as NAME.onnx into `folder`, and its size and SHA-256 into weights.json beside it."""
    content = made.SerializeToString(deterministic=True)
    (folder / f"{name}.onnx").write_bytes(content)
    listed = folder / "weights.json"
    known = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    known[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    listed.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8")
