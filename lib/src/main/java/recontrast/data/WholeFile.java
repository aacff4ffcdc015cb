package recontrast.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Whether an image file is all there, which the platform's readers do not look at: the chunks of a PNG, each with a
 * length and a checksum; the scans of a progressive JPEG, each of which refines the whole picture, so that it looks
 * complete without the last ones.
 */
final class WholeFile {

    private static final long PNG = 0x89_50_4E_47_0D_0A_1A_0AL;
    private static final int PNG_END = 0x49_45_4E_44; // IEND
    private static final int JPEG = 0xFFD8;
    private static final int JPEG_END = 0xD9;
    private static final int PROGRESSIVE = 0xC2;

    private WholeFile() { }

    /**
     * Reads a PNG or a progressive JPEG to its end; any other file is let pass.
     *
     * @throws IOException where it is damaged or cut off
     */
    static void require(InputStream file) throws IOException {
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(file, 1 << 16))) {
            data.mark(Long.BYTES);
            if (data.readLong() == PNG) {
                while (kindOfWholeChunk(data) != PNG_END) { }
                return;
            }
            data.reset();
            if (data.readUnsignedShort() == JPEG && isProgressive(data)) {
                while (passed(data) != JPEG_END) { }
            }
        } catch (EOFException cut) {
            throw new IOException("a file that ends too early", cut);
        }
    }

    /** Passes over a chunk, which has its length first and its checksum last. */
    private static int kindOfWholeChunk(DataInputStream data) throws IOException {
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

    /** Up to the first frame, C0 to CF but for the tables C4 and CC and the reserved C8. */
    private static boolean isProgressive(DataInputStream data) throws IOException {
        int marker = passed(data);
        while (marker < 0xC0 || marker > 0xCF || marker == 0xC4 || marker == 0xC8 || marker == 0xCC) {
            marker = passed(data);
        }
        return marker == PROGRESSIVE;
    }

    /** Passes over pixels, if there are any, and over the segment behind them; its marker. */
    private static int passed(DataInputStream data) throws IOException {
        int before = data.readUnsignedByte();
        int marker = data.readUnsignedByte();
        while (before != 0xFF || marker == 0 || marker == 0xFF || marker >= 0xD0 && marker <= 0xD7) {
            before = marker;
            marker = data.readUnsignedByte();
        }
        if (marker != JPEG_END) {
            data.skipNBytes(data.readUnsignedShort() - Short.BYTES);
        }
        return marker;
    }
}
