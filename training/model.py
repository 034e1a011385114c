"""The decoder in plain PyTorch, in llama's architecture, so that llama.cpp runs it without a line of its own.

With kernels.cpp on a CPU (torch 1.13 is enough), with torch's own operations everywhere else.
"""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

import cpu_ops

HEAD = 64
KERNELS = cpu_ops.LIBRARY is not None


@dataclass
class Config:
    vocabulary: int = 8192
    context: int = 1024
    width: int = 256
    layers: int = 6
    heads: int = 4
    kv_heads: int = 2
    inner: int = 768
    rope_base: float = 10000.0
    epsilon: float = 1e-5

    dict = asdict


# By parameters without embeddings. Widths of 256 and 512 allow llama.cpp's K-quants.
SIZES = {
    "toy": dict(width=128, layers=2, heads=2, kv_heads=1, inner=256),
    "4M": dict(width=256, layers=6, heads=4, kv_heads=2, inner=768),
    "8M": dict(width=384, layers=5, heads=6, kv_heads=2, inner=1024),
    "19M": dict(width=512, layers=7, heads=8, kv_heads=2, inner=1280),
}


def rotate(x, cos, sin):
    """Rotary positions on neighbouring pairs: what llama.cpp does for `llama`, so the export needs no permutation."""
    pairs = x.float().unflatten(-1, (-1, 2))
    a, b = pairs[..., 0], pairs[..., 1]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2).to(x.dtype)


def attention(qkv, cos, sin, heads, kv_heads):
    batch, length, _ = qkv.shape
    q, k, v = (part.view(batch, length, -1, HEAD).transpose(1, 2) for part in qkv.split((heads * HEAD, kv_heads * HEAD, kv_heads * HEAD), -1))
    q, k = rotate(q, cos, sin), rotate(k, cos, sin)
    k, v = k.repeat_interleave(heads // kv_heads, 1), v.repeat_interleave(heads // kv_heads, 1)
    if hasattr(F, "scaled_dot_product_attention"):
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    else:
        future = torch.ones(length, length, dtype=torch.bool, device=q.device).triu(1)
        scores = (q.float() @ k.float().transpose(2, 3) / math.sqrt(HEAD)).masked_fill(future, float("-inf"))
        mixed = scores.softmax(-1).to(v.dtype) @ v
    return mixed.transpose(1, 2).reshape(batch, length, heads * HEAD)


class RMSNorm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight, self.epsilon = nn.Parameter(torch.ones(width)), epsilon

    def forward(self, x):
        if KERNELS:
            return cpu_ops.Norm.apply(x, self.weight, self.epsilon)
        wide = x.float()
        return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight).to(x.dtype)


class Block(nn.Module):
    """Names of the parts are those of llama.cpp's tensors."""

    def __init__(self, config):
        super().__init__()
        self.heads, self.kv_heads = config.heads, config.kv_heads

        def linear(inputs, outputs):
            return nn.Linear(inputs, outputs, bias=False)

        self.attn_norm = RMSNorm(config.width, config.epsilon)
        self.attn_q, self.attn_output = linear(config.width, config.width), linear(config.width, config.width)
        self.attn_k, self.attn_v = linear(config.width, config.kv_heads * HEAD), linear(config.width, config.kv_heads * HEAD)
        self.ffn_norm = RMSNorm(config.width, config.epsilon)
        self.ffn_gate, self.ffn_up = linear(config.width, config.inner), linear(config.width, config.inner)
        self.ffn_down = linear(config.inner, config.width)

    def forward(self, x, cos, sin):
        qkv = F.linear(self.attn_norm(x), torch.cat((self.attn_q.weight, self.attn_k.weight, self.attn_v.weight)))
        mixed = (cpu_ops.Attention.apply if KERNELS else attention)(qkv, cos, sin, self.heads, self.kv_heads)
        x = x + self.attn_output(mixed)
        gate_up = F.linear(self.ffn_norm(x), torch.cat((self.ffn_gate.weight, self.ffn_up.weight)))
        if KERNELS:
            return x + self.ffn_down(cpu_ops.SwiGLU.apply(gate_up))
        gate, up = gate_up.chunk(2, -1)
        return x + self.ffn_down(F.silu(gate) * up)


class Model(nn.Module):
    def __init__(self, config):
        super().__init__()
        assert config.width == HEAD * config.heads
        self.config = config
        self.token_embd = nn.Embedding(config.vocabulary, config.width)
        self.blk = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.output_norm = RMSNorm(config.width, config.epsilon)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                into_stream = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(weight, std=0.02 / (math.sqrt(2 * config.layers) if into_stream else 1))
        frequencies = 1.0 / config.rope_base ** (torch.arange(0, HEAD, 2).float() / HEAD)
        angles = torch.outer(torch.arange(config.context).float(), frequencies)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)

    def hidden(self, ids):
        """The state behind each id, after the last norm; under bf16 autocast."""
        x = F.embedding(ids, self.token_embd.weight).to(torch.bfloat16)
        length = ids.size(1)
        for block in self.blk:
            x = block(x, self.cos[:length], self.sin[:length])
        return self.output_norm(x)

    def forward(self, ids, wanted):
        """Mean loss over the ids that are wanted (negative: not)."""
        hidden, wanted, weight = self.hidden(ids).flatten(0, 1), wanted.flatten(), self.token_embd.weight
        if KERNELS:
            return cpu_ops.CrossEntropy.apply(hidden, weight, wanted, 512)
        return F.cross_entropy(F.linear(hidden, weight.to(hidden.dtype)).float(), wanted, ignore_index=-100)

    def log_probabilities(self, ids):
        """Of every token behind the last id of one sequence. The kernels want lengths of a multiple of 64."""
        padded = F.pad(ids, (0, -len(ids) % 64))
        last = self.hidden(padded[None])[0, len(ids) - 1]
        return F.linear(last.float(), self.token_embd.weight.float()).log_softmax(-1)

    def sizes(self):
        """(parameters without embeddings, embeddings)."""
        embeddings = self.token_embd.weight.numel()
        return sum(p.numel() for p in self.parameters()) - embeddings, embeddings
