package recontrast.weights;

/** A tensor as a PyTorch file describes it. */
record TorchTensor(Storage storage, long firstItem, Strided items) {

    /**
     * A storage that a PyTorch file refers to: items in a row, which tensors are views of.
     *
     * @param key what the file calls it
     */
    record Storage(String key, ItemType type, long items) {

        Storage {
            if (items < 0 || items > Long.MAX_VALUE / type.bytes()) {
                throw new IllegalArgumentException("expected a storage of 0 or more items; found " + items
                        + ": download or save it again");
            }
        }

        long bytes() {
            return items * type.bytes();
        }
    }
}
