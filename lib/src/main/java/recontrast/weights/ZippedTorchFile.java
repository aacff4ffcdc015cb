package recontrast.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The format since PyTorch 1.6: a zip with one folder, in it {@code data.pkl}, {@code byteorder}, and a file under
 * {@code data/} for each storage, none of them compressed.
 */
final class ZippedTorchFile {

    private static final String PICKLE = "/data.pkl";

    private final ZipFile zip;
    private final long fileSize;
    private final String folder;

    private ZippedTorchFile(ZipFile zip, long fileSize) {
        this.zip = zip;
        this.fileSize = fileSize;
        List<String> names = zip.stream().map(ZipEntry::getName).toList();
        names.forEach(ZippedTorchFile::requireInside);
        this.folder = names.stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.indexOf('/')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a zip with NAME" + PICKLE + ", as torch.save"
                        + " writes it; found " + names.stream().limit(8).toList() + ": is it another kind of zip?"));
    }

    static TensorFile open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        return TensorFile.of(file, zip, () -> new ZippedTorchFile(zip, file.toFile().length()).tensors());
    }

    private static void requireInside(String name) {
        if (name.startsWith("/") || name.contains("\\") || List.of(name.split("/")).contains("..")) {
            throw new IllegalArgumentException("expected names within the zip's own folder; found " + name
                    + ": PyTorch did not write this file, do not use it");
        }
    }

    private Map<String, StoredTensor> tensors() throws IOException {
        byte[] pickle = bytes(entry("data.pkl"), TorchFile.LONGEST_PICKLE);
        Object content = new TorchUnpickler().next(new ByteArrayInputStream(pickle));
        return TorchFile.stored(content, this::storage, order());
    }

    private ByteSource storage(TorchUnpickler.Storage storage) {
        ByteSource bytes = entry("data/" + storage.key());
        if (bytes.size() != storage.bytes()) {
            throw new IllegalArgumentException("expected " + storage.bytes() + " bytes in data/" + storage.key()
                    + "; found " + bytes.size() + ": download or save it again");
        }
        return bytes;
    }

    private ByteOrder order() throws IOException {
        Optional<ByteSource> record = find("byteorder");
        String order = record.isPresent() ? new String(bytes(record.get(), 16), StandardCharsets.US_ASCII) : "little";
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new IllegalArgumentException("expected byteorder little or big; found " + order
                    + ": download or save it again");
        };
    }

    private ByteSource entry(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("expected " + name + " in the zip; found "
                + zip.size() + " entries without it: download or save it again"));
    }

    private Optional<ByteSource> find(String name) {
        return Optional.ofNullable(zip.getEntry(folder + "/" + name)).map(this::uncompressed);
    }

    /** What is compressed could be any size, and PyTorch compresses nothing. */
    private ByteSource uncompressed(ZipEntry entry) {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()
                || entry.getSize() > fileSize) {
            throw new IllegalArgumentException("expected entries as torch.save writes them, uncompressed; found "
                    + entry.getName() + ", " + entry.getCompressedSize() + " bytes for " + entry.getSize()
                    + ": zip it again without compression");
        }
        return ByteSource.of(zip, entry);
    }

    private static byte[] bytes(ByteSource source, int most) throws IOException {
        if (source.size() > most) {
            throw new IllegalArgumentException("expected at most " + most + " bytes that describe tensors; found "
                    + source.size() + ": save the tensors alone, torch.save(model.state_dict(), FILE)");
        }
        return source.read(0, (int) source.size()).array();
    }
}
