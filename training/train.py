"""Trains, saves all of its state, and goes on from it exactly.

    train.py --size 4M --out run.pt --rows train.bin --held held.bin --minutes 120
    train.py --resume run.pt --out run.pt ...            the same run, after a stop: every number as if nothing had happened
    train.py --init run.pt --out next.pt --rows more.bin ...       a further run: its weights and optimiser state, a new schedule

Muon for the matrices, Adam for embeddings and norms. The learning rate warms up, stays, and falls to zero by the end of the
time (--minutes) or of the steps (--steps), so a busy machine still ends its decay. The same file runs on a CPU (torch 1.13,
kernels.cpp) and on one CUDA device (torch 2); the second way was not tried on a real device.
"""
import argparse
import json
import math
import os
import time

import numpy as np
import torch

from model import SIZES, Config, Model
from tokenizer import PAD

NOT_WANTED = -100


class Rows:
    """Rows of a packed file, in an order that depends on the seed and the epoch only: a position is all there is to save."""

    def __init__(self, path, length, seed=0, position=0):
        tokens = np.memmap(path, np.uint16, "r")
        self._rows = tokens[:len(tokens) // (length + 1) * (length + 1)].reshape(-1, length + 1)
        self._seed, self.position = seed, position

    def __len__(self):
        return len(self._rows)

    def next(self, count, device):
        rows = []
        while len(rows) < count:
            epoch, at = divmod(self.position, len(self._rows))
            rows.append(self._order(epoch)[at])
            self.position += 1
        return self.take(sorted(rows), device)

    def take(self, rows, device):
        """(ids, ids wanted behind them) of some rows."""
        batch = torch.from_numpy(self._rows[rows].astype(np.int64)).to(device)
        wanted = batch[:, 1:].clone()
        return batch[:, :-1].contiguous(), wanted.masked_fill_(wanted == PAD, NOT_WANTED)

    def _order(self, epoch):
        if getattr(self, "_shuffled", None) != epoch:
            self._permutation = np.random.default_rng((self._seed, epoch)).permutation(len(self._rows))
            self._shuffled = epoch
        return self._permutation


class Muon:
    """Momentum whose update is orthogonalised; matrices of one shape go through the Newton-Schulz steps together."""

    def __init__(self, parameters, momentum=0.95):
        self._shapes, self._momentum = {}, momentum
        for parameter in parameters:
            self._shapes.setdefault(tuple(parameter.shape), []).append(parameter)
        self.state = {shape: torch.zeros(len(same), *shape, device=same[0].device) for shape, same in self._shapes.items()}

    @torch.no_grad()
    def step(self, rate, decay):
        for shape, parameters in self._shapes.items():
            gradients = torch.stack([parameter.grad for parameter in parameters])
            momentum = self.state[shape].mul_(self._momentum).add_(gradients, alpha=1 - self._momentum)
            x = gradients.lerp(momentum, self._momentum).to(torch.bfloat16)
            x = x.transpose(1, 2) if shape[0] > shape[1] else x
            x = x / (x.float().norm(dim=(1, 2), keepdim=True) + 1e-7).to(x.dtype)
            for _ in range(5):
                square = x @ x.transpose(1, 2)
                x = 3.4445 * x + (-4.7750 * square + 2.0315 * (square @ square)) @ x
            x = (x.transpose(1, 2) if shape[0] > shape[1] else x).float() * 0.2 * math.sqrt(max(shape))
            for parameter, update in zip(parameters, x):
                parameter.mul_(1 - rate * decay).add_(update, alpha=-rate)


class Schedule:
    """A factor on the learning rates: up over the first steps, flat, then linearly to zero."""

    def __init__(self, options, seconds):
        self._options, self._began = options, time.time() - seconds

    def seconds(self):
        return time.time() - self._began

    def done(self, steps):
        """How far this run is, from 0 to 1."""
        if self._options.steps:
            return steps / self._options.steps
        return self.seconds() / (60 * self._options.minutes)

    def factor(self, steps):
        return min(1.0, (steps + 1) / self._options.warm) * min(1.0, max(0.0, 1 - self.done(steps)) / self._options.decay)


class Trainer:
    def __init__(self, options):
        self.options = options
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(options.seed)
        saved = torch.load(options.resume or options.init, map_location="cpu") if options.resume or options.init else {}
        self.config = Config(**saved["config"]) if saved else Config(vocabulary=options.vocabulary, context=options.context, **SIZES[options.size])
        self.model = Model(self.config)
        if saved:
            self.model.load_state_dict(saved["model"])
        self.model.to(self.device)
        matrices = [p for name, p in self.model.named_parameters() if name.startswith("blk") and p.dim() == 2]
        chosen = {id(p) for p in matrices}
        self.others = [p for p in self.model.parameters() if id(p) not in chosen]
        self.muon = Muon(matrices)
        self.adam = torch.optim.AdamW(self.others, lr=options.embedding_rate, betas=(0.9, 0.98), weight_decay=0.0)
        if "muon" in saved:
            for shape, momentum in saved["muon"].items():
                self.muon.state[shape].copy_(momentum)
            self.adam.load_state_dict(saved["adam"])
        run = saved["run"] if options.resume else {"step": 0, "seconds": 0.0, "position": 0}
        self.tokens, self.history, self.step = saved.get("tokens", 0), saved.get("history", []), run["step"]
        self.rows = Rows(options.rows, self.config.context, options.seed, run["position"])
        self.held = Rows(options.held, self.config.context)
        self.schedule = Schedule(options, run["seconds"])

    def loss(self, ids, wanted):
        with torch.autocast(self.device, dtype=torch.bfloat16):
            return self.model(ids, wanted)

    def train_step(self):
        micro = max(1, self.options.micro_tokens // self.config.context)
        parts = max(1, self.options.step_tokens // (micro * self.config.context))
        total = 0.0
        for _ in range(parts):
            ids, wanted = self.rows.next(micro, self.device)
            loss = self.loss(ids, wanted) / parts
            loss.backward()
            total += float(loss.detach())
            self.tokens += ids.numel()

        factor = self.schedule.factor(self.step)
        torch.nn.utils.clip_grad_norm_(self.others, 1.0)
        self.muon.step(self.options.rate * factor, self.options.weight_decay)
        for group in self.adam.param_groups:
            group["lr"] = self.options.embedding_rate * factor
        self.adam.step()
        self.model.zero_grad(set_to_none=True)
        self.step += 1
        return total

    @torch.no_grad()
    def held_loss(self):
        """On the same rows each time."""
        micro = max(1, self.options.micro_tokens // self.config.context)
        count = min(self.options.held_rows, len(self.held)) // micro * micro
        losses = [float(self.loss(*self.held.take(list(range(at, at + micro)), self.device))) for at in range(0, max(micro, count), micro)]
        return sum(losses) / len(losses)

    def save(self):
        """Everything, then renamed: a stop in the middle leaves the last one whole."""
        torch.save({
            "config": self.config.dict(), "model": self.model.state_dict(), "muon": self.muon.state, "adam": self.adam.state_dict(),
            "tokens": self.tokens, "history": self.history,
            "run": {"step": self.step, "seconds": self.schedule.seconds(), "position": self.rows.position},
        }, self.options.out + ".tmp")
        os.replace(self.options.out + ".tmp", self.options.out)

    def checkpoint(self):
        self.history.append((self.tokens, self.held_loss()))
        self.save()
        print(json.dumps({"tokens": self.tokens, "held_loss": round(self.history[-1][1], 4)}), flush=True)

    def run(self):
        weights, embeddings = self.model.sizes()
        print(f"{self.device}: {weights / 1e6:.2f} M parameters and {embeddings / 1e6:.2f} M in embeddings; {len(self.rows)} rows", flush=True)
        began, since, saved, mean = time.time(), self.tokens, time.time(), None
        self.checkpoint()
        while self.schedule.done(self.step) < 1:
            loss = self.train_step()
            mean = loss if mean is None else 0.95 * mean + 0.05 * loss
            if self.step % self.options.log_steps == 0:
                speed = (self.tokens - since) / (time.time() - began)
                print(f"step {self.step}, {self.tokens / 1e6:.2f} M tokens, {speed:.0f} tokens/s, loss {mean:.3f}", flush=True)
            if time.time() - saved > 60 * self.options.save_minutes:
                self.checkpoint()
                saved = time.time()
        self.checkpoint()


def options(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--rows", required=True, help="packed rows to learn from")
    add("--held", required=True, help="packed rows of held-out projects")
    add("--out", required=True, help="checkpoint to write")
    add("--size", default="4M", choices=SIZES)
    add("--vocabulary", type=int, default=8192)
    add("--context", type=int, default=1024)
    add("--init", help="checkpoint to begin a further run with")
    add("--resume", help="checkpoint of this same run to go on from")
    add("--minutes", type=float, default=60)
    add("--steps", type=int, default=0, help="instead of --minutes")
    add("--rate", type=float, default=6e-3, help="of the matrices; half of it to go on from decayed weights")
    add("--embedding-rate", type=float, default=4e-3)
    add("--warm", type=int, default=40, help="steps")
    add("--decay", type=float, default=0.5, help="last share of the run")
    add("--weight-decay", type=float, default=0.05)
    add("--step-tokens", type=int, default=8192)
    add("--micro-tokens", type=int, default=4096, help="per forward pass")
    add("--held-rows", type=int, default=64)
    add("--save-minutes", type=float, default=5)
    add("--log-steps", type=int, default=20)
    add("--threads", type=int, default=1)
    add("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def train(arguments=None):
    chosen = options(arguments)
    torch.set_num_threads(chosen.threads)
    trainer = Trainer(chosen)
    trainer.run()
    return trainer


if __name__ == "__main__":
    train()
