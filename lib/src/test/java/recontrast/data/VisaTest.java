package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisaTest {

    private static final String HEADER = "object,split,label,image,mask";
    private static final String[] ROWS = {HEADER,
        "candle,train,normal,candle/Data/Images/Normal/0836.JPG,",
        "candle,train,normal,candle/Data/Images/Normal/0451.JPG,",
        "candle,test,normal,candle/Data/Images/Normal/0001.JPG,",
        "candle,test,anomaly,candle/Data/Images/Anomaly/000.JPG,candle/Data/Masks/Anomaly/000.png",
        "pcb1,train,normal,pcb1/Data/Images/Normal/0000.JPG,"};

    @TempDir
    Path temp;
    private DatasetTree visa;

    @BeforeEach
    void asPublished() {
        visa = new DatasetTree(temp.resolve("VisA_20220922"))
                .text("split_csv/1cls.csv", ROWS)
                .text("LICENSE-DATASET", "CC BY")
                .text("candle/image_anno.csv", "image,label,mask")
                .images("candle/Data/Images/Normal/0001.JPG", "candle/Data/Images/Normal/0451.JPG",
                        "candle/Data/Images/Normal/0836.JPG", "candle/Data/Images/Normal/0999.JPG",
                        "candle/Data/Images/Anomaly/000.JPG", "pcb1/Data/Images/Normal/0000.JPG")
                .mask("candle/Data/Masks/Anomaly/000.png", 0, 1, 4, 0);
    }

    @Test
    void theSplitFileSaysWhatIsTrainedAndTestedOn() {
        Dataset dataset = visa.open();
        assertThat(dataset.name()).isEqualTo("VisA");
        assertThat(dataset.categories()).containsExactly("candle", "pcb1");
        Category candle = dataset.category("candle");
        assertThat(candle.dataset()).isEqualTo("VisA");
        assertThat(ids(candle.train()))
                .containsExactly("Data/Images/Normal/0836.JPG", "Data/Images/Normal/0451.JPG");
        assertThat(ids(candle.test())).containsExactly("Data/Images/Normal/0001.JPG", "Data/Images/Anomaly/000.JPG");
        assertThat(defects(candle.test())).containsExactly("good", "anomaly");
        assertThat(candle.test().get(1).picture().get().width()).isEqualTo(DatasetTree.WIDTH);
    }

    @Test
    void everyNumberInAMaskIsADefect() {
        Category candle = visa.open().category("candle");
        assertThat(candle.hasMasks()).isTrue();
        assertThat(candle.test().get(1).mask().orElseThrow().get().values())
                .startsWith(0, 255, 255, 0).endsWith(0, 0);
    }

    @Test
    void extensionsMayBeWrittenInAnotherCase() {
        visa.without("candle/Data/Images/Anomaly/000.JPG").images("candle/Data/Images/Anomaly/000.jpg");
        assertThat(ids(visa.open().category("candle").test())).endsWith("Data/Images/Anomaly/000.jpg");
    }

    @Test
    void aMissingImageIsNamedWithItsLine() {
        visa.without("candle/Data/Images/Normal/0451.JPG");
        assertFails("candle", "expected an image at " + visa.root().resolve("candle/Data/Images/Normal/0451.JPG")
                + ", as named in line 3 of " + split() + "; found no such file: unpack it again or remove the line");
        assertThat(visa.open().category("pcb1").train()).hasSize(1);
    }

    @Test
    void aMissingMaskIsNamedWithItsLine() {
        visa.without("candle/Data/Masks/Anomaly/000.png");
        assertFails("candle", "expected an image at " + visa.root().resolve("candle/Data/Masks/Anomaly/000.png")
                + ", as named in line 5 of " + split() + "; found no such file: unpack it again or remove the line");
    }

    @Test
    void unknownLabelsAndSplitsAreNamedWithTheirLine() {
        visa.text("split_csv/1cls.csv", HEADER, "pcb1,train,fine,pcb1/Data/Images/Normal/0000.JPG,");
        assertFails("pcb1", "expected label normal or anomaly in line 2 of " + split() + "; found fine: correct it");
        visa.text("split_csv/1cls.csv", HEADER, "pcb1,val,normal,pcb1/Data/Images/Normal/0000.JPG,");
        assertFails("pcb1", "expected split train or test in line 2 of " + split() + "; found val: correct it");
    }

    @Test
    void aMisspeltObjectIsSuggested() {
        assertFails("candel", "expected an object of " + split() + "; found candle, pcb1: did you mean candle?");
    }

    private Path split() {
        return visa.root().resolve("split_csv/1cls.csv");
    }

    private void assertFails(String category, String message) {
        Dataset dataset = visa.open();
        assertThatThrownBy(() -> dataset.category(category)).isInstanceOf(DataException.class).hasMessage(message);
    }
}
