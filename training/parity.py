"""Compares a checkpoint in PyTorch with its GGUF file in our own host, on prompts of held-out files.

    parity.py PRODUCT CHECKPOINT.pt TOKENIZER.json MODEL.gguf CORPUS.txt [PROMPTS]

The host says which text is likeliest and its log-probability; PyTorch must choose the same tokens and agree on the number. At
a near tie the two may choose differently: both then still agree on how likely the choice was. Also compares token counts of
every line of the corpus.
"""
import random
import sys

import torch

from evaluate import tasks
from host import Host
from layout import held_back, prompt
from model import Config, Model
from pack import read
from tokenizer import Tokenizer


@torch.no_grad()
def greedy(model, ids, count):
    """(ids, joint log-probability) of the likeliest tokens, one after the other."""
    answer, joint = [], 0.0
    for _ in range(count):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            values = model.log_probabilities(torch.tensor([*ids, *answer]))
        value, token = values.max(-1)
        joint += float(value)
        answer.append(int(token))
    return answer, joint


def fitting(tokenizer, task, tokens):
    """(ids, prefix as told) with so much of the task that the host has nothing to trim."""
    while True:
        told = task["prefix"][:len(task["prefix"]) - len(held_back(task["prefix"]))]
        ids = prompt(tokenizer, task["path"], task["prefix"], task["suffix"])
        if len(ids) <= tokens:
            return ids, told
        task["prefix"], task["suffix"] = task["prefix"][len(task["prefix"]) // 4:], task["suffix"][:len(task["suffix"]) // 2]


def parity(product, checkpoint, tokenizer_path, gguf, corpus, prompts=30):
    """Returns (largest difference of log-probabilities of one token, share of equal texts, lines whose token counts differ)."""
    saved, tokenizer = torch.load(checkpoint, map_location="cpu"), Tokenizer(tokenizer_path)
    model = Model(Config(**saved["config"]))
    model.load_state_dict({name: values.float() for name, values in saved["model"].items()})
    documents = list(read(corpus))
    largest, equal, different, chosen = 0.0, 0, 0, tasks(documents, prompts, seed=5)
    with Host(product) as host:
        host.load(gguf)
        for task in chosen:
            ids, told = fitting(tokenizer, task, saved["config"]["context"] - 16)
            text, joint, _ = host.complete(gguf, task["path"], told, task["suffix"], max_tokens=1, stop=())
            answer, expected = greedy(model, ids, 1)
            equal += text == tokenizer.decode(answer)
            largest = max(largest, abs(joint - expected))

        lines = [line for document in random.Random(3).sample(documents, min(200, len(documents))) for line in document.text.split("\n") if line]
        for start in range(0, len(lines), 500):
            part = lines[start:start + 500]
            counts = host.count_tokens(gguf, part)
            different += sum(count != len(tokenizer.encode(line)) for count, line in zip(counts, part))

    print(f"{len(chosen)} prompts: log-probabilities differ by at most {largest:.3f}, {equal} equal choices; "
          f"{different} of {len(lines)} lines have other token counts")
    return largest, equal / max(1, len(chosen)), different


if __name__ == "__main__":
    parity(*sys.argv[1:6], *map(int, sys.argv[6:7]))
