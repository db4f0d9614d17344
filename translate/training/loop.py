"""The training loop: by wall-clock, with checkpoints, so that a killed run goes on with the same command."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from translate.atomic import written
from translate.training.batches import Batches, Sample
from translate.training.errors import TrainingError
from translate.training.model import Decoder
from translate.training.recipe import Recipe

_IGNORED = -100
_SMOOTHING = 0.95  # of the loss that is shown
_WARM_UP = 20  # steps
_FLOOR = 0.05  # of the learning rate, at the end of the cosine
_MOMENTS = ("exp_avg", "exp_avg_sq")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Args:
        seconds: Time trained, over all starts of the run.
        share: Of the whole training, 0 to 1.
        steps: Batches learnt.
        pairs: Examples learnt, repeated ones counted again.
        loss: Mean over the last batches, in nats a token.
        window, batch: The place in the order of batches where to go on.
        rate: Pairs a second since the start of this process.
    """

    seconds: float = 0.0
    share: float = 0.0
    steps: int = 0
    pairs: int = 0
    loss: float = math.nan
    window: int = 0
    batch: int = 0
    rate: float = 0.0

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.seconds / self.share - self.seconds if self.share else math.nan


def train(
    decoder: Decoder, batches: Batches, recipe: Recipe, checkpoint: Path
) -> Generator[Progress, None, None]:
    """Train an adapter until its time is over; goes on from the checkpoint if there is one.

    Method: AdamW (Loshchilov and Hutter 2019), a warm-up and a cosine over the wall-clock; B learns at twice
    A's rate (Hayou et al. 2024, LoRA+, https://arxiv.org/abs/2402.12354).

    Args:
        decoder: The model; its adapter changes.
        batches: What it learns.
        recipe: How.
        checkpoint: File to keep the run in; it stays when the training is over.

    Yields:
        How far it is, after each step.

    Raises:
        TrainingError: There is not enough memory, or the checkpoint is damaged.
    """
    device = decoder.embeddings.device
    groups = [
        {"params": [value for name, value in decoder.named_parameters() if name.endswith(side)], "pace": pace}
        for side, pace in ((".A", 1.0), (".B", 2.0))
    ]
    optimiser = torch.optim.AdamW(groups, lr=recipe.learning_rate, betas=(0.9, 0.98), weight_decay=0.0)
    at = _resumed(decoder, optimiser, checkpoint)
    begin, started, saved = time.monotonic() - at.seconds, at, time.monotonic()
    most = recipe.passes * batches.examples
    try:
        while at.share < 1:
            for batch in batches.window(at.window)[at.batch :]:
                rate = recipe.learning_rate * min(1, (at.steps + 1) / _WARM_UP) * _cosine(at.share)
                for group in optimiser.param_groups:
                    group["lr"] = rate * group["pace"]
                loss = _step(decoder, optimiser, batch, batches.encoder.padding, device)
                seconds, pairs = time.monotonic() - begin, at.pairs + len(batch)
                at = Progress(
                    seconds,
                    min(1.0, max(seconds / recipe.seconds, pairs / most)),
                    at.steps + 1,
                    pairs,
                    loss if math.isnan(at.loss) else _SMOOTHING * at.loss + (1 - _SMOOTHING) * loss,
                    at.window,
                    at.batch + 1,
                    (pairs - started.pairs) / max(seconds - started.seconds, 1e-9),
                )
                yield at
                if at.share >= 1:
                    break
                if time.monotonic() - saved > recipe.checkpoint_seconds:
                    _save(decoder, optimiser, at, checkpoint)
                    saved = time.monotonic()
            else:
                at = replace(at, window=at.window + 1, batch=0)
    finally:
        # also when whoever reads the progress stops reading: Ctrl-C loses nothing
        if at.steps > started.steps:
            _save(decoder, optimiser, at, checkpoint)


def _cosine(share: float) -> float:
    return _FLOOR + (1 - _FLOOR) / 2 * (1 + math.cos(math.pi * share))


def _step(decoder: Decoder, optimiser: Any, batch: Sequence[Sample], padding: int, device: Any) -> float:
    try:
        ids, wanted = _tensors(batch, padding)
        ids, wanted = ids.to(device), wanted.to(device)
        learnt = wanted != _IGNORED
        loss = functional.cross_entropy(decoder(ids, learnt).float(), wanted[learnt])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        return float(loss.item())
    except RuntimeError as error:  # of a GPU's memory there is a class of its own below this one
        if "memory" not in str(error):
            raise
        raise TrainingError(
            "there is not enough memory to train",
            mend="close other programs and give the same command: it goes on from here",
        ) from error


def _tensors(batch: Sequence[Sample], padding: int) -> tuple[Any, Any]:
    """Tokens, and for each place the token that is learnt there; shapes (batch, time)."""
    time_steps = max(map(len, batch)) - 1
    ids = torch.full((len(batch), time_steps), padding)
    wanted = torch.full((len(batch), time_steps), _IGNORED)
    for row, sample in enumerate(batch):
        tokens = torch.tensor(sample.prompt + sample.answer)
        ids[row, : len(sample) - 1] = tokens[:-1]
        wanted[row, len(sample.prompt) - 1 : len(sample) - 1] = tokens[len(sample.prompt) :]
    return ids, wanted


def _save(decoder: Decoder, optimiser: Any, at: Progress, path: Path) -> None:
    from safetensors.numpy import save

    tensors = {f"value {name}": value for name, value in decoder.adapter().items()}
    for name, parameter in decoder.named_parameters():
        for moment in _MOMENTS:
            tensors[f"{moment} {name}"] = optimiser.state[parameter][moment].cpu().numpy()
    with written(path) as file:
        file.write(save(tensors, metadata={"progress": json.dumps(asdict(at))}))


def _resumed(decoder: Decoder, optimiser: Any, path: Path) -> Progress:
    """The state that a checkpoint holds, put back; the start of a training if there is none."""
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        return Progress()
    try:
        with safe_open(path, "numpy") as file:
            at = Progress(**json.loads(file.metadata()["progress"]))
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except SafetensorError as error:
        raise TrainingError(
            f"the checkpoint is damaged ({error})", path=path, mend="remove the file"
        ) from error
    with torch.no_grad():
        for name, parameter in decoder.named_parameters():
            parameter.copy_(torch.from_numpy(tensors[f"value {name}"]))
            moments = {
                moment: torch.from_numpy(tensors[f"{moment} {name}"]).to(parameter.device)
                for moment in _MOMENTS
            }
            optimiser.state[parameter] = {"step": torch.tensor(float(at.steps)), **moments}
    return at
