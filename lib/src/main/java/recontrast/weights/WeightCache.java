package recontrast.weights;

import org.apiguardian.api.API;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * The folder of published weights that were fetched once; every file in it is whole, or named as one that is not yet.
 *
 * @param folder made when the first file arrives
 * @param source address of the folder that files come from, with a slash at its end
 * @param access whether the network may be used
 * @param patience how long a download may bring nothing
 */
@API(status = API.Status.STABLE)
public record WeightCache(Path folder, URI source, Access access, Duration patience) {

    private static final String PUBLISHED = "https://download.pytorch.org/models/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public WeightCache {
        if (source.getHost() == null || !source.toString().matches("https?://.*")) {
            throw noAddress(source.toString());
        }
    }

    /** Whether the network may be used. */
    public enum Access {
        ONLINE, OFFLINE;

        /** Offline if the environment variable RECONTRAST_OFFLINE is set to anything but 0. */
        public static Access standard() {
            return of(CacheFolder.ofThisMachine());
        }

        private static Access of(CacheFolder machine) {
            return machine.variable("RECONTRAST_OFFLINE").filter(value -> !value.equals("0")).isPresent()
                    ? OFFLINE : ONLINE;
        }
    }

    /** What the cache knows of a file. */
    public enum State {
        MISSING, INCOMPLETE, VERIFIED, DAMAGED;

        /** {@code verified}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * This user's cache. In the environment, RECONTRAST_CACHE names another folder, RECONTRAST_WEIGHTS_URL a mirror,
     * and RECONTRAST_OFFLINE=1 forbids the network.
     *
     * @throws IllegalArgumentException if the mirror's address is none
     */
    public static WeightCache standard() {
        return of(CacheFolder.ofThisMachine());
    }

    static WeightCache of(CacheFolder machine) {
        String source = machine.variable("RECONTRAST_WEIGHTS_URL").orElse(PUBLISHED);
        return new WeightCache(machine.path(), folder(source), Access.of(machine), PATIENCE);
    }

    private static URI folder(String address) {
        try {
            return new URI(address.endsWith("/") ? address : address + "/");
        } catch (URISyntaxException e) {
            throw noAddress(address);
        }
    }

    private static IllegalArgumentException noAddress(String found) {
        return new IllegalArgumentException("expected the http or https address of a folder of weights, such as "
                + PUBLISHED + "; found " + found + ": set RECONTRAST_WEIGHTS_URL to one, or unset it");
    }

    /** The same folder, without the network. */
    public WeightCache offline() {
        return new WeightCache(folder, source, Access.OFFLINE, patience);
    }

    /** Where a file is, or will be. */
    public Path place(PublishedFile file) {
        return folder.resolve(file.fileName());
    }

    /** Looks, and compares the file's SHA-256 with its name. */
    public State state(PublishedFile file) {
        if (Files.exists(place(file))) {
            return isWhatItsNameSays(place(file), file) ? State.VERIFIED : State.DAMAGED;
        }
        return Files.exists(part(file)) ? State.INCOMPLETE : State.MISSING;
    }

    /**
     * A file that is what its name says, downloaded if it is not there.
     *
     * @throws IllegalStateException saying which file to put where if it cannot be had
     * @throws CancellationException if this thread is interrupted
     */
    public Path fetch(PublishedFile file, DownloadListener listener) {
        Path place = place(file);
        if (!Files.exists(place)) {
            requireNetwork(file);
            new Download(this, file, listener).run();
        }
        if (!isWhatItsNameSays(place, file)) {
            throw new IllegalStateException("expected " + place + " with a SHA-256 that starts with " + file.digest()
                    + "; found " + Weights.digest(place) + ": delete the file and fetch it again");
        }
        return place;
    }

    private void requireNetwork(PublishedFile file) {
        if (access == Access.OFFLINE) {
            throw new IllegalStateException("expected " + file.fileName() + " in " + folder + "; found none, and"
                    + " offline nothing is downloaded: " + putItThere(file));
        }
    }

    URI address(PublishedFile file) {
        return source.resolve(file.fileName());
    }

    /** What a person can do. */
    String putItThere(PublishedFile file) {
        return "put " + address(file) + " (" + file.size() + ") at " + place(file);
    }

    Path part(PublishedFile file) {
        return folder.resolve(file.fileName() + ".part");
    }

    static boolean isWhatItsNameSays(Path place, PublishedFile file) {
        try {
            return Files.size(place) == file.bytes() && Weights.digest(place).startsWith(file.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place + ": " + e.getMessage(), e);
        }
    }
}
