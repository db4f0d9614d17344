"""Base weights and adapter to a CTranslate2 generator, merged and quantised matrix by matrix.

CTranslate2 writes a model variable by variable; here each variable is computed when its turn comes, so that
memory holds one matrix at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec
from ctranslate2.specs.model_spec import NumpyVariable, Variable
from numpy.typing import NDArray

from translate.errors import ModelError
from translate.models.koen.gguf_file import GGUF, Tensor

_CHUNK = 1 << 19  # numbers merged at once: 2 MiB of float32, which a core's cache holds
#: A matrix of a layer, as the adapter names it, and as GGUF files name it.
MATRICES = {
    "q": "attn_q",
    "k": "attn_k",
    "v": "attn_v",
    "o": "attn_output",
    "gate": "ffn_gate",
    "up": "ffn_up",
    "down": "ffn_down",
}


@dataclass(frozen=True, slots=True)
class _Update:
    """A low-rank update: ``down`` has shape (rank, columns), ``up`` (rows, rank) with the scale in it."""

    down: NDArray[np.float32]
    up: NDArray[np.float32]


class Adapter:
    """A LoRA adapter (Hu et al. 2021, https://arxiv.org/abs/2106.09685), int8 with one scale a row.

    Args:
        path: ``adapter.safetensors``.

    Attributes:
        alpha: What the product of A and B is scaled by, times the rank.
        matrices: ``layers.N.q.A`` …, shape (rank, columns), and ``layers.N.q.B`` …, shape (rows, rank).

    Raises:
        ModelError: It is no adapter, or a damaged one.
    """

    def __init__(self, path: Path) -> None:
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(path, "numpy") as file:
                self.alpha = float((file.metadata() or {})["alpha"])
                packed = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            self.matrices: dict[str, NDArray[np.float32]] = {
                name: (values * packed[name + ".scale"][:, None]).astype(np.float32)
                for name, values in packed.items()
                if not name.endswith(".scale")
            }
        except (SafetensorError, LookupError, TypeError, ValueError) as error:
            raise ModelError(
                f"not an adapter that can be read ({error})", path=path, mend="take another copy of it"
            ) from error

    def update(self, layer: int, name: str) -> _Update | None:
        """What is added to one matrix, or None.

        Args:
            layer: Number of the layer, from 0.
            name: ``q``, ``k``, ``v``, ``o``, ``gate``, ``up`` or ``down``.
        """
        key = f"layers.{layer}.{name}."
        if key + "A" not in self.matrices:
            return None
        down, up = self.matrices[key + "A"], self.matrices[key + "B"]
        return _Update(down, up * np.float32(self.alpha / len(down)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one matrix of the base, with what is added to them.

    Args:
        tensor: The matrix.
        chosen: Numbers of the rows, ascending.
        update: The adapter's part.
    """

    tensor: Tensor
    chosen: NDArray[np.int64]
    update: _Update | None = None


class _Quantised(Variable):  # type: ignore[misc]
    """An int8 matrix with one scale a row, computed when CTranslate2 writes it."""

    def __init__(self, base: GGUF, pieces: Sequence[_Rows], done: Callable[[int], None]) -> None:
        self._base = base
        self._pieces = pieces
        self._done = done
        self._shape = [sum(len(piece.chosen) for piece in pieces), pieces[0].tensor.columns]
        self.scale = _Scale(self._shape[0])

    @property
    def shape(self) -> list[int]:
        return self._shape

    @property
    def dtype(self) -> str:
        return "int8"

    def num_bytes(self) -> int:
        return self._shape[0] * self._shape[1]

    def to_bytes(self) -> memoryview:
        values = np.empty(self._shape, np.int8)
        step = max(1, _CHUNK // self._shape[1])
        tasks, start = [], 0
        for piece in self._pieces:
            for first in range(0, len(piece.chosen), step):
                chosen = piece.chosen[first : first + step]
                tasks.append((piece, first, chosen, slice(start, start + len(chosen))))
                start += len(chosen)

        def fill(task: tuple[_Rows, int, NDArray[np.int64], slice], raw: NDArray[np.uint8]) -> None:
            piece, first, chosen, place = task
            rows = _numbers(raw[chosen - chosen[0]], piece.tensor.type)
            if piece.update:
                rows = rows + piece.update.up[first : first + len(chosen)] @ piece.update.down
            values[place], self.scale.values[place] = _quantise(rows)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            # reading is one thread's work: the file has one position
            filled = [
                pool.submit(fill, task, self._base.rows(task[0].tensor, task[2][0], task[2][-1] + 1))
                for task in tasks
            ]
            for future in filled:
                future.result()
        self._done(self.num_bytes())
        return values.data.cast("B")

    def numpy(self) -> Any:
        raise NotImplementedError("computed only while the model is written")

    _to = _equal = numpy


class _Scale(NumpyVariable):  # type: ignore[misc]
    """The scales of a matrix; CTranslate2 writes them after it, when they are known."""

    def __init__(self, rows: int) -> None:
        super().__init__(np.zeros(rows, np.float32))

    @property
    def values(self) -> NDArray[np.float32]:
        scales: NDArray[np.float32] = self.array
        return scales


def _numbers(raw: NDArray[np.uint8], kind: int) -> NDArray[np.float32]:
    from gguf.constants import GGMLQuantizationType
    from gguf.quants import dequantize

    numbers: NDArray[np.float32] = dequantize(raw, GGMLQuantizationType(kind))
    return numbers


def _quantise(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 with one scale a row, as CTranslate2 quantises on conversion."""
    largest = np.abs(rows).max(axis=1)
    largest[largest == 0] = 127
    scale = (np.float32(127) / largest).astype(np.float32)
    return np.rint(rows * scale[:, None]).astype(np.int8), scale


def write_weights(
    base: GGUF,
    adapter: Adapter,
    tokens: Sequence[str],
    kept: NDArray[np.int64],
    bias: NDArray[np.float32],
    folder: Path,
    done: Callable[[int], None],
) -> None:
    """Write ``model.bin``, ``config.json`` and ``vocabulary.json`` of a CTranslate2 generator.

    Args:
        base: A model of the Qwen2 architecture whose input and output embeddings are one matrix.
        adapter: What is added to it.
        tokens: The vocabulary as written, one token a kept row.
        kept: Numbers of the vocabulary's rows in the base, ascending.
        bias: What is added to each token's logit.
        folder: Where to write; it exists.
        done: Called with the bytes of each matrix that is written; they add up to ``weight_bytes``.
    """
    data, tensors = base.metadata, base.tensors
    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        data["qwen2.block_count"],
        data["qwen2.attention.head_count"],
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=False,
        rotary_base=data["qwen2.rope.freq_base"],
        num_heads_kv=data["qwen2.attention.head_count_kv"],
    )

    def vector(name: str) -> NDArray[np.float32]:
        return _numbers(base.rows(tensors[name], 0, tensors[name].rows), tensors[name].type).reshape(-1)

    def linear(target: Any, layer: int, *names: str) -> None:
        pieces = []
        for name in names:
            tensor = tensors[f"blk.{layer}.{MATRICES[name]}.weight"]
            update = adapter.update(layer, name)
            if update and (len(update.up), update.down.shape[1]) != (tensor.rows, tensor.columns):
                raise ModelError("the adapter was trained for another base", mend="train one for this base")
            pieces.append(_Rows(tensor, np.arange(tensor.rows), update))
        target.weight = _Quantised(base, pieces, done)
        target.weight_scale = target.weight.scale

    decoder = spec.decoder
    decoder.scale_embeddings = False
    embeddings = _Quantised(base, [_Rows(_embeddings(base), kept)], done)
    decoder.embeddings.weight, decoder.embeddings.weight_scale = embeddings, embeddings.scale
    decoder.projection.weight, decoder.projection.bias = embeddings, bias
    decoder.layer_norm.gamma = vector("output_norm.weight")
    for number, layer in enumerate(decoder.layer):
        attention, block = layer.self_attention, f"blk.{number}."
        attention.layer_norm.gamma = vector(block + "attn_norm.weight")
        layer.ffn.layer_norm.gamma = vector(block + "ffn_norm.weight")
        linear(attention.linear[0], number, "q", "k", "v")
        attention.linear[0].bias = np.concatenate([vector(f"{block}attn_{name}.bias") for name in "qkv"])
        linear(attention.linear[1], number, "o")
        linear(layer.ffn.linear_0, number, "gate")
        linear(layer.ffn.linear_0_noact, number, "up")
        linear(layer.ffn.linear_1, number, "down")
    spec.register_vocabulary(list(tokens))
    spec.config.bos_token = spec.config.unk_token = "<|endoftext|>"
    spec.config.eos_token = "<|im_end|>"
    spec.config.layer_norm_epsilon = data["qwen2.attention.layer_norm_rms_epsilon"]
    spec.validate()
    decoder.projection.weight = "decoder/embeddings/weight"  # an alias: stored once
    spec.save(str(folder))


def weight_bytes(base: GGUF, kept: int) -> int:
    """Bytes of all matrices that ``write_weights`` writes.

    Args:
        base: The base model.
        kept: Number of the vocabulary's rows that are kept.
    """
    blocks = sum(
        tensor.rows * tensor.columns for name, tensor in base.tensors.items() if name.startswith("blk.")
    )
    vectors = sum(
        tensor.columns
        for name, tensor in base.tensors.items()
        if name.startswith("blk.") and name.endswith(("bias", "norm.weight"))
    )
    return blocks - vectors + kept * _embeddings(base).columns


def _embeddings(base: GGUF) -> Tensor:
    # the model has one matrix for both; a file that holds two has the output's at higher precision
    return base.tensors.get("output.weight") or base.tensors["token_embd.weight"]
