package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An open file of named tensors, whose values are read one tensor at a time. */
public final class TensorFile implements AutoCloseable {

    private final String name;
    private final Map<String, StoredTensor> tensors;
    private final Closeable opened;

    TensorFile(String name, Map<String, StoredTensor> tensors, Closeable opened) {
        this.name = name;
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        this.opened = opened;
    }

    /** Finds out what is in a file. */
    @FunctionalInterface
    interface Listing {
        Map<String, StoredTensor> tensors() throws IOException;
    }

    /** What was opened, closed again if no tensors are found in it. */
    static TensorFile of(Path file, Closeable opened, Listing listing) throws IOException {
        try {
            return new TensorFile(file.toString(), listing.tensors(), opened);
        } catch (IOException | RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    /** What is in it, by name. */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /** Reads one of {@link #tensors}, to be owned by {@code owner}. */
    public NDArray read(String tensor, NDManager owner) {
        try {
            return tensors.get(tensor).read(owner);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + tensor + " in " + name + " (" + e.getMessage()
                    + "): is the file complete?", e);
        }
    }

    @Override
    public void close() {
        try {
            opened.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + name + ": " + e.getMessage(), e);
        }
    }
}
