"""What training asks of a machine: memory, and bfloat16 arithmetic."""

from __future__ import annotations

from pathlib import Path

from translate.models.koen.gguf_file import GGUF
from translate.training.recipe import Number


def needed_bytes(base: GGUF, vocabulary: int, tokens: int, number: Number) -> int:
    """Memory that training takes: weights, activations, logits.

    For the embedded model about 12 GB in bfloat16 with 1,400 tokens, 14 GB in float32 with half of them.

    Args:
        base: The base model.
        vocabulary: Number of tokens of the built model.
        tokens: Most tokens of a batch.
        number: Type of the frozen weights and of what is computed with them.
    """
    size = {"bfloat16": 2, "float32": 4}[number]
    numbers = sum(
        tensor.rows * tensor.columns for name, tensor in base.tensors.items() if name.startswith("blk.")
    )
    width, inner = (base.tensors[f"blk.0.ffn_{name}.weight"].rows for name in ("down", "up"))
    layers = int(base.metadata["qwen2.block_count"])
    weights = size * (numbers + width * vocabulary)
    activations = size * tokens * layers * (12 * width + 5 * inner)
    logits = 3 * 4 * tokens * vocabulary
    return round(1.25 * (weights + activations + logits))


def lacks_bfloat16() -> bool:
    """Whether the processor surely has no bfloat16 instructions: training is several times slower."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # not Linux: the first minute's speed tells
    flags = {
        flag
        for line in text.splitlines()
        if line.lower().startswith(("flags", "features"))
        for flag in line.split(":", 1)[-1].split()
    }
    return bool(flags) and not flags & {"avx512_bf16", "amx_bf16", "bf16"}
