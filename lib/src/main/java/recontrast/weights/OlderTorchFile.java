package recontrast.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The format before PyTorch 1.6: five pickles (magic number, protocol, machine, content, keys of storages), then for
 * each key the number of items and the items, little-endian.
 */
final class OlderTorchFile {

    /** The first pickle. */
    static final byte[] MAGIC = {(byte) 0x80, 2, (byte) 0x8a, 10,
        0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19, '.'};

    private static final int PROTOCOL = 1001;

    private final ByteSource file;
    private final TorchUnpickler unpickler = new TorchUnpickler();

    private OlderTorchFile(ByteSource file) {
        this.file = file;
    }

    static TensorFile open(Path file) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
        return TensorFile.of(file, opened, () -> new OlderTorchFile(ByteSource.of(opened)).tensors());
    }

    private Map<String, StoredTensor> tensors() throws IOException {
        int start = (int) Math.min(file.size(), TorchFile.LONGEST_PICKLE);
        ByteArrayInputStream pickles = new ByteArrayInputStream(file.read(0, start).array());
        pickles.skip(MAGIC.length);
        Object protocol = unpickler.next(pickles);
        if (!protocol.equals(PROTOCOL)) {
            throw new IllegalArgumentException("expected protocol " + PROTOCOL + "; found " + protocol
                    + ": save it again with a newer PyTorch");
        }
        unpickler.next(pickles); // the machine that wrote it, whatever it was
        Object content = unpickler.next(pickles);
        List<?> keys = (List<?>) unpickler.next(pickles);
        Map<String, ByteSource> storages = storages(keys, start - pickles.available());
        return TorchFile.stored(content, storage -> find(storages, storage), ByteOrder.LITTLE_ENDIAN);
    }

    private Map<String, ByteSource> storages(List<?> keys, long begin) throws IOException {
        Map<String, ByteSource> storages = new HashMap<>();
        long position = begin;
        for (Object key : keys) {
            TorchUnpickler.Storage storage = Optional.ofNullable(unpickler.storages().get(key)).orElseThrow(() ->
                    new IllegalArgumentException("expected storages that tensors refer to; found one of key " + key
                            + ": download or save it again"));
            requireItems(storage, position);
            storages.put(storage.key(), file.part(position + Long.BYTES, storage.bytes()));
            position += Long.BYTES + storage.bytes();
        }
        return storages;
    }

    private void requireItems(TorchUnpickler.Storage storage, long position) throws IOException {
        long items = file.read(position, Long.BYTES).getLong();
        if (items != storage.items()) {
            throw new IllegalArgumentException("expected " + storage.items() + " items in storage " + storage.key()
                    + "; found " + items + ": download or save it again");
        }
    }

    private static ByteSource find(Map<String, ByteSource> storages, TorchUnpickler.Storage storage) {
        return Optional.ofNullable(storages.get(storage.key())).orElseThrow(() -> new IllegalArgumentException(
                "expected storage " + storage.key() + " in the file; found none: download or save it again"));
    }
}
