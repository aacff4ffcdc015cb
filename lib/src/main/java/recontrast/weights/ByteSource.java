package recontrast.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Bytes that can be read from any position. */
interface ByteSource {

    long size();

    /**
     * Fills the rest of {@code into} with the bytes from {@code position} on.
     *
     * @throws EOFException if there are fewer
     */
    void read(long position, ByteBuffer into) throws IOException;

    /**
     * A part of these bytes.
     *
     * @throws IllegalArgumentException if it reaches beyond the end
     */
    default ByteSource part(long from, long size) {
        if (from < 0 || size < 0 || from > size() - size) {
            throw new IllegalArgumentException("expected values within " + size() + " bytes; found some said to be "
                    + size + " bytes from byte " + from + " on: download or save it again");
        }
        return new Part(this, from, size);
    }

    /** What gives some bytes, -1 where there are no more. */
    interface Reading {
        int read(byte[] bytes, int from, int count) throws IOException;
    }

    private static void fill(ByteBuffer into, Reading source, String end) throws IOException {
        byte[] chunk = new byte[Math.min(into.remaining(), 1 << 16)];
        while (into.hasRemaining()) {
            int read = source.read(chunk, 0, Math.min(into.remaining(), chunk.length));
            if (read < 0) {
                throw new EOFException(end);
            }
            into.put(chunk, 0, read);
        }
    }

    /** A file; not a channel to it, which an interrupt of the reading thread would close. */
    record OfFile(RandomAccessFile file, long size) implements ByteSource {

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            file.seek(position);
            fill(into, file::read, "the file ends at byte " + size);
        }
    }

    /** An array. */
    record OfArray(byte[] bytes) implements ByteSource {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) {
            into.put(bytes, Math.toIntExact(position), into.remaining());
        }
    }

    /** An entry of a zip file, not compressed, so that skipping costs nothing. */
    record OfEntry(ZipFile zip, ZipEntry entry) implements ByteSource {

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            try (InputStream in = zip.getInputStream(entry)) {
                in.skipNBytes(position);
                fill(into, in::read, "entry " + entry.getName() + " ends early");
            }
        }
    }

    /** A part of others. */
    record Part(ByteSource whole, long from, long size) implements ByteSource {

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            if (position > size - into.remaining()) {
                throw new EOFException("these are " + size + " bytes");
            }
            whole.read(from + position, into);
        }
    }
}
