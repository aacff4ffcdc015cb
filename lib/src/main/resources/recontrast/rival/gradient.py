"""Writes gradient.pt, a gradient that has one itself, as a TorchScript module: python gradient.py, with torch 2.7.1."""
import torch
from torch import Tensor


class Gradient(torch.nn.Module):
    """Of the sum of a tensor by one that it was computed from."""

    def forward(self, of: Tensor, by: Tensor) -> Tensor:
        gradient = torch.autograd.grad([of.sum()], [by], create_graph=True)[0]
        assert gradient is not None
        return gradient


torch.jit.script(Gradient()).save("gradient.pt")
