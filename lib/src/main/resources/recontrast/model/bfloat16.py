"""Writes bfloat16.pt, PyTorch's conversion to bfloat16 as a TorchScript module: python bfloat16.py, with torch 2.7.1."""
import torch
from torch import Tensor


class BFloat16(torch.nn.Module):
    """The nearest numbers of 8 significant bits; the gradient goes back in the type of x."""

    def forward(self, x: Tensor) -> Tensor:
        return x.to(torch.bfloat16)


torch.jit.script(BFloat16()).save("bfloat16.pt")
