"""Hugging Face checkpoints: each family, converted, says what transformers' own greedy decoding says.

Token for token, and of the same input tokens. Needs torch, transformers (4 or 5) and protobuf, which the
project itself does not: without them these tests are skipped.
"""

from __future__ import annotations

import io
import json
from itertools import takewhile
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("google.protobuf")  # with which transformers reads SentencePiece models

from translate.engines.choose import open_engine  # noqa: E402
from translate.models import convert  # noqa: E402
from translate.models.convert import make_model  # noqa: E402
from translate.models.manifest import Manifest  # noqa: E402

SENTENCES = ["시장은 오늘 문을 열었다", "회사는 새 공장을 짓는다고 밝혔다", "네", "공장은 오늘 문을 열었다"]
STEPS = 24
VERSION = int(transformers.__version__.split(".")[0])


def pieces_file(path: Path, **options: Any) -> list[str]:
    """Train a SentencePiece model on the sentences; gives its pieces."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 3 + ["the company will open a plant"] * 3),
        model_writer=model,
        vocab_size=60,
        hard_vocab_limit=False,
        pad_id=-1,
        minloglevel=2,
        **options,
    )
    path.write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def scatter(model: Any) -> Any:
    """Draw weights with which most sentences are translated otherwise; each version draws the same."""
    torch.manual_seed(5)
    for name, weights in sorted(model.named_parameters()):
        if weights.requires_grad and weights.dim() > 1:
            embedded = "embed" in name or "shared" in name  # strong ones would say the last token again
            torch.nn.init.normal_(weights, std=0.1 if embedded else 0.5)
    for module in model.modules():
        if isinstance(module, torch.nn.Embedding) and module.padding_idx is not None:
            # Marian's decoding starts from this zero
            torch.nn.init.zeros_(module.weight[module.padding_idx])
    return model.eval()


def listen(kind: type, method: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Any]]:
    """What CTranslate2 will be given, one sentence at a time, each with what it makes of that."""
    heard: list[tuple[list[str], Any]] = []
    decode: Any = getattr(kind, method)

    def listened(self: Any, batch: list[list[str]], **options: Any) -> Any:
        results = decode(self, batch, **options)
        heard.extend(zip(batch, results, strict=True))
        return results

    monkeypatch.setattr(kind, method, listened)
    return heard


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
    }
    return config(**{**sizes, **options})


def marian(folder: Path) -> Any:
    pieces = pieces_file(folder / "source.spm", bos_id=0, eos_id=1, unk_id=2)
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
    pieces_file(folder / "spiece.model", bos_id=0, eos_id=1, unk_id=2, user_defined_symbols=["<2en>"])
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
    )
    return transformers.T5ForConditionalGeneration(config)


def m2m100(folder: Path) -> Any:
    pieces = pieces_file(folder / "sentencepiece.bpe.model", model_type="bpe")
    words = ["<s>", "<pad>", "</s>", *(piece for piece in pieces if piece not in ("<s>", "</s>"))]
    words.insert(3, words.pop(words.index("<unk>")))
    (folder / "vocab.json").write_text(json.dumps({word: number for number, word in enumerate(words)}))
    tokenizer = transformers.M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"), src_lang="ko"
    )
    tokenizer.save_pretrained(folder)
    languages, unused = 100, 8
    config = small(transformers.M2M100Config, vocab_size=len(words) + languages + unused)
    return transformers.M2M100ForConditionalGeneration(config)


def m2m100_listed(folder: Path) -> Any:
    """As Meta's: a file lists the languages."""
    model = m2m100(folder)
    tokenizer = transformers.M2M100Tokenizer.from_pretrained(folder, src_lang="ko")
    tokenizer.add_special_tokens({"additional_special_tokens": list(tokenizer.lang_token_to_id)})
    tokenizer.save_pretrained(folder)
    return model


def nllb(folder: Path) -> Any:
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    pieces_file(folder / "sentencepiece.bpe.model", model_type="bpe")
    named = {"extra_special_tokens": FAIRSEQ_LANGUAGE_CODES} if VERSION >= 5 else {}
    tokenizer = transformers.NllbTokenizer.from_pretrained(folder, src_lang="kor_Hang", **named)
    tokenizer.save_pretrained(folder)
    return transformers.M2M100ForConditionalGeneration(
        small(transformers.M2M100Config, vocab_size=len(tokenizer))
    )


@pytest.mark.parametrize(
    ("family", "before", "target"),
    [
        (marian, (), ()),
        (madlad, ("<2en>",), ()),
        (m2m100, ("__ko__",), ("__en__",)),
        (m2m100_listed, ("__ko__",), ("__en__",)),
        (nllb, ("kor_Hang",), ("eng_Latn",)),
    ],
    ids=["marian", "madlad", "m2m100", "m2m100_listed", "nllb"],
)
def test_a_seq2seq_checkpoint_says_what_transformers_says(
    family: Any,
    before: tuple[str, ...],
    target: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(convert, "_QUANTISATION", "float32")
    checkpoint, made = tmp_path / "checkpoint", tmp_path / "made"
    checkpoint.mkdir()
    made.mkdir()
    model = scatter(family(checkpoint))
    model.save_pretrained(checkpoint)
    make_model(checkpoint, made, family.__name__)
    pieces = Manifest.load(made).pieces
    assert pieces is not None
    assert (pieces.source_prefix, pieces.source_suffix, pieces.target_prefix) == (before, ("</s>",), target)

    tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
    forced = {"forced_bos_token_id": tokenizer.convert_tokens_to_ids(target[0])} if target else {}
    special = set(tokenizer.all_special_ids)
    heard = listen(ctranslate2.Translator, "translate_batch", monkeypatch)
    engine = open_engine(made, compute_type="float32", beam=1, threads=1)
    for sentence in SENTENCES:
        ids = tokenizer(f"<2en> {sentence}" if family is madlad else sentence, return_tensors="pt")
        output = model.generate(**ids, **forced, max_new_tokens=STEPS, num_beams=1, do_sample=False)[0][1:]
        ((_, (hypothesis,)),) = engine.translate([sentence])
        read, result = heard[-1]
        assert read == tokenizer.convert_ids_to_tokens(ids["input_ids"][0])
        assert (*read[: len(before)], read[-1]) == (*before, "</s>")
        assert result.hypotheses[0][:STEPS] == tokenizer.convert_ids_to_tokens(output)
        plain = takewhile(lambda number: number not in special, output[len(target) :].tolist())
        assert hypothesis.text.startswith(tokenizer.decode(list(plain)).strip())
    assert len({tuple(result.hypotheses[0]) for _, result in heard}) > 2  # the sentence tells


def test_an_nllb_checkpoint_that_does_not_number_its_languages_is_no_model(tmp_path: Path) -> None:
    checkpoint, made = tmp_path / "checkpoint", tmp_path / "made"
    checkpoint.mkdir()
    made.mkdir()
    nllb(checkpoint).save_pretrained(checkpoint)
    for name in ("tokenizer.json", "added_tokens.json", "tokenizer_config.json"):
        (checkpoint / name).unlink(missing_ok=True)
    (checkpoint / "tokenizer_config.json").write_text('{"tokenizer_class": "NllbTokenizer"}')
    with pytest.raises(convert.ModelError, match=r"which number each language has; put the tokenizer\.json"):
        make_model(checkpoint, made, "nllb")


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
    model, tokenizer = family(checkpoint)
    scatter(model).save_pretrained(checkpoint)
    make_model(checkpoint, made, family.__name__)
    prompt = Manifest.load(made).prompt
    assert prompt is not None
    end = tokenizer.convert_tokens_to_ids(prompt.end)
    heard = listen(ctranslate2.Generator, "generate_batch", monkeypatch)
    engine = open_engine(made, compute_type="float32", threads=1)
    for sentence in SENTENCES:
        asked = prompt.template.replace("{source}", sentence)
        ids = tokenizer(asked, return_tensors="pt", add_special_tokens=False)["input_ids"]
        (output,) = model.generate(ids, max_new_tokens=STEPS, do_sample=False, eos_token_id=end)
        answer = output[ids.shape[1] :]
        ((_, (hypothesis,)),) = engine.translate([sentence])
        read, result = heard[-1]
        assert read == tokenizer.convert_ids_to_tokens(ids[0])
        assert result.sequences[0][:STEPS] == tokenizer.convert_ids_to_tokens(answer)
        wanted = tokenizer.decode(answer, skip_special_tokens=True).strip()
        assert hypothesis.text.startswith(wanted.rstrip("\N{REPLACEMENT CHARACTER}"))
    assert len({tuple(result.sequences[0]) for _, result in heard}) > 2  # the sentence tells


def test_a_checkpoint_in_a_pickle_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    (tmp_path / "made").mkdir()
    with pytest.raises(convert.ModelError, match="weights in pickles"):
        make_model(tmp_path, tmp_path / "made", "evil")
