"""An Argos package of seeded weights, of the size of OPUS-MT's and Argos' own models."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.sample import article

NAME = "packed"


def pack(path: Path, weights: Path, pieces: bytes) -> None:
    """Write an Argos package.

    Args:
        path: The package.
        weights: Folder of a CTranslate2 model.
        pieces: The SentencePiece model of both sides.
    """
    metadata = {"from_code": "ko", "from_name": "Korean", "to_code": "en", "to_name": "English"}
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{NAME}/metadata.json", json.dumps(metadata | {"argos_version": "1.11"}))
        file.writestr(f"{NAME}/sentencepiece.model", pieces)
        for part in weights.iterdir():
            if part.name == "model.bin" or part.suffix in (".json", ".txt"):
                file.write(part, f"{NAME}/model/{part.name}")


def write_package(path: Path, layers: int = 6, width: int = 512, size: int = 32_000) -> None:
    """Write an Argos package of seeded weights that say one word for each piece of the source, then end.

    Half of the width holds a token, the other half its place. All layers add noise; the last one's attention
    also finds the piece at the place of the next word, and the output says its partner in the vocabulary.

    Args:
        path: The package.
        layers: Of the encoder, and of the decoder.
        width: Of a layer, a multiple of 128.
        size: Of the vocabulary, in tokens.
    """
    from ctranslate2.specs import transformer_spec

    pieces, tokens, partners = _vocabulary(size)
    random = np.random.default_rng(6)
    half = width // 2

    def noise(rows: int, columns: int = width) -> np.ndarray:
        return np.float32(0.01) * random.standard_normal((rows, columns), dtype=np.float32)

    def code(rows: int) -> np.ndarray:
        return random.choice(np.array([-1, 1], np.float32), (rows, half))

    def fill(block: Any, *shapes: tuple[int, int]) -> None:
        linears = block.linear if hasattr(block, "linear") else [block.linear_0, block.linear_1]
        for linear, shape in zip(linears, shapes, strict=True):
            linear.weight, linear.bias = noise(*shape), np.zeros(shape[0], np.float32)
        level(block.layer_norm)

    def level(norm: Any) -> None:
        norm.gamma, norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    spec = transformer_spec.TransformerSpec.from_config(layers, width // 64)
    for layer in [*spec.encoder.layer, *spec.decoder.layer]:
        fill(layer.self_attention, (3 * width, width), (width, width))
        fill(layer.ffn, (4 * width, width), (width, 4 * width))
    for layer in spec.decoder.layer:
        fill(layer.attention, (width, width), (2 * width, width), (width, width))
    level(spec.encoder.layer_norm)
    level(spec.decoder.layer_norm)

    one, none = np.eye(half, dtype=np.float32), np.zeros((half, half), np.float32)
    place, token = np.block([[one, none]] * 2), np.block([[none, one]] * 2)
    query, pairs, output = spec.decoder.layer[-1].attention.linear
    query.weight, pairs.weight, output.weight = place * 1.2, np.vstack([place * 1.2, token]), token.T * 2
    said, heard, places = code(size), code(size), code(1024)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    for side, codes in ((spec.encoder, heard), (spec.decoder, said)):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = np.hstack([np.zeros_like(codes), codes])
        side.position_encodings.encodings = np.hstack([places, np.zeros_like(places)])
    spec.decoder.projection.weight = spec.encoder.embeddings[0].weight[partners] * np.float32(10 / half)
    spec.decoder.projection.bias = np.zeros(size, np.float32)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    folder = path.with_suffix(".weights")
    folder.mkdir()
    spec.save(str(folder))
    pack(path, folder, pieces)


def _vocabulary(size: int) -> tuple[bytes, list[str], list[int]]:
    """A SentencePiece model, a vocabulary with its pieces, and for each token the one it is said for."""
    from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

    words = ["▁" + "".join(letters) for letters in product("bdfgklmnprstvz", "aeiou", "dklmnprst")]
    model = BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(article(600).splitlines()),
        model_writer=model,
        vocab_size=len(words) + 340,  # pieces of 1.7 letters, as large vocabularies have for real Korean
        model_type="bpe",
        character_coverage=1.0,
        user_defined_symbols=words,
        minloglevel=2,
    )
    pieces = SentencePieceProcessor(model_proto=model.getvalue())
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    korean = [number for number, token in enumerate(tokens) if any("가" <= sign <= "힣" for sign in token)]
    partners = list(range(size))
    for number, word in zip(korean, map(tokens.index, words), strict=False):
        partners[number], partners[word] = word, number
    return model.getvalue(), tokens + [f"<{number}>" for number in range(len(tokens), size)], partners
