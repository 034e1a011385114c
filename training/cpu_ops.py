"""kernels.cpp under autograd: what PyTorch 1.13 is slow at on a CPU. Builds the library on first use.

The kernels need AVX-512 with bf16 (Zen 4 or Sapphire Rapids and later); model.py does without them elsewhere.
"""
import ctypes
import subprocess
import tempfile
from pathlib import Path

import torch

SOURCE = Path(__file__).with_name("kernels.cpp")


def available():
    cpu = Path("/proc/cpuinfo")
    return cpu.exists() and "avx512_bf16" in cpu.read_text(encoding="utf-8")


def _build():
    # A folder that goes with the process: the library may fit this very processor only.
    _build.folder = tempfile.TemporaryDirectory(prefix="kernels-")
    library = Path(_build.folder.name) / "libkernels.so"
    subprocess.run(["g++", "-O3", "-march=native", "-fopenmp", "-shared", "-fPIC", "-Wno-aggressive-loop-optimizations", str(SOURCE), "-o", str(library)], check=True)
    return ctypes.CDLL(str(library))


LIBRARY = _build() if available() and not torch.cuda.is_available() else None


def _at(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


_int = ctypes.c_int


class Attention(torch.autograd.Function):
    """Causal attention with rotary positions and grouped heads of size 64, over queries, keys and values side by side."""

    @staticmethod
    def forward(ctx, qkv, cos, sin, heads, kv_heads):
        batch, length, _ = qkv.shape
        out = torch.empty(batch, length, heads * 64, dtype=torch.bfloat16)
        sums = torch.empty(batch, heads, length)
        ctx.shape = [_int(n) for n in (batch, length, heads, kv_heads)]
        LIBRARY.attn_fwd(_at(qkv), _at(out), _at(sums), _at(cos), _at(sin), *ctx.shape)
        ctx.save_for_backward(qkv, out, sums, cos, sin)
        return out

    @staticmethod
    def backward(ctx, gradient):
        qkv, out, sums, cos, sin = ctx.saved_tensors
        gradient, into = gradient.contiguous(), torch.empty_like(qkv)
        LIBRARY.attn_bwd(_at(qkv), _at(out), _at(gradient), _at(sums), _at(into), _at(cos), _at(sin), *ctx.shape)
        return into, None, None, None, None


class Norm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, epsilon):
        width = x.size(-1)
        y, scale = torch.empty_like(x), torch.empty(x.numel() // width)
        LIBRARY.norm_fwd(_at(x), _at(weight), _at(y), _at(scale), _int(len(scale)), _int(width), ctypes.c_float(epsilon))
        ctx.save_for_backward(x, weight, scale)
        return y

    @staticmethod
    def backward(ctx, gradient):
        x, weight, scale = ctx.saved_tensors
        gradient, into, into_weight = gradient.contiguous(), torch.empty_like(x), torch.zeros_like(weight)
        LIBRARY.norm_bwd(_at(x), _at(weight), _at(scale), _at(gradient), _at(into), _at(into_weight), _int(len(scale)), _int(x.size(-1)))
        return into, into_weight, None


class SwiGLU(torch.autograd.Function):
    """Takes gate and up side by side."""

    @staticmethod
    def forward(ctx, gate_up):
        width = gate_up.size(-1) // 2
        y = torch.empty(*gate_up.shape[:-1], width, dtype=gate_up.dtype)
        LIBRARY.glu_fwd(_at(gate_up), _at(y), _int(y.numel() // width), _int(width))
        ctx.save_for_backward(gate_up)
        return y

    @staticmethod
    def backward(ctx, gradient):
        gate_up, = ctx.saved_tensors
        gradient, into = gradient.contiguous(), torch.empty_like(gate_up)
        width = gradient.size(-1)
        LIBRARY.glu_bwd(_at(gate_up), _at(gradient), _at(into), _int(gradient.numel() // width), _int(width))
        return into


class CrossEntropy(torch.autograd.Function):
    """Mean loss of the tied output layer. Gradients are formed chunk by chunk on the way forward, so no full logits are kept."""

    @staticmethod
    def forward(ctx, hidden, weight, wanted, chunk):
        weight_16 = weight.to(torch.bfloat16)
        into_hidden, into_weight, losses = torch.empty_like(hidden), torch.zeros_like(weight), torch.empty(len(wanted))
        for start in range(0, len(wanted), chunk):
            part, ids = hidden[start:start + chunk], wanted[start:start + chunk]
            logits = part @ weight_16.t()
            LIBRARY.loss(_at(logits), _at(ids), _at(losses[start:start + chunk]), _int(len(ids)), _int(logits.size(1)))
            into_hidden[start:start + chunk] = logits @ weight_16
            into_weight += logits.t() @ part
        ctx.count = int((wanted >= 0).sum())
        ctx.save_for_backward(into_hidden, into_weight)
        return losses.sum() / ctx.count

    @staticmethod
    def backward(ctx, gradient):
        into_hidden, into_weight = ctx.saved_tensors
        scale = float(gradient) / ctx.count
        return into_hidden * scale, into_weight * scale, None, None
