package recontrast.weights;

import org.apiguardian.api.API;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where this machine keeps files that can be fetched again. */
@API(status = API.Status.INTERNAL)
public record CacheFolder(Map<String, String> environment, String system, Path home) {

    private static final String NAME = "recontrast";

    public static CacheFolder ofThisMachine() {
        return new CacheFolder(
                System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /** What RECONTRAST_CACHE in the environment names, else a folder where the system's programs have theirs. */
    public Path path() {
        return folder("RECONTRAST_CACHE").orElseGet(() -> {
            if (system.startsWith("Mac")) {
                return home.resolve("Library/Caches").resolve(NAME);
            }
            if (system.startsWith("Windows")) {
                return folder("LOCALAPPDATA").orElseGet(() -> home.resolve("AppData/Local")).resolve(NAME);
            }
            return folder("XDG_CACHE_HOME").orElseGet(() -> home.resolve(".cache")).resolve(NAME);
        });
    }

    private Optional<Path> folder(String name) {
        return variable(name).map(Path::of);
    }

    /** A variable of the environment that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
