"""Hugging Face checkpoints: each family, converted, says what transformers' own greedy decoding says.

Needs torch and transformers, which the project itself does not: without them these tests are skipped.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from translate.engines.choose import open_engine  # noqa: E402
from translate.models import convert  # noqa: E402
from translate.models.convert import make_model  # noqa: E402
from translate.models.manifest import Manifest  # noqa: E402

SENTENCES = ["시장은 오늘 문을 열었다", "회사는 새 공장을 짓는다고 밝혔다", "네"]
PREFIXES: dict[str, tuple[str, ...]] = {"madlad": ("<2en>",), "marian": ()}
STEPS = 12


def pieces_file(path: Path, user_symbols: list[str] | None = None) -> list[str]:
    """Train a SentencePiece model on the sentences; gives its pieces."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 3 + ["the company will open a plant"] * 3),
        model_writer=model,
        vocab_size=60,
        hard_vocab_limit=False,
        pad_id=-1,
        unk_id=2,
        bos_id=0,
        eos_id=1,
        user_defined_symbols=user_symbols or [],
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def small(config: type, **options: Any) -> Any:
    sizes = {
        "d_model": 32,
        "encoder_layers": 1,
        "decoder_layers": 1,
        "encoder_attention_heads": 2,
        "decoder_attention_heads": 2,
        "encoder_ffn_dim": 64,
        "decoder_ffn_dim": 64,
        "max_position_embeddings": 256,
        "init_std": 0.5,
    }
    return config(**{**sizes, **options})


def marian(folder: Path) -> Any:
    pieces = pieces_file(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    words = ["</s>", "<unk>", *(piece for piece in pieces if piece not in ("<s>", "</s>", "<unk>")), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({word: number for number, word in enumerate(words)}))
    tokenizer = transformers.MarianTokenizer.from_pretrained(folder, source_lang="ko", target_lang="en")
    tokenizer.save_pretrained(folder)
    pad = len(words) - 1
    config = small(
        transformers.MarianConfig,
        vocab_size=len(words),
        pad_token_id=pad,
        decoder_start_token_id=pad,
        eos_token_id=0,
        forced_eos_token_id=None,
        scale_embedding=True,
        activation_function="relu",
    )
    return transformers.MarianMTModel(config)


def madlad(folder: Path) -> Any:
    if int(transformers.__version__.split(".")[0]) >= 5:
        pytest.skip("transformers 5 does not read a bare spiece.model")
    pieces_file(folder / "spiece.model", ["<2en>"])
    tokenizer = transformers.T5Tokenizer.from_pretrained(folder, extra_ids=0, pad_token="<unk>")
    tokenizer.save_pretrained(folder)
    config = transformers.T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_heads=2,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        decoder_start_token_id=2,
        eos_token_id=1,
        pad_token_id=2,
        initializer_factor=3.0,
    )
    return transformers.T5ForConditionalGeneration(config)


@pytest.mark.parametrize("family", [marian, madlad])
def test_a_seq2seq_checkpoint_says_what_transformers_says(
    family: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "_QUANTISATION", "float32")
    checkpoint, made = tmp_path / "checkpoint", tmp_path / "made"
    checkpoint.mkdir()
    made.mkdir()
    torch.manual_seed(5)
    model = family(checkpoint)
    model.eval().save_pretrained(checkpoint)
    make_model(checkpoint, made, family.__name__)
    (made / "model.toml").write_text((made / "model.toml").read_text().replace("beam = 4", "beam = 1"))
    assert Manifest.load(made).pieces.source_prefix == PREFIXES[family.__name__]

    tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
    engine = open_engine(made, compute_type="float32")
    for number, (hypothesis,) in engine.translate(SENTENCES):
        text = f"<2en> {SENTENCES[number]}" if family is madlad else SENTENCES[number]
        ids = tokenizer(text, return_tensors="pt")
        output = model.generate(**ids, max_new_tokens=STEPS, num_beams=1, do_sample=False)
        wanted = tokenizer.decode(output[0], skip_special_tokens=True).strip()
        assert hypothesis.text[: len(wanted)] == wanted
        assert wanted


def chat_tokenizer(folder: Path, special: list[str]) -> Any:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    tokens = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *special]
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in special])
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=special[0], eos_token=special[1], pad_token=special[0],
        unk_token=special[0],
    )  # fmt: skip
    fast.save_pretrained(folder)
    return fast


SIZES = {
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "initializer_range": 0.3,
}


def qwen2(folder: Path) -> tuple[Any, Any]:
    tokenizer = chat_tokenizer(folder, ["<|endoftext|>", "<|im_end|>", "<|im_start|>"])
    config = transformers.Qwen2Config(vocab_size=len(tokenizer), **SIZES)
    return transformers.Qwen2ForCausalLM(config), tokenizer


def qwen3(folder: Path) -> tuple[Any, Any]:
    tokenizer = chat_tokenizer(folder, ["<|endoftext|>", "<|im_end|>", "<|im_start|>"])
    config = transformers.Qwen3Config(vocab_size=len(tokenizer), head_dim=16, **SIZES)
    return transformers.Qwen3ForCausalLM(config), tokenizer


def gemma3(folder: Path) -> tuple[Any, Any]:
    tokenizer = chat_tokenizer(folder, ["<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>"])
    config = transformers.Gemma3TextConfig(
        vocab_size=len(tokenizer), head_dim=16, sliding_window=512, query_pre_attn_scalar=16, **SIZES
    )
    return transformers.Gemma3ForCausalLM(config), tokenizer


@pytest.mark.parametrize("family", [qwen2, qwen3, gemma3])
def test_a_chat_checkpoint_says_what_transformers_says(
    family: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "_QUANTISATION", "float32")
    checkpoint, made = tmp_path / "checkpoint", tmp_path / "made"
    checkpoint.mkdir()
    made.mkdir()
    torch.manual_seed(6)
    model, tokenizer = family(checkpoint)
    model.eval().save_pretrained(checkpoint)
    make_model(checkpoint, made, family.__name__)
    template = Manifest.load(made).prompt.template
    engine = open_engine(made, compute_type="float32")
    for number, (hypothesis,) in engine.translate(SENTENCES):
        prompt = template.replace("{source}", SENTENCES[number])
        ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False)["input_ids"]
        output = model.generate(ids, max_new_tokens=STEPS, do_sample=False)[0][ids.shape[1] :]
        wanted = (
            tokenizer.decode(output, skip_special_tokens=True).strip().rstrip("\N{REPLACEMENT CHARACTER}")
        )
        assert hypothesis.text[: len(wanted)] == wanted


def test_a_checkpoint_in_a_pickle_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    (tmp_path / "made").mkdir()
    with pytest.raises(convert.ModelError, match="weights in pickles"):
        make_model(tmp_path, tmp_path / "made", "evil")
