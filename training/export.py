"""Checkpoint and tokenizer to a GGUF file that says itself how it wants to be asked.

    export.py CHECKPOINT.pt TOKENIZER.json OUT.gguf [--weights q8_0|f16] [--minimum PROBABILITY] [--name NAME]
"""
import argparse
import struct

import numpy as np
import torch

from tokenizer import END, FILE, MIDDLE, PAD, PREFIX, REPOSITORY, SPECIAL, SUFFIX, Tokenizer

F32, F16, Q8_0 = 0, 1, 8                                        # ggml's tensor types
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9   # GGUF's value types
ALIGNMENT = 32


def string(text):
    data = text.encode("utf-8")
    return struct.pack("<Q", len(data)) + data


def entry(key, value):
    """One key of the file's metadata."""
    if isinstance(value, bool):
        kind, data = BOOL, struct.pack("<?", value)
    elif isinstance(value, int):
        kind, data = UINT32, struct.pack("<I", value)
    elif isinstance(value, float):
        kind, data = FLOAT32, struct.pack("<f", value)
    elif isinstance(value, str):
        kind, data = STRING, string(value)
    elif isinstance(value[0], str):
        kind, data = ARRAY, struct.pack("<IQ", STRING, len(value)) + b"".join(map(string, value))
    else:
        kind, data = ARRAY, struct.pack(f"<IQ{len(value)}i", INT32, len(value), *value)
    return string(key) + struct.pack("<I", kind) + data


def encode(weights, kind):
    """Weights as ggml stores them; Q8_0 is blocks of 32 with one scale each."""
    if kind == F32:
        return weights.astype("<f4").tobytes()
    if kind == F16:
        return weights.astype("<f2").tobytes()
    blocks = weights.reshape(-1, 32).astype(np.float32)
    scale = np.abs(blocks).max(1, keepdims=True) / 127
    quantised = np.rint(np.divide(blocks, scale, out=np.zeros_like(blocks), where=scale > 0)).astype(np.int8)
    return np.concatenate([scale.astype("<f2").view(np.uint8), quantised.view(np.uint8)], 1).tobytes()


def metadata(config, tokenizer, kind, minimum, name):
    return {
        "general.architecture": "llama", "general.name": name, "general.license": "mit",
        "general.file_type": 7 if kind == Q8_0 else 1, "general.quantization_version": 2,
        "codeassist.prompt.layout": "suffix-first-unmarked", "codeassist.confidence.minimum": float(minimum),
        "llama.vocab_size": config["vocabulary"], "llama.context_length": config["context"],
        "llama.embedding_length": config["width"], "llama.block_count": config["layers"], "llama.feed_forward_length": config["inner"],
        "llama.attention.head_count": config["heads"], "llama.attention.head_count_kv": config["kv_heads"],
        "llama.attention.layer_norm_rms_epsilon": config["epsilon"],
        "llama.rope.dimension_count": config["width"] // config["heads"], "llama.rope.freq_base": config["rope_base"],
        "tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "starcoder", "tokenizer.ggml.tokens": tokenizer.tokens,
        "tokenizer.ggml.token_type": [3] * len(SPECIAL) + [1] * (len(tokenizer.tokens) - len(SPECIAL)),
        "tokenizer.ggml.merges": [f"{a} {b}" for a, b in tokenizer.merges],
        "tokenizer.ggml.bos_token_id": END, "tokenizer.ggml.eos_token_id": END, "tokenizer.ggml.padding_token_id": PAD,
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.ggml.fim_pre_token_id": PREFIX, "tokenizer.ggml.fim_suf_token_id": SUFFIX, "tokenizer.ggml.fim_mid_token_id": MIDDLE,
        "tokenizer.ggml.fim_pad_token_id": PAD, "tokenizer.ggml.fim_rep_token_id": REPOSITORY, "tokenizer.ggml.fim_sep_token_id": FILE,
    }


def export(checkpoint, tokenizer_path, out, weights="q8_0", minimum=0.3, name="codeassist-builtin"):
    saved, tokenizer = torch.load(checkpoint, map_location="cpu"), Tokenizer(tokenizer_path)
    kind = {"f16": F16, "q8_0": Q8_0}[weights]
    if len(tokenizer.tokens) != saved["config"]["vocabulary"]:
        raise SystemExit(f"{tokenizer_path} has {len(tokenizer.tokens)} tokens, the checkpoint {saved['config']['vocabulary']}")

    entries = metadata(saved["config"], tokenizer, kind, minimum, name)
    table, blobs, offset = b"", [], 0
    for tensor, values in saved["model"].items():
        values = values.float().numpy()
        stored = F32 if values.ndim == 1 else kind
        blob = encode(values, stored)
        table += string(tensor) + struct.pack(f"<I{values.ndim}QIQ", values.ndim, *values.shape[::-1], stored, offset)
        blobs.append(blob + b"\0" * (-len(blob) % ALIGNMENT))
        offset += len(blobs[-1])

    head = b"GGUF" + struct.pack("<IQQ", 3, len(blobs), len(entries)) + b"".join(entry(*item) for item in entries.items()) + table
    with open(out, "wb") as file:
        file.write(head + b"\0" * (-len(head) % ALIGNMENT))
        file.writelines(blobs)
    print(f"{out}: {(len(head) + offset) / 1e6:.2f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint")
    parser.add_argument("tokenizer")
    parser.add_argument("out")
    parser.add_argument("--weights", choices=("q8_0", "f16"), default="q8_0")
    parser.add_argument("--minimum", type=float, default=0.3, help="joint probability below which nothing should be shown unasked")
    parser.add_argument("--name", default="codeassist-builtin")
    chosen = parser.parse_args()
    export(chosen.checkpoint, chosen.tokenizer, chosen.out, chosen.weights, chosen.minimum, chosen.name)
