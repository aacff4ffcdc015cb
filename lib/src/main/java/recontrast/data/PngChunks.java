package recontrast.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** The chunks of a PNG file; each has a length and a checksum, which the platform's reader does not look at. */
final class PngChunks {

    private static final long SIGNATURE = 0x89_50_4E_47_0D_0A_1A_0AL;
    private static final int END = 0x49_45_4E_44; // IEND

    private PngChunks() {
    }

    /**
     * Reads a file to its end; one of another format is let pass.
     *
     * @throws IOException where a chunk is damaged or cut off
     */
    static void requireWhole(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16))) {
            if (data.readLong() != SIGNATURE) {
                return;
            }
            while (kindOfWhole(data) != END) { }
        } catch (EOFException cut) {
            throw new IOException("a file that ends too early", cut);
        }
    }

    /** Passes over a chunk, which has its length first and its checksum last. */
    private static int kindOfWhole(DataInputStream data) throws IOException {
        long length = Integer.toUnsignedLong(data.readInt());
        CRC32 checksum = new CRC32();
        DataInputStream checked = new DataInputStream(new CheckedInputStream(data, checksum));
        int kind = checked.readInt();
        checked.skipNBytes(length);
        if (data.readInt() != (int) checksum.getValue()) {
            throw new IOException("a PNG with a damaged chunk");
        }
        return kind;
    }
}
