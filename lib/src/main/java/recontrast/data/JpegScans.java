package recontrast.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scans of a progressive JPEG file: each refines the whole picture, which looks complete without the last ones. */
final class JpegScans {

    private static final int START = 0xFFD8;
    private static final int END = 0xD9;
    private static final int PROGRESSIVE = 0xC2;

    private JpegScans() {
    }

    /**
     * Reads a progressive JPEG to its end; any other file is let pass.
     *
     * @throws IOException where it is cut off
     */
    static void requireWhole(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16))) {
            if (data.readUnsignedShort() == START && isProgressive(data)) {
                requireEnd(data);
            }
        } catch (EOFException broken) {
            throw new IOException("a file that ends too early", broken);
        }
    }

    /** Up to the first frame, C0 to CF but for the tables C4 and CC and the reserved C8. */
    private static boolean isProgressive(DataInputStream data) throws IOException {
        int marker = passed(data);
        while (marker < 0xC0 || marker > 0xCF || marker == 0xC4 || marker == 0xC8 || marker == 0xCC) {
            marker = passed(data);
        }
        return marker == PROGRESSIVE;
    }

    private static void requireEnd(DataInputStream data) throws IOException {
        int marker = passed(data);
        while (marker != END) {
            marker = passed(data);
        }
    }

    /** Passes over pixels, if there are any, and over the segment behind them; its marker. */
    private static int passed(DataInputStream data) throws IOException {
        int before = data.readUnsignedByte();
        int marker = data.readUnsignedByte();
        while (before != 0xFF || marker == 0 || marker == 0xFF || marker >= 0xD0 && marker <= 0xD7) {
            before = marker;
            marker = data.readUnsignedByte();
        }
        if (marker != END) {
            data.skipNBytes(data.readUnsignedShort() - Short.BYTES);
        }
        return marker;
    }
}
