package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptosTest {

    private static final int HEALTHY = 1005;
    private static final int DISEASED = 4;

    @TempDir
    Path temp;
    private DatasetTree aptos;

    /** 1,005 healthy retinas h0000, h0001, ... and one of each other grade, all links to one picture. */
    @BeforeEach
    void asPublished() throws IOException {
        aptos = new DatasetTree(temp.resolve("aptos2019-blindness-detection")).images("train_images/d1.png")
                .images("test_images/0005cfc8afb6.png")
                .text("test.csv", "id_code", "0005cfc8afb6");
        List<String> rows = new ArrayList<>(List.of("id_code,diagnosis"));
        for (int grade = 1; grade <= DISEASED; grade++) {
            rows.add("d" + grade + "," + grade);
        }
        for (int i = 0; i < HEALTHY; i++) {
            rows.add("h%04d,0".formatted(i));
        }
        for (String row : rows.subList(2, rows.size())) {
            Files.createLink(image(row.split(",")[0]), image("d1"));
        }
        aptos.text("train.csv", rows.toArray(String[]::new));
    }

    @Test
    void theTrainingSetIsTheOneThatThePublishedCodeDraws() {
        Dataset dataset = aptos.open();
        assertThat(dataset.name()).isEqualTo("APTOS");
        assertThat(dataset.categories()).containsExactly("APTOS");
        Category category = dataset.category("APTOS");
        // Python: random.seed(1); healthy = list(range(1005)); random.shuffle(healthy)
        assertThat(ids(category.train())).hasSize(1000).startsWith("train_images/h0944.png", "train_images/h0049.png",
                "train_images/h0959.png", "train_images/h0073.png", "train_images/h0155.png");
        assertThat(ids(category.test()).subList(0, 5)).containsExactlyInAnyOrder("train_images/h0137.png",
                "train_images/h0582.png", "train_images/h0782.png", "train_images/h0821.png", "train_images/h0867.png");
        assertThat(defects(category.test()).subList(5, 9))
                .containsExactly("mild", "moderate", "severe", "proliferative");
        assertThat(category.test()).hasSize(HEALTHY - 1000 + DISEASED);
        assertThat(category.hasMasks()).isFalse();
    }

    @Test
    void picturesAreCroppedToTheRetina() {
        Picture picture = aptos.open().category("APTOS").train().get(0).picture().get();
        assertThat(picture.width()).isEqualTo(512);
        assertThat(picture.height()).isEqualTo(512);
    }

    @Test
    void theFingerprintTellsThatPicturesAreCropped() {
        Sample first = aptos.open().category("APTOS").train().get(0);
        assertThat(first.fingerprint()).isEqualTo("/fundus1");
        assertThat(first.files()).hasSize(1);
    }

    @Test
    void aMissingImageIsNamedWithItsLine() throws IOException {
        Files.delete(image("d2"));
        assertFails("expected an image at " + image("d2") + ", as named in line 3 of " + grades()
                + "; found no such file: unpack it again or remove the line");
    }

    @Test
    void anUnknownDiagnosisIsNamedWithItsLine() {
        aptos.text("train.csv", "id_code,diagnosis", "d1,1", "d2,5");
        assertFails("expected diagnosis 0 to 4 in line 3 of " + grades() + "; found 5: correct it");
    }

    @Test
    void tooFewHealthyRetinasAreRefused() {
        aptos.text("train.csv", "id_code,diagnosis", "h0000,0", "d1,1");
        assertFails("expected more than 1000 rows of diagnosis 0 in " + grades()
                + "; found 1: use the whole of APTOS 2019");
    }

    private Path image(String id) {
        return aptos.root().resolve("train_images/" + id + ".png");
    }

    private Path grades() {
        return aptos.root().resolve("train.csv");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> aptos.open()).isInstanceOf(DataException.class).hasMessage(message);
    }
}
