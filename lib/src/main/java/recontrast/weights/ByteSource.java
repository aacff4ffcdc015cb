package recontrast.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Bytes that can be read from any position.
 *
 * @param size how many there are
 * @param reading how they are read
 */
record ByteSource(long size, Reading reading) {

    /** Fills the rest of a buffer with the bytes from a position on, or ends in an {@link EOFException}. */
    @FunctionalInterface
    interface Reading {
        void read(long position, ByteBuffer into) throws IOException;
    }

    /** What gives some bytes, -1 where there are no more. */
    @FunctionalInterface
    private interface Stream {
        int read(byte[] bytes, int from, int count) throws IOException;
    }

    /** A file; not a channel to it, which an interrupt of the reading thread would close. */
    static ByteSource of(RandomAccessFile file) throws IOException {
        long size = file.length();
        return new ByteSource(size, (position, into) -> {
            file.seek(position);
            fill(into, file::read, "the file ends at byte " + size);
        });
    }

    static ByteSource of(byte[] bytes) {
        return new ByteSource(bytes.length,
                (position, into) -> into.put(bytes, Math.toIntExact(position), into.remaining()));
    }

    /** An entry of a zip file, not compressed, so that skipping costs nothing. */
    static ByteSource of(ZipFile zip, ZipEntry entry) {
        return new ByteSource(entry.getSize(), (position, into) -> {
            try (InputStream in = zip.getInputStream(entry)) {
                in.skipNBytes(position);
                fill(into, in::read, "entry " + entry.getName() + " ends early");
            }
        });
    }

    private static void fill(ByteBuffer into, Stream source, String end) throws IOException {
        byte[] chunk = new byte[Math.min(into.remaining(), 1 << 16)];
        while (into.hasRemaining()) {
            int read = source.read(chunk, 0, Math.min(into.remaining(), chunk.length));
            if (read < 0) {
                throw new EOFException(end);
            }
            into.put(chunk, 0, read);
        }
    }

    /**
     * A part of these bytes.
     *
     * @throws IllegalArgumentException if it reaches beyond the end
     */
    ByteSource part(long from, long bytes) {
        if (from < 0 || bytes < 0 || from > size - bytes) {
            throw new IllegalArgumentException("expected values within " + size + " bytes; found some said to be "
                    + bytes + " bytes from byte " + from + " on: download or save it again");
        }
        return new ByteSource(bytes, (position, into) -> {
            if (position > bytes - into.remaining()) {
                throw new EOFException("these are " + bytes + " bytes");
            }
            reading.read(from + position, into);
        });
    }

    /** Reads so many bytes. */
    ByteBuffer read(long position, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        reading.read(position, read);
        return read.rewind();
    }
}
