"""Shared fixtures: tiny models with seeded weights, which load and decode in milliseconds."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from glossary_cli import TEXT
from online_services import service as service

_WORDS = ["the", "a", "market", "chip", "company", "said", "on", "Monday", "that", "its", "new", "plant"]
_WORDS += ["will", "open", "in", "and", "of", "more"]
_WIDTH = 16


def _fill(spec: object, seed: int) -> None:
    """Give every weight of a tiny CTranslate2 specification small random values."""
    from ctranslate2.specs import attention_spec, common_spec, model_spec

    random = np.random.default_rng(seed)

    def matrix(rows: int, columns: int) -> np.ndarray:
        return random.normal(0, 0.5, (rows, columns)).astype(np.float32)

    def fill(layer: object) -> None:
        for name, value in list(vars(layer).items()):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, common_spec.LayerNormSpec):
                    item.gamma, item.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)
                elif isinstance(item, attention_spec.MultiHeadAttentionSpec):
                    fill_linears(item.linear)
                    fill(item)
                elif isinstance(item, common_spec.LinearSpec) and name == "linear_0":
                    item.weight, item.bias = matrix(32, _WIDTH), np.zeros(32, np.float32)
                elif isinstance(item, common_spec.LinearSpec) and name == "linear_1":
                    item.weight, item.bias = matrix(_WIDTH, 32), np.zeros(_WIDTH, np.float32)
                elif isinstance(item, model_spec.LayerSpec):
                    fill(item)

    def fill_linears(linears: list[common_spec.LinearSpec]) -> None:
        # self-attention: queries, keys and values in one, output; cross-attention: queries, the rest, output
        rows = [3 * _WIDTH, _WIDTH] if len(linears) == 2 else [_WIDTH, 2 * _WIDTH, _WIDTH]
        for linear, count in zip(linears, rows, strict=True):
            linear.weight, linear.bias = matrix(count, _WIDTH), np.zeros(count, np.float32)

    fill(spec)


def _set_vocabulary(
    decoder: object, tokens: list[str], spoken: list[str], end: str, ending: float, seed: int
) -> None:
    """Embeddings for all tokens, and an output that says only the spoken ones and sometimes ends."""
    random = np.random.default_rng(seed)
    decoder.embeddings.weight = random.normal(0, 1, (len(tokens), _WIDTH)).astype(np.float32)
    decoder.projection.weight = random.normal(0, 0.5, (len(tokens), _WIDTH)).astype(np.float32)
    bias = np.full(len(tokens), -1e4, np.float32)
    bias[[tokens.index(token) for token in spoken]] = 0
    bias[tokens.index(end)] = ending
    decoder.projection.bias = bias


@pytest.fixture(scope="session")
def tiny_generator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder with a decoder of one layer over bytes, markers as in the embedded model."""
    from ctranslate2.specs import transformer_spec
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers

    folder = tmp_path_factory.mktemp("tiny") / "generator"
    folder.mkdir()
    words = ["Ġ" + word for word in _WORDS]
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    tokens = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *words, *special]
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, []))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in special])
    tokenizer.save(str(folder / "tokenizer.json"))

    spec = transformer_spec.TransformerDecoderModelSpec.from_config(1, 2, pre_norm=True)
    _fill(spec, seed=1)
    _set_vocabulary(spec.decoder, tokens, words, "<|im_end|>", ending=2.2, seed=2)
    spec.decoder.position_encodings.encodings = _positions()
    spec.register_vocabulary(tokens)
    spec.config.bos_token = spec.config.unk_token = "<|endoftext|>"
    spec.config.eos_token = "<|im_end|>"
    spec.validate()
    spec.save(str(folder))
    (folder / "model.toml").write_text(
        """\
name = "tiny-generator"
kind = "generator"
licence = "MIT"
source = "random numbers"
longest = 600
compute_type = "float32"
prompt = {template = "<|im_start|>user\\n{source}<|im_end|>\\n<|im_start|>assistant\\n", end = "<|im_end|>"}
padding = {token = "<|endoftext|>", multiple = 8}
markers = {open = "<{n}>", close = "</{n}>", most = 16}
"""
    )
    return folder


@pytest.fixture(scope="session")
def tiny_seq2seq(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder with an encoder and a decoder of one layer, SentencePiece and language tokens."""
    import sentencepiece
    from ctranslate2.specs import transformer_spec

    folder = tmp_path_factory.mktemp("tiny") / "seq2seq"
    folder.mkdir()
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(
            [" ".join(_WORDS)] * 3 + ["시장은 오늘 문을 열었다", "회사는 새 공장을 짓는다"]
        ),
        model_writer=model,
        vocab_size=450,
        model_type="bpe",
        byte_fallback=True,
        user_defined_symbols=["<ko>", "<en>"],
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "both.spm").write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]

    spec = transformer_spec.TransformerSpec.from_config(1, 2)
    _fill(spec, seed=23)
    random = np.random.default_rng(24)
    spec.encoder.embeddings[0].weight = random.normal(0, 1, (len(tokens), _WIDTH)).astype(np.float32)
    spoken = [token for token in tokens if token[1:] in _WORDS]
    _set_vocabulary(spec.decoder, tokens, spoken, "</s>", ending=3, seed=65)
    spec.encoder.position_encodings.encodings = _positions()
    spec.decoder.position_encodings.encodings = _positions()
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.validate()
    spec.save(str(folder))
    (folder / "model.toml").write_text(
        """\
name = "tiny-seq2seq"
kind = "seq2seq"
licence = "MIT"
source = "random numbers"
longest = 600
beam = 2
compute_type = "float32"

[pieces]
source_model = "both.spm"
source_prefix = ["<ko>"]
source_suffix = ["</s>"]
target_prefix = ["<en>"]
"""
    )
    return folder


def _positions() -> np.ndarray:
    place = np.arange(4096)[:, None] / 10000 ** (np.arange(_WIDTH // 2) * 2 / _WIDTH)
    return np.concatenate([np.sin(place), np.cos(place)], axis=1).astype(np.float32)


@pytest.fixture()
def file(tmp_path: Path) -> Path:
    """A small glossary."""
    path = tmp_path / "terms.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def model_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for models that is empty, and no proxy or mirror in the environment."""
    from translate.models import fetch

    monkeypatch.setenv("YONGEO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(fetch, "_PAUSE", 0.0)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "HF_ENDPOINT", "YONGEO_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache" / "models"
