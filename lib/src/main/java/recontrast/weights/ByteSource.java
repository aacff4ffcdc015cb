package recontrast.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    /** A file. */
    record OfFile(FileChannel channel, long size) implements ByteSource {

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            long next = position;
            while (into.hasRemaining()) {
                int read = channel.read(into, next);
                if (read < 0) {
                    throw new EOFException("the file ends at byte " + next);
                }
                next += read;
            }
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
            byte[] chunk = new byte[Math.min(into.remaining(), 1 << 16)];
            try (InputStream in = zip.getInputStream(entry)) {
                in.skipNBytes(position);
                while (into.hasRemaining()) {
                    int read = in.read(chunk, 0, Math.min(into.remaining(), chunk.length));
                    if (read < 0) {
                        throw new EOFException("entry " + entry.getName() + " ends early");
                    }
                    into.put(chunk, 0, read);
                }
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
