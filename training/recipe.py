"""The whole way at toy size, in minutes: archives, corpus, tokenizer, rows, training, GGUF, our own host.

    recipe.py toy WORK PRODUCT [--archives FOLDER]

PRODUCT is the folder with the built codeassist-host. Leaves in WORK: toy.gguf, toy.json with the figures, and ids.json with
every held-out file as its tokens. The same steps at full size are in README.md, one command each: each is worth a look before
the next.
"""
import argparse
import json
import os
from pathlib import Path

HERE = Path(__file__).parent
TOY_PACKAGES = ("hyena", "com.cysharp.unitask", "dbus-sharp")     # a megabyte in all


def toy(work, product, archives):
    # torch comes last: whoever lacks it learns about archives first.
    from fetch import fetch
    from pack import pack, read
    from prepare import prepare
    from sources import read_sources
    from tokenizer import Tokenizer, train as train_tokenizer

    work = Path(work)
    work.mkdir(parents=True, exist_ok=True)
    sources = [source for source in read_sources(HERE / "sources.tsv") if source.package in TOY_PACKAGES]
    absent = fetch(sources, archives)
    taken = prepare(sources, archives, work)
    if not taken["train"] or not taken["held"]:
        raise SystemExit(f"too few archives could be had for a toy: {', '.join(absent)}")

    tokenizer = work / "tokenizer.json"
    train_tokenizer(tokenizer, 1024, [f"{work / 'train.txt'}:1"])
    pack(tokenizer, work / "train.bin", 256, 1, 1.0, 1, [work / "train.txt"])
    pack(tokenizer, work / "held.bin", 256, 2, 1.0, 1, [work / "held.txt"])

    from evaluate import evaluate
    from export import export
    from parity import parity
    from train import train
    checkpoint, gguf = work / "toy.pt", work / "toy.gguf"
    trained = train(["--size", "toy", "--vocabulary", str(len(Tokenizer(tokenizer).tokens)), "--context", "256", "--steps", "200",
                     "--step-tokens", "2048", "--micro-tokens", "2048", "--held-rows", "32", "--rows", str(work / "train.bin"),
                     "--held", str(work / "held.bin"), "--out", str(checkpoint)])
    export(checkpoint, tokenizer, gguf, minimum=0.3, name="codeassist-toy")
    difference, _, different = parity(product, checkpoint, tokenizer, gguf, work / "held.txt", prompts=8)
    evaluate(product, work / "evaluation.json", 20, 1, [work / "held.txt"], [gguf])
    ids = [{"text": document.text, "ids": Tokenizer(tokenizer).encode(document.text)} for document in read(work / "held.txt")]
    (work / "ids.json").write_text(json.dumps(ids), encoding="utf-8")
    figures = {"absent": absent, "held_loss": [loss for _, loss in trained.history], "parity": difference, "different_lines": different}
    (work / "toy.json").write_text(json.dumps(figures), encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", choices=["toy"])
    parser.add_argument("work")
    parser.add_argument("product")
    parser.add_argument("--archives")
    chosen = parser.parse_args()
    toy(chosen.work, chosen.product, chosen.archives or os.path.join(chosen.work, "archives"))
