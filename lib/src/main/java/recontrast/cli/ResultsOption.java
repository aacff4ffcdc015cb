package recontrast.cli;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where runs are kept. */
final class ResultsOption {

    @Option(names = "--results", paramLabel = "DIR", defaultValue = "${env:RECONTRAST_RESULTS:-results}",
            description = "Folder of the runs (default: ${DEFAULT-VALUE}).")
    private Path results;

    /** The folder as it was named, which need not be there. */
    Path folder() {
        return results;
    }

    /**
     * The folder, which can be written to or made.
     *
     * @throws UsageException if it cannot
     */
    Path writable() {
        Path nearest = Stream.iterate(results.toAbsolutePath().normalize(), Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            throw new UsageException("expected a folder to keep runs in at --results " + results + "; found "
                    + (Files.isDirectory(nearest) ? "a folder this user may not write to" : "a file") + " at " + nearest
                    + ": choose another folder");
        }
        return results;
    }
}
