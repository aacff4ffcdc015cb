package recontrast.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip such as {@code torch.save} writes, and the ways to spoil it. */
final class TorchArchive {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private int method = ZipEntry.STORED;

    static TorchArchive of(byte[] pickle) {
        return new TorchArchive().entry("archive/data.pkl", pickle);
    }

    /** A dictionary with one tensor, {@code w}. */
    static TorchArchive of(PickleBytes.Entry tensor) {
        return of(PickleBytes.protocol2().opcode('}').text("w").tensor(tensor).opcode('s').stop());
    }

    TorchArchive entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    TorchArchive text(String name, String content) {
        return entry(name, content.getBytes(StandardCharsets.US_ASCII));
    }

    TorchArchive floats(String key, ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        bytes.asFloatBuffer().put(values);
        return entry("archive/data/" + key, bytes.array());
    }

    TorchArchive compressed() {
        method = ZipEntry.DEFLATED;
        return this;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(method);
                entry.setSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
