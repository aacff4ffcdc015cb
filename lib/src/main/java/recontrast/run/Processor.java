package recontrast.run;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What tensors are computed on where there is no GPU.
 *
 * @param name as it calls itself; elsewhere than on Linux its architecture
 * @param instructions sets of vector instructions by which the engine's libraries choose; none where it is not known
 */
public record Processor(String name, List<String> instructions) {

    private static final String DESCRIPTION = "/proc/cpuinfo"; // Linux, a paragraph a core
    private static final List<String> KNOWN =
            List.of("avx2", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "sve", "bf16");

    /** That of this machine. */
    public static Processor here() {
        String architecture = System.getProperty("os.arch");
        try (BufferedReader lines = new BufferedReader(new FileReader(DESCRIPTION))) { // which no interrupt ends
            return of(lines.lines().toList(), architecture);
        } catch (IOException noLinux) {
            return new Processor(architecture, List.of());
        }
    }

    static Processor of(List<String> description, String architecture) {
        List<String> flags = value(description, "flags").or(() -> value(description, "Features"))
                .map(line -> Arrays.asList(line.split(" "))).orElse(List.of());
        return new Processor(value(description, "model name").orElse(architecture),
                KNOWN.stream().filter(flags::contains).toList());
    }

    private static Optional<String> value(List<String> description, String key) {
        return description.stream().map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
                .map(parts -> parts[1].strip()).findFirst();
    }

    /** {@code AMD EPYC 7R13 Processor (avx2)}. */
    @Override
    public String toString() {
        return instructions.isEmpty() ? name : name + " (" + String.join(", ", instructions) + ")";
    }
}
