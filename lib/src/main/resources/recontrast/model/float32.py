"""Writes float32.pt, PyTorch's conversion to single precision as a TorchScript module: python float32.py, with torch 2.7.1."""
import torch
from torch import Tensor


class Float32(torch.nn.Module):
    """The same numbers in single precision; the gradient goes back in the type of x."""

    def forward(self, x: Tensor) -> Tensor:
        return x.to(torch.float32)


torch.jit.script(Float32()).save("float32.pt")
