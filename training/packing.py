"""Embeddings in few bits: 4, with a scale for 32 columns, or 8, with a scale for a row."""

from __future__ import annotations

import torch
from torch import Tensor, nn

#: Columns that share one scale in 4-bit embeddings.
BLOCK = 32


class Packed(nn.Module):
    """An embedding in 4 bits (two columns a byte, a scale for 32 columns) or 8 (a scale a row)."""

    def __init__(self, weight: Tensor, bits: int) -> None:
        """Quantise the weight."""
        super().__init__()
        self.bits = bits
        top = 7 if bits == 4 else 127
        rows, width = weight.shape
        parts = width // BLOCK if bits == 4 else 1
        blocks = weight.view(rows, parts, width // parts)
        scale = best_scale(blocks, top)
        whole = (blocks / scale).round().clamp(-top, top).view(rows, width)
        self.register_buffer("scale", scale.squeeze(-1).half())
        if bits == 4:
            shifted = (whole + 8).to(torch.uint8)
            half = width // 2
            packed = shifted[:, :half] + shifted[:, half:] * 16
        else:
            packed = whole.to(torch.int8)
        self.register_buffer("packed", packed)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the embeddings of the ids, shape (B, P, width)."""
        flat = ids.reshape(-1)
        x = self.packed.index_select(0, flat).view(*ids.shape, -1).float()
        scale = self.scale.index_select(0, flat).view(*ids.shape, -1).float()
        if self.bits == 4:
            high = torch.floor(x / 16)
            x = torch.cat([x - high * 16, high], -1) - 8
        parts = scale.shape[-1]
        b, p, width = x.shape
        return (x.view(b, p, parts, width // parts) * scale.unsqueeze(-1)).view(b, p, width)


def best_scale(blocks: Tensor, top: int) -> Tensor:
    """Return, per block, the scale of least squared error among a few clippings."""
    largest = blocks.abs().amax(-1, keepdim=True).clamp_min(1e-8)
    best, least = largest / top, torch.full_like(largest, 1e9)
    for part in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75):
        scale = (largest * part / top).half().float()
        error = ((blocks / scale).round().clamp(-top, top) * scale - blocks).square().sum(-1, keepdim=True)
        best = torch.where(error < least, scale, best)
        least = torch.minimum(error, least)
    return best
