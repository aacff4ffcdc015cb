package recontrast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The most memory that this process was given so far: heap, tensors and libraries. */
public final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status"); // Linux alone
    private static final String PEAK = "VmHWM:"; // in kB, of 1,024 bytes

    private PeakMemory() { }

    /** In bytes, resident; not known outside of Linux. */
    public static OptionalLong bytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst();
        } catch (IOException noLinux) {
            return OptionalLong.empty();
        }
    }
}
