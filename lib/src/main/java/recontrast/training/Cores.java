package recontrast.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The processor cores that this process may compute on.
 *
 * @param numbers the machine's numbers of them, ascending; as many as the process may keep busy
 */
record Cores(List<Integer> numbers) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final String ALLOWED = "Cpus_allowed_list:";

    static Cores ofThisProcess() {
        int count = Runtime.getRuntime().availableProcessors();
        try {
            return new Cores(Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .flatMap(line -> Arrays.stream(line.substring(ALLOWED.length()).strip().split(",")))
                    .map(range -> range.split("-"))
                    .flatMapToInt(ends -> IntStream.rangeClosed(
                            Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                    .limit(count).boxed().toList());
        } catch (IOException noLinux) {
            return new Cores(IntStream.range(0, count).boxed().toList());
        }
    }

    /** A name that tells this machine from others with the same home folder. */
    static String machine() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException noLinux) {
            return "here";
        }
    }
}
