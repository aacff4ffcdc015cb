package recontrast.report;

import org.apiguardian.api.API;
import recontrast.data.ImageSize;
import recontrast.metric.AnomalyMap;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file of arrays as {@code numpy.load} reads it: a zip archive, not compressed, of one {@code .npy} of version 1.0 an
 * array, little-endian and in C order (NumPy Enhancement Proposal 1). Equal arrays make equal files.
 *
 * <pre>{@code
 * try (Npz file = Npz.create(Path.of("curve.npz"))) {
 *     file.integers("iterations", 0, 100).numbers("losses", 2.5, 0.5);
 * }
 * }</pre>
 *
 * <p>The file is there once it is closed, with all its arrays: where writing one failed, that of before stays.
 */
@API(status = API.Status.STABLE)
public final class Npz implements AutoCloseable {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0); // the earliest that zip knows
    private static final int ALIGNED = 64; // bytes that a header is a multiple of
    private static final int BEFORE_LENGTH = 10; // magic, version and length, in bytes

    private final Path file;
    private final Path partial;
    private final ZipOutputStream zip;
    private long missing; // bytes of the array begun last

    private Npz(Path file) throws IOException {
        this.file = file;
        partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.createDirectories(file.toAbsolutePath().getParent());
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)));
        zip.setLevel(Deflater.NO_COMPRESSION);
    }

    /**
     * A file with no arrays yet; folders are made as needed.
     *
     * @throws IllegalArgumentException if the name does not end in {@code .npz}
     */
    public static Npz create(Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
            throw new IllegalArgumentException(
                    "expected a name that ends in .npz for arrays; found " + file + ": name it so, NumPy goes by it");
        }
        try {
            return new Npz(file);
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static UncheckedIOException refused(Path file, IOException why) {
        return new UncheckedIOException("cannot write " + file + ": " + why.getMessage(), why);
    }

    /** With whole numbers, {@code int32} of shape (n). */
    public Npz integers(String name, int... values) {
        begin(name, "<i4", Integer.BYTES, values.length);
        ByteBuffer bytes = bytes(Integer.BYTES * values.length);
        bytes.asIntBuffer().put(values);
        return append(bytes);
    }

    /** With numbers, {@code float64} of shape (n). */
    public Npz numbers(String name, double... values) {
        begin(name, "<f8", Double.BYTES, values.length);
        return append(values);
    }

    /** With rows of numbers, {@code float64} of shape (rows, columns); all of one length. */
    public Npz rows(String name, List<double[]> rows) {
        begin(name, "<f8", Double.BYTES, rows.size(), rows.isEmpty() ? 0 : rows.get(0).length);
        rows.forEach(this::append);
        return this;
    }

    /** With words, of type {@code <U} and shape (n). */
    public Npz words(String name, List<String> words) {
        int longest = Math.max(1, words.stream().mapToInt(word -> word.codePointCount(0, word.length())).max().orElse(0));
        begin(name, "<U" + longest, Integer.BYTES * longest, words.size());
        ByteBuffer bytes = bytes(Integer.BYTES * longest * words.size());
        for (int i = 0; i < words.size(); i++) {
            bytes.asIntBuffer().put(i * longest, words.get(i).codePoints().toArray());
        }
        return append(bytes);
    }

    /** With so many maps, {@code float32} of shape (count, height, width), which are to be {@linkplain #append appended}. */
    public Npz maps(String name, int count, ImageSize size) {
        begin(name, "<f4", Float.BYTES, count, size.height(), size.width());
        return this;
    }

    /** With the next of the maps begun. */
    public Npz append(AnomalyMap map) {
        ByteBuffer bytes = bytes(Float.BYTES * map.values().length);
        bytes.asFloatBuffer().put(map.values());
        return append(bytes);
    }

    private Npz append(double[] values) {
        ByteBuffer bytes = bytes(Double.BYTES * values.length);
        bytes.asDoubleBuffer().put(values);
        return append(bytes);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void begin(String name, String type, int bytes, int... shape) {
        if (missing > 0) {
            throw new IllegalStateException("expected an array to be whole before the next; found " + missing
                    + " bytes missing in " + file.getFileName());
        }
        String sizes = IntStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': ("
                + sizes + (shape.length == 1 ? "," : "") + "), }";
        int padding = Math.floorMod(-(BEFORE_LENGTH + header.length() + 1), ALIGNED);
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer head = bytes(BEFORE_LENGTH + text.length).put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
                .putShort((short) text.length).put(text);
        long values = IntStream.of(shape).asLongStream().reduce(1, Math::multiplyExact) * bytes;
        try {
            ZipEntry entry = new ZipEntry(name + ".npy");
            entry.setTimeLocal(ALWAYS);
            zip.putNextEntry(entry);
            missing = head.capacity() + values;
        } catch (IOException e) {
            throw refused(file, e);
        }
        append(head);
    }

    private Npz append(ByteBuffer values) {
        if (values.capacity() > missing) {
            throw new IllegalArgumentException("expected " + missing + " bytes more of an array of " + file.getFileName()
                    + ", as its shape says; found " + values.capacity());
        }
        try {
            zip.write(values.array());
            missing -= values.capacity();
            return this;
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    /** Puts the file in place; nothing where its last array is not whole. */
    @Override
    public void close() {
        try {
            try {
                zip.close();
                if (missing == 0) {
                    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
    }
}
