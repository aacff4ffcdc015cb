"""Writes adamw.pt, PyTorch's fused AdamW as a TorchScript module: python adamw.py, with torch 2.7.1."""
from typing import List

import torch
from torch import Tensor


class FusedAdamW(torch.nn.Module):
    """One update in place of flat tensors by the gradients of their leaves, which are flattened as those are: channels
    last. Settings, on the CPU in double precision: learning rate, beta 1, beta 2, weight decay, epsilon, the number of
    the step from 1, and whether the largest second moment counts."""

    def forward(self, weights: List[Tensor], leaves: List[Tensor], first: List[Tensor], second: List[Tensor],
                largest: List[Tensor], settings: Tensor) -> Tensor:
        amsgrad = bool(settings[6] > 0)
        gradients: List[Tensor] = []
        for leaf in leaves:
            gradient = leaf.grad
            gradients.append((gradient.permute(0, 2, 3, 1) if gradient.dim() == 4 else gradient).flatten())
        # made there, for a copy would wait until the GPU has done all else
        step = torch.full([], float(settings[5]), dtype=torch.float32, device=weights[0].device)
        torch._fused_adamw_(
            weights, gradients, first, second, largest if amsgrad else [], [step for _ in weights],
            lr=float(settings[0]), beta1=float(settings[1]), beta2=float(settings[2]),
            weight_decay=float(settings[3]), eps=float(settings[4]), amsgrad=amsgrad, maximize=False)
        return settings


torch.jit.script(FusedAdamW()).save("adamw.pt")
