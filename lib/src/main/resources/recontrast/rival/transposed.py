"""Writes transposed.pt, PyTorch's transposed convolution as a TorchScript module: python transposed.py, with torch 2.7.1."""
import torch
from torch import Tensor


class Transposed(torch.nn.Module):
    """Of stride 2 and an even kernel, padded so that it doubles height and width."""

    def forward(self, x: Tensor, weight: Tensor) -> Tensor:
        return torch.nn.functional.conv_transpose2d(x, weight, stride=2, padding=weight.size(2) // 2 - 1)


torch.jit.script(Transposed()).save("transposed.pt")
