package recontrast.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import recontrast.data.Printable;
import recontrast.data.AtomicFile;
import recontrast.data.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code run.json}: a run as JSON that starts with the number of its format, which is that of all files in the run's
 * folder, and ends in the SHA-256 of all before it, so that a figure changed later is noticed. One without either, as
 * earlier versions wrote, is read too: without a number it is of format 1.
 */
final class RunFile {

    static final String NAME = "run.json";

    /** Goes up by one where a version before could not read, or would misread, what this one writes: see CHANGELOG. */
    static final int FORMAT = 2;

    private static final ObjectReader JSON =
            Json.MAPPER.readerFor(RunResult.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern NUMBER = Pattern.compile("^\\s*\\{\\s*\"format\"\\s*:\\s*(\\d{1,9})\\s*,");
    private static final Pattern VERSION = Pattern.compile("\"library\"\\s*:\\s*\"([^\"\\p{Cntrl}]+)\"");
    private static final Pattern SEAL = Pattern.compile(",\\s*\"sha256\" : \"(\\p{XDigit}*)\"\\s*}\\s*$");
    private static final Pattern STATE = Pattern.compile("state-\\d+\\.safetensors");

    private RunFile() { }

    static void write(RunResult run, Path file) throws IOException {
        String json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(run);
        String open = "{%n  \"format\" : %d,%s".formatted(
                FORMAT, json.substring(1, json.lastIndexOf('}')).stripTrailing());
        String sealed = "%s,%n  \"sha256\" : \"%s\"%n}%n".formatted(open, Sha256.of(open));
        AtomicFile.write(file, out -> out.write(sealed.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The run in the file of a run's folder.
     *
     * @throws IllegalStateException if it is damaged, changed, of a newer format or another run
     */
    static RunResult read(Path file) {
        try {
            String text = Files.readString(file);
            requireKnownFormat(text, file);
            return checked(JSON.readValue(NUMBER.matcher(unsealed(text, file)).replaceFirst("{")), file);
        } catch (JsonProcessingException e) {
            throw unusable(file, e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw unusable(file, "no text");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Before the digest, which a newer format may take in another way. */
    private static void requireKnownFormat(String text, Path file) {
        Matcher number = NUMBER.matcher(text);
        if (number.find() && Integer.parseInt(number.group(1)) > FORMAT) {
            Matcher version = VERSION.matcher(text);
            throw new IllegalStateException("expected a run of format " + FORMAT + " at most in " + file + "; found format "
                    + number.group(1) + ", written by version " + (version.find() ? version.group(1) : "unknown")
                    + ": update the kit");
        }
    }

    private static String unsealed(String text, Path file) {
        Matcher seal = SEAL.matcher(text);
        if (!seal.find()) {
            return text;
        }
        String open = text.substring(0, seal.start());
        if (!Sha256.of(open).equals(seal.group(1))) {
            throw unusable(file, "one that was changed later");
        }
        return open + "}";
    }

    private static RunResult checked(RunResult run, Path file) {
        if (run == null || run.spec() == null || run.history() == null || run.provenance() == null) {
            throw unusable(file, "one without specification, history or provenance");
        }
        if (!file.toAbsolutePath().getParent().endsWith(run.spec().id())) {
            throw unusable(file, run.spec() + ", which belongs in the folder " + run.spec().id());
        }
        if (run.state().filter(name -> !STATE.matcher(name).matches()).isPresent()) {
            throw unusable(file, "the state " + run.state().get());
        }
        return run;
    }

    private static IllegalStateException unusable(Path file, String found) {
        return new IllegalStateException("expected a run written by this version in " + file + "; found "
                + Printable.oneLine(found) + ": delete " + file.getParent()
                + " to train again");
    }
}
