"""The embedded model in PyTorch: a frozen Qwen2 decoder with a low-rank update on every linear map."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from gguf.constants import GGMLQuantizationType
from gguf.quants import dequantize
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from translate.models.koen.gguf_file import GGUF
from translate.models.koen.weights import MATRICES

Tensor = Any  # torch.Tensor, where torch is installed
_ROWS = 8192  # of the vocabulary read at once: the whole in float32 would take more than the model


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of a Qwen2 decoder, as its GGUF file states them.

    Args:
        layers: Number of layers.
        heads: Attention heads of the queries.
        shared_heads: Attention heads of keys and values, each for several of the queries.
        epsilon: Added to the mean square under a norm's root.
        rotary_base: Base of the rotary positions' wavelengths.
    """

    layers: int
    heads: int
    shared_heads: int
    epsilon: float
    rotary_base: float

    @classmethod
    def of(cls, base: GGUF) -> Shape:
        """The measures of a base.

        Args:
            base: A model of the Qwen2 architecture.
        """
        data = base.metadata
        return cls(
            data["qwen2.block_count"],
            data["qwen2.attention.head_count"],
            data["qwen2.attention.head_count_kv"],
            data["qwen2.attention.layer_norm_rms_epsilon"],
            data["qwen2.rope.freq_base"],
        )


class Frozen:
    """Reads the matrices of a base one by one.

    Args:
        base: A model of the Qwen2 architecture.
        kept: Numbers of the vocabulary's rows that the built model has, ascending.
        number: Type of the numbers in memory, such as ``torch.bfloat16``.
    """

    def __init__(self, base: GGUF, kept: NDArray[np.int64], number: Any) -> None:
        self._base = base
        self._kept = kept
        self._number = number
        self.shape = Shape.of(base)

    def matrix(self, name: str) -> Tensor:
        """A matrix, shape (rows, columns); a vector has one row.

        Args:
            name: As the GGUF file names it.
        """
        return self._rows(name, 0, self._base.tensors[name].rows)

    def vector(self, name: str) -> Tensor:
        """A vector.

        Args:
            name: As the GGUF file names it.
        """
        return self.matrix(name).reshape(-1)

    def embeddings(self) -> Tensor:
        """The one matrix of input and output embeddings, kept rows only."""
        name = "output.weight" if "output.weight" in self._base.tensors else "token_embd.weight"
        pieces = []
        for first in range(0, self._base.tensors[name].rows, _ROWS):
            kept = self._kept[(first <= self._kept) & (self._kept < first + _ROWS)]
            if len(kept):
                rows = self._rows(name, first, int(kept[-1]) + 1)
                pieces.append(rows[torch.from_numpy(kept - first)])
        return torch.cat(pieces)

    def _rows(self, name: str, first: int, last: int) -> Tensor:
        tensor = self._base.tensors[name]
        raw = self._base.rows(tensor, first, last)
        return torch.from_numpy(dequantize(raw, GGMLQuantizationType(tensor.type))).to(self._number)


class _Linear(nn.Module):  # type: ignore[misc]
    """y = x Wᵀ + b + (alpha / rank) x Aᵀ Bᵀ, with W and b frozen.

    Source: Hu et al. 2021, LoRA, https://arxiv.org/abs/2106.09685
    """

    def __init__(self, weight: Tensor, bias: Tensor | None, rank: int, alpha: float) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("bias", bias, persistent=False)
        self.A = nn.Parameter(torch.empty(rank, weight.shape[1]))
        self.B = nn.Parameter(torch.zeros(weight.shape[0], rank))
        nn.init.kaiming_uniform_(self.A, a=math.sqrt(5))
        self.scale = alpha / rank

    def forward(self, x: Tensor) -> Tensor:
        down = functional.linear(x, (self.A * self.scale).to(x.dtype))
        return functional.linear(x, self.weight, self.bias) + functional.linear(down, self.B.to(x.dtype))


class _Norm(nn.Module):  # type: ignore[misc]
    """Root mean square norm (Zhang and Sennrich 2019), computed in float32."""

    def __init__(self, gain: Tensor, epsilon: float) -> None:
        super().__init__()
        self.register_buffer("gain", gain, persistent=False)
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        wide = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.epsilon)
        return wide.to(x.dtype) * self.gain


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, frozen: Frozen, number: int, rank: int, alpha: float) -> None:
        super().__init__()
        self.shape = frozen.shape
        block = f"blk.{number}."
        self.before_attention = _Norm(frozen.vector(block + "attn_norm.weight"), self.shape.epsilon)
        self.before_feed_forward = _Norm(frozen.vector(block + "ffn_norm.weight"), self.shape.epsilon)
        for name, matrix in MATRICES.items():  # q, k, v, o, gate, up, down: the adapter's names
            bias = frozen.vector(f"{block}{matrix}.bias") if name in "qkv" else None
            setattr(self, name, _Linear(frozen.matrix(f"{block}{matrix}.weight"), bias, rank, alpha))

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        batch, time, width = x.shape
        size = width // self.shape.heads

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, time, -1, size).transpose(1, 2)

        def rotated(y: Tensor) -> Tensor:
            turned = torch.cat([-y[..., size // 2 :], y[..., : size // 2]], -1)
            return y * cosine + turned * sine

        y = self.before_attention(x)
        queries, keys, values = rotated(heads(self.q(y))), rotated(heads(self.k(y))), heads(self.v(y))
        shared = self.shape.heads // self.shape.shared_heads
        keys, values = keys.repeat_interleave(shared, 1), values.repeat_interleave(shared, 1)
        seen = functional.scaled_dot_product_attention(queries, keys, values, is_causal=True)
        x = x + self.o(seen.transpose(1, 2).reshape(batch, time, width))
        y = self.before_feed_forward(x)
        return x + self.down(functional.silu(self.gate(y)) * self.up(y))


class Decoder(nn.Module):  # type: ignore[misc]
    """The base with a trainable adapter.

    Args:
        frozen: The base.
        adapter: The adapter to start from: ``layers.N.q.A`` … as float32, shapes (rank, columns) and
            (rows, rank); a matrix that it lacks starts without an update.
        alpha: The adapter's alpha.
    """

    def __init__(self, frozen: Frozen, adapter: Mapping[str, NDArray[np.float32]], alpha: float) -> None:
        super().__init__()
        self.shape = frozen.shape
        rank = next(len(matrix) for name, matrix in adapter.items() if name.endswith(".A"))
        self.register_buffer("embeddings", frozen.embeddings(), persistent=False)
        self.norm = _Norm(frozen.vector("output_norm.weight"), frozen.shape.epsilon)
        self.layers = nn.ModuleList(_Layer(frozen, n, rank, alpha) for n in range(frozen.shape.layers))
        start = {name: torch.from_numpy(matrix) for name, matrix in adapter.items()}
        self.load_state_dict(start, strict=False)

    def forward(self, ids: Tensor, learnt: Tensor) -> Tensor:
        """Logits of the next token, shape (learnt positions, vocabulary).

        Args:
            ids: Tokens, shape (batch, time).
            learnt: Where the next token is learnt, shape (batch, time).
        """
        x = functional.embedding(ids, self.embeddings)
        size = x.shape[-1] // self.shape.heads
        waves = self.shape.rotary_base ** (-torch.arange(0, size, 2, device=ids.device).float() / size)
        angles = torch.outer(torch.arange(ids.shape[1], device=ids.device).float(), waves)
        angles = torch.cat([angles, angles], -1)
        cosine, sine = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
        for layer in self.layers:
            x = layer(x, cosine, sine)
        return functional.linear(self.norm(x[learnt]), self.embeddings)

    def adapter(self) -> dict[str, NDArray[np.float32]]:
        """The adapter as it is now, float32, named as in ``adapter.safetensors``."""
        return {name: value.detach().cpu().float().numpy() for name, value in self.named_parameters()}
