"""Make the weights of the trained readers and of the sentence encoder: python -m training [STAGE ...]

Stages, in order, all by default: teach (one network a seed), accurate (a pupil of all teachers), fast (a smaller
pupil), meaning (the sentence encoder), export (weights files into the package). Each leaves a checkpoint in --scratch;
a stage whose checkpoint is there is not done again, so that a run that was cut short goes on.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from training.export import meaning_weights, put, write
from training.material import PRETRAINED, epoch_of, material, measure
from training.meaning import centre_of, meaning
from training.network import Reader, Size
from training.samples import Sample
from training.teaching import softened
from training.train import Schedule, train

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "src" / "stemma" / "text" / "weights"
STAGES = ("teach", "accurate", "fast", "meaning", "export")
Settings = dict[str, Any]


def size_of(settings: Settings) -> Size:
    """The measures of the network that a section of the settings describes."""
    return Size(
        layers=len(settings["layers"]), inner=settings.get("inner", 1536), by_word=settings.get("by_word", False)
    )


def schedule_of(settings: Settings, seed: int) -> Schedule:
    """The schedule that a section of the settings describes."""
    names = {field.name for field in dataclasses.fields(Schedule)} - {"seed"}
    return Schedule(seed=seed, **{name: value for name, value in settings.items() if name in names})


def kept(folder: Path, size: Size, dropout: float = 0.1) -> Reader | None:
    """The network whose training was finished in `folder`, if one was."""
    if not (folder / "done").exists():
        return None
    model = Reader(size, dropout)
    model.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
    return model.eval()


def teach(settings: Settings, data: Path, scratch: Path) -> list[Reader]:
    """The teachers, trained where they are not there yet."""
    section, size = settings["teacher"], size_of(settings["teacher"])
    found = [kept(scratch / f"teacher-{seed}", size) for seed in section["seeds"]]
    if all(found):
        return [model for model in found if model]
    texts, figures = material(data, settings["data"]["window"], bare=False), measure(data, settings["data"]["window"])
    alone = settings["data"]["alone"]
    made = []
    for seed, there in zip(section["seeds"], found, strict=True):
        torch.manual_seed(seed)
        model = there or Reader(size, section["dropout"])
        if there is None:
            folder = scratch / f"teacher-{seed}"
            model.encoder.load_bert(PRETRAINED / "model.safetensors", tuple(section["layers"]))
            epochs = epoch_of(texts.speech, alone), epoch_of(texts.names, alone)
            train(model, *epochs, schedule_of(section, seed), folder, figures)
            (folder / "done").touch()
        made.append(model.eval())
    return made


def pupil(name: str, settings: Settings, data: Path, scratch: Path) -> Reader:
    """The pupil `name`: "accurate", taught by the teachers, or "fast", taught by "accurate", on all texts."""
    section, size, folder = settings[name], size_of(settings[name]), scratch / name
    there = kept(folder, size)
    if there is not None:
        return there
    fast = name == "fast"
    teachers = [pupil("accurate", settings, data, scratch)] if fast else teach(settings, data, scratch)
    window, alone = settings["data"]["window"], settings["data"]["alone"]
    torch.manual_seed(section["seed"])
    model = Reader(size, section["dropout"])
    model.encoder.take_over(teachers[0].encoder, tuple(section["layers"]))
    for head in ("speech", "entities", "links", "speech_chain", "entity_chain"):
        getattr(model, head).load_state_dict(getattr(teachers[0], head).state_dict())
    model.near.data.copy_(teachers[0].near.data)
    model.nobody.data.copy_(teachers[0].nobody.data)
    texts = material(data, window, bare=fast)
    taught = softened(teachers, [*texts.speech, *texts.names, *texts.bare], names=fast)
    train(model, epoch_of(taught, alone), _none, schedule_of(section, section["seed"]), folder, measure(data, window))
    (folder / "done").touch()
    return model.eval()


def _none(chance: random.Random) -> Sequence[Sample]:
    return ()


def export(settings: Settings, data: Path, scratch: Path) -> None:
    """The pupils' and the sentence encoder's weights into the package."""
    PACKAGE.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PRETRAINED / "vocab.txt", PACKAGE / "pieces.txt")
    for name in ("accurate", "fast"):
        longest = settings[name].get("window", settings["data"]["window"])
        write(pupil(name, settings, data, scratch), longest, PACKAGE, name)
    section = settings["meaning"]
    encoder = meaning(section, scratch)
    put(meaning_weights(encoder, section["window"], centre_of(encoder, section)), PACKAGE, "meaning")


def main() -> None:
    """Do the stages asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stages", nargs="*", choices=[*STAGES, []], help="which stages; default: all")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--scratch", type=Path, default=Path("training-scratch"))
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    settings = tomllib.loads((HERE / "settings.toml").read_text(encoding="utf-8"))
    for stage in asked.stages or STAGES:
        print(f"stage {stage}", flush=True)
        if stage == "teach":
            teach(settings, asked.data, asked.scratch)
        elif stage == "meaning":
            meaning(settings["meaning"], asked.scratch)
        elif stage == "export":
            export(settings, asked.data, asked.scratch)
        else:
            pupil(stage, settings, asked.data, asked.scratch)


if __name__ == "__main__":
    main()
