package recontrast.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class CacheFolderTest {

    private static final Path HOME = Path.of("/home/me");

    private static Path folder(Map<String, String> environment, String system) {
        return new CacheFolder(environment, system, HOME).path();
    }

    @Test
    void isWhatTheEnvironmentNames() {
        assertThat(folder(Map.of("RECONTRAST_CACHE", "/big/disk", "XDG_CACHE_HOME", "/x"), "Linux"))
                .isEqualTo(Path.of("/big/disk"));
    }

    @Test
    void isWhereTheSystemsProgramsHaveTheirs() {
        assertThat(folder(Map.of(), "Linux")).isEqualTo(HOME.resolve(".cache/recontrast"));
        assertThat(folder(Map.of("XDG_CACHE_HOME", "/x"), "Linux")).isEqualTo(Path.of("/x/recontrast"));
        assertThat(folder(Map.of("XDG_CACHE_HOME", ""), "Linux")).isEqualTo(HOME.resolve(".cache/recontrast"));
        assertThat(folder(Map.of(), "Mac OS X")).isEqualTo(HOME.resolve("Library/Caches/recontrast"));
        assertThat(folder(Map.of("LOCALAPPDATA", "/local"), "Windows 11")).isEqualTo(Path.of("/local/recontrast"));
        assertThat(folder(Map.of(), "Windows 11")).isEqualTo(HOME.resolve("AppData/Local/recontrast"));
    }
}
