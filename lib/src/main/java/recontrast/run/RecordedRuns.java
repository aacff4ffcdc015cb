package recontrast.run;

import com.fasterxml.jackson.core.type.TypeReference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Runs without their models, in one file: what a table was made from, to stand beside what a reader has trained. */
public final class RecordedRuns {

    private static final String LADDER = "/recontrast/recorded-ladder.json.gz";

    private RecordedRuns() { }

    /**
     * The nine configurations on the three embedded categories under five seeds, as recorded with the default plan; each
     * run's provenance says where and when.
     */
    public static List<RunResult> ladder() {
        return all().stream().filter(RecordedRuns::encoderLearns).toList();
    }

    /** C under the same seeds with an encoder that does not learn: what normalising by the batch does alone. */
    public static List<RunResult> control() {
        return all().stream().filter(run -> !encoderLearns(run)).toList();
    }

    private static boolean encoderLearns(RunResult run) {
        return run.spec().plan().encoderLearningRate() > 0;
    }

    private static List<RunResult> all() {
        try (InputStream in = RecordedRuns.class.getResourceAsStream(LADDER)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LADDER + " of this library", e);
        }
    }

    /** Adds finished runs to those in a file, which is made if need be; a run that is in it is replaced. */
    public static void add(Collection<RunResult> runs, Path file) {
        try {
            Map<String, RunResult> byId = new TreeMap<>();
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    read(in).forEach(run -> byId.put(run.spec().id(), run));
                }
            }
            runs.stream().filter(RunResult::finished).forEach(run -> byId.put(run.spec().id(), run));
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                Json.MAPPER.writeValue(out, byId.values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record runs in " + file + ": " + e.getMessage(), e);
        }
    }

    static List<RunResult> read(InputStream in) throws IOException {
        try (InputStream json = new GZIPInputStream(in)) {
            return Json.MAPPER.readValue(json, new TypeReference<List<RunResult>>() { });
        }
    }
}
