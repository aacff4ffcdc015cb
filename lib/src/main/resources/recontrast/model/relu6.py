"""Writes relu6.pt, PyTorch's ReLU6 as a TorchScript module: python relu6.py, with torch 2.7.1."""
import torch
from torch import Tensor


class ReLU6(torch.nn.Module):
    """min(max(x, 0), 6) in one pass, and one back."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.nn.functional.relu6(x)


torch.jit.script(ReLU6()).save("relu6.pt")
