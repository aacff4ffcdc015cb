package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.model.Products;
import recontrast.weights.CacheFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

class MeasuredProductsTest {

    @TempDir
    private Path folder;

    private Products choice(Map<String, String> environment, String machine, Supplier<Double> slowness) {
        Map<String, String> withFolder = new HashMap<>(environment);
        withFolder.put("RECONTRAST_CACHE", folder.resolve("cache").toString());
        return new MeasuredProducts(new CacheFolder(withFolder, "Linux", folder), machine, slowness).choice();
    }

    private static double unmeasured() {
        throw new AssertionError("measured");
    }

    @Test
    void isMeasuredOnceOnEachMachine() {
        assertThat(choice(Map.of(), "one", () -> 1.9)).isEqualTo(Products.FEW);
        assertThat(choice(Map.of(), "other", () -> 1.0)).isEqualTo(Products.MANY);
        assertThat(choice(Map.of(), "one", MeasuredProductsTest::unmeasured)).isEqualTo(Products.FEW);
        assertThat(choice(Map.of(), "other", MeasuredProductsTest::unmeasured)).isEqualTo(Products.MANY);
    }

    @Test
    void isMeasuredAgainWhereWhatWasKeptIsDamaged() throws IOException {
        choice(Map.of(), "one", () -> 1.9);
        try (var kept = Files.list(folder.resolve("cache"))) {
            Files.writeString(kept.findFirst().orElseThrow(), "rubbish");
        }
        assertThat(choice(Map.of(), "one", () -> 1.0)).isEqualTo(Products.MANY);
    }

    @Test
    void needsNoFolder() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        assertThat(choice(Map.of(), "one", () -> 1.9)).isEqualTo(Products.FEW);
    }

    @Test
    void canBeChosen() {
        assertThat(choice(Map.of("RECONTRAST_PRODUCTS", " few"), "one", MeasuredProductsTest::unmeasured))
                .isEqualTo(Products.FEW);
        assertThat(choice(Map.of("RECONTRAST_PRODUCTS", ""), "one", () -> 1.0)).isEqualTo(Products.MANY);
        assertThatThrownBy(() -> choice(Map.of("RECONTRAST_PRODUCTS", "some"), "one", () -> 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected many or few in RECONTRAST_PRODUCTS; found some");
    }

    @Test
    void aRatioOfTwoTimesIsPositive() {
        assertThat(MeasuredProducts.measured()).isPositive().isFinite();
    }
}
