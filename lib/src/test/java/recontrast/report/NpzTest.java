package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.data.ImageSize;
import recontrast.metric.AnomalyMap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

class NpzTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("figures/arrays.npz");
    }

    private byte[] array(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes();
        }
    }

    private List<String> names() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
        }
    }

    /** As the format is described: magic, version, length of what follows to a multiple of 64 bytes, then the values. */
    private static byte[] written(String length, String header, String values) {
        String head = "934e554d5059" + "0100" + length
                + HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().parseHex(head + "20".repeat(127 - head.length() / 2) + "0a" + values);
    }

    @Test
    void writesNumbersByteByByte() throws IOException {
        try (Npz npz = Npz.create(file)) {
            npz.numbers("a", 1, -2).integers("b", 1, 258).rows("c", List.of(new double[] {0, 1}));
        }
        assertThat(array("a")).isEqualTo(written("7600", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
                "000000000000f03f" + "00000000000000c0"));
        assertThat(array("b")).isEqualTo(written("7600", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }",
                "01000000" + "02010000"));
        assertThat(array("c")).isEqualTo(written("7600", "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }",
                "0000000000000000" + "000000000000f03f"));
    }

    @Test
    void writesMapsAndWordsByteByByte() throws IOException {
        try (Npz npz = Npz.create(file)) {
            npz.maps("maps", 2, ImageSize.square(1))
                    .append(new AnomalyMap(1, 1, new float[] {1})).append(new AnomalyMap(1, 1, new float[] {-2}))
                    .words("names", List.of("ab", "\uD83D\uDE00")); // the second is one code point
        }
        assertThat(array("maps")).isEqualTo(written("7600",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 1), }", "0000803f" + "000000c0"));
        assertThat(array("names")).isEqualTo(written("7600", "{'descr': '<U2', 'fortran_order': False, 'shape': (2,), }",
                "6100000062000000" + "00f6010000000000"));
    }

    @Test
    void leavesWhatWasThereWhereAnArrayIsNotWhole() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "of before");
        try (ScoredArrays arrays = ScoredArrays.create(file, 2, ImageSize.square(1))) {
            arrays.add("a.png", new AnomalyMap(1, 1, new float[1]), 0.5);
            assertThatThrownBy(() -> arrays.words("defects", List.of("good"))).hasMessage("expected an array to be whole"
                    + " before the next; found 4 bytes missing in arrays.npz");
        }
        assertThat(file).hasContent("of before");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void refusesMoreThanItsShapeHolds() {
        try (ScoredArrays arrays = ScoredArrays.create(file, 1, ImageSize.square(1))) {
            assertThatThrownBy(() -> arrays.add("a.png", new AnomalyMap(2, 2, new float[4]), 0.5)).hasMessage(
                    "expected 4 bytes more of an array of arrays.npz, as its shape says; found 16");
        }
    }

    @Test
    void refusesAnotherName() {
        Path csv = folder.resolve("x/arrays.csv");
        assertThatThrownBy(() -> Npz.create(csv)).hasMessage("expected a name that ends in .npz for arrays; found " + csv
                + ": name it so, NumPy goes by it");
        assertThat(csv.getParent()).doesNotExist();
    }

    @Test
    void savesScoredImages() throws IOException {
        try (ScoredArrays arrays = ScoredArrays.create(file, 1, ImageSize.square(1))) {
            arrays.add("a.png", new AnomalyMap(1, 1, new float[1]), 0.5).words("defects", List.of("good"));
        }
        assertThat(names()).containsExactly("maps.npy", "scores.npy", "names.npy", "defects.npy");
    }

    @Test
    void savesARunOverItsIterations() throws IOException {
        SavedArrays.save(HandMadeRuns.withoutMasks(Config.C, "nut", 0, 0.75), file);
        assertThat(array("losses")).hasSize(128 + 8 * 40);
        assertThat(array("iterations")).endsWith(40, 0, 0, 0).hasSize(128 + 4);
        assertThat(array("image_auroc")).endsWith(0, 0, 0, 0, 0, 0, 0xe8, 0x3f); // 0.75
        assertThat(array("aupro_published")).endsWith(0, 0, 0, 0, 0, 0, 0xf8, 0x7f); // NaN
        assertThat(array("layer2_diversity")).hasSize(128 + 8 * 2);
        assertThat(array("layer2_diversity_iterations")).endsWith(0, 0, 0, 0, 40, 0, 0, 0);
        assertThat(names()).doesNotHaveDuplicates().contains("layer1_diversity.npy", "f1_max.npy");
    }

    @Test
    void savesALandscapeThatWasInterrupted() throws IOException {
        SavedArrays.save(new Landscape("B", LandscapeGrid.QUICK.withPoints(3), List.of(new double[3], new double[3])), file);
        assertThat(new String(array("heights"), StandardCharsets.ISO_8859_1)).contains("'shape': (2, 3), }");
        assertThat(array("offsets")).isEqualTo(written("7600", "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }",
                "000000000000e0bf" + "0000000000000000" + "000000000000e03f")); // -0.5, 0, 0.5
    }

    @Test
    void isTheSameForTheSameArrays() throws IOException {
        SavedArrays.save(HandMadeRuns.finished(Config.C, "nut", 0, 0.7, 0.75), file);
        byte[] first = Files.readAllBytes(file);
        SavedArrays.save(HandMadeRuns.finished(Config.C, "nut", 0, 0.7, 0.75), file);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }
}
