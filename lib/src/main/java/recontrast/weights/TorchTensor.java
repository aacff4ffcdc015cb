package recontrast.weights;

/** A tensor as a PyTorch file describes it. */
record TorchTensor(TorchStorage storage, long firstItem, Strided items) { }
