package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.ids;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files that say which image is what, as programs and people rewrite them. */
class UnusualSplitTest {

    private static final String HEADER = "object,split,label,image,mask\n";
    private static final String TRAIN = "nut,train,normal,nut/Data/Images/Normal/0.JPG,\n";
    private static final String TEST =
            "nut,test,anomaly,nut/Data/Images/Anomaly/0.JPG,nut/Data/Masks/Anomaly/0.png\n";

    @TempDir
    Path temp;
    private DatasetTree visa;

    @BeforeEach
    void imagesOnly() {
        visa = new DatasetTree(temp.resolve("VisA")).images("nut/Data/Images/Normal/0.JPG",
                "nut/Data/Images/Anomaly/0.JPG").mask("nut/Data/Masks/Anomaly/0.png", 1)
                .images("other/1.JPG");
        TestImages.grey(temp.resolve("outside.JPG"), 4, 3, 1);
    }

    private Category nut(String split) {
        return nut(split.getBytes(StandardCharsets.UTF_8));
    }

    private Category nut(byte[] split) {
        try {
            Files.createDirectories(visa.root().resolve("split_csv"));
            Files.write(split(), split);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return visa.open().category("nut");
    }

    private Path split() {
        return visa.root().resolve("split_csv/1cls.csv");
    }

    private void assertRefused(String split, String... parts) {
        assertThatThrownBy(() -> nut(split)).isInstanceOf(DataException.class).message()
                .hasLineCount(1)
                .startsWith("expected ")
                .contains(parts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', value = {
        "as published, object",
        "byte order mark, `\\uFEFFobject`",
        "blanks around names, ` object `",
        "quoted names, `\"object\"`"})
    void readsTheFirstColumnHowever(String name, String first) {
        String header = HEADER.replace("object", first.replace("\\uFEFF", "\uFEFF"));
        Category nut = nut(header + TRAIN + TEST);
        assertThat(ids(nut.train())).containsExactly("Data/Images/Normal/0.JPG");
        assertThat(nut.test().get(0).mask().orElseThrow().get().values()).startsWith(255, 0);
    }

    @Test
    void readsLineEndsOfWindowsAndQuotes() {
        String split = (HEADER + "\"nut\",\"train\",\"normal\",\"nut/Data/Images/Normal/0.JPG\",\"\"\n" + TEST)
                .replace("\n", "\r\n");
        assertThat(nut(split).train()).hasSize(1);
        assertThat(nut(split).hasMasks()).isTrue();
    }

    @Test
    void readsColumnsInAnotherOrderWithMoreOfThem() {
        Category nut = nut("id,mask,image,label,split,object\n7,,nut/Data/Images/Normal/0.JPG,normal,train,nut\n");
        assertThat(nut.train()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "split", "label", "image", "mask"})
    void namesAMissingColumn(String column) {
        assertRefused(HEADER.replace(column, "x") + TRAIN, "in line 1 of " + split(), ": add " + column);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "climbs out, nut/../../outside.JPG, expected the name of an image under",
        "climbs out at once, ../outside.JPG, expected the name of an image under",
        "climbs far out, ../../../../../../../../etc/hostname, expected the name of an image under",
        "absolute, /etc/hostname.JPG, expected the name of an image under",
        "of another object, other/1.JPG, expected an image under its object nut",
        "of another object in a roundabout way, nut/../other/1.JPG, expected an image",
        "a folder, nut/Data, expected an image at",
        "of another extension, nut/Data/Images/Normal/0.txt, expected an image at",
        "missing, nut/Data/Images/Normal/9.JPG, found no such file: unpack it again or remove the line",
        "blank, , expected an image at"})
    void refusesANameThatIs(String name, String image, String part) {
        String row = "nut,train,normal," + (image == null ? "" : image) + ",\n";
        assertRefused(HEADER + row, part, "in line 2 of " + split());
    }

    @Test
    void refusesAMaskOutside() {
        assertRefused(HEADER + TRAIN + TEST.replace("nut/Data/Masks/Anomaly/0.png", "../outside.JPG"),
                "expected the name of an image under", "in line 3 of " + split());
    }

    @Test
    void refusesANameThatNoFileCanHave() {
        assertRefused(HEADER + TRAIN.replace("0.JPG", "\0.JPG"), "expected the name of an image under");
    }

    @Test
    void refusesAnUnclosedQuote() {
        assertRefused(HEADER + "\"nut,train,normal,nut/Data/Images/Normal/0.JPG,\n" + TEST, split().toString());
    }

    @Test
    void refusesARowTooLong() {
        assertRefused(HEADER + TRAIN.replace("\n", ",and,more\n"), "line 2 of " + split());
    }

    @Test
    void refusesARowTooShort() {
        assertRefused(HEADER + "nut,train\n", "expected label normal or anomaly in line 2", "found nothing");
    }

    @Test
    void refusesASplitWithoutTrainingImages() {
        assertRefused(HEADER + TEST, "expected good training images in nut, found none");
    }

    @Test
    void refusesDefectsToTrainOn() {
        assertRefused(HEADER + TEST.replace("test", "train"), "expected only good images to train on in nut");
    }

    @Test
    void refusesAnotherKindOfFile() {
        for (byte[] bytes : List.of(new byte[0], new byte[1000], "\u0089PNG\r\n".getBytes(StandardCharsets.ISO_8859_1),
                "{\"object\": 1}".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> nut(bytes)).isInstanceOf(DataException.class).message().hasLineCount(1)
                    .startsWith("expected ").contains(split().toString());
        }
    }

    /** As a spreadsheet saves it: understood or refused, never misread. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void readsOrRefusesSixteenBitText(String charset) {
        try {
            assertThat(nut((HEADER + TRAIN).getBytes(Charset.forName(charset))).train()).hasSize(1);
        } catch (DataException refused) {
            assertThat(refused.getMessage()).hasLineCount(1).contains(split().toString());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "no column of grades| id_code,level~a,0~| expected the columns id_code, diagnosis in line 1",
        "a grade in words| id_code,diagnosis~a,mild~| expected a whole number as diagnosis in line 2",
        "a grade below zero| id_code,diagnosis~a,-1~| expected a whole number as diagnosis in line 2",
        "a grade above four| id_code,diagnosis~a,5~| expected diagnosis 0 to 4 in line 2",
        "a grade of many digits| id_code,diagnosis~a,99999999999~| expected a whole number",
        "a name that climbs out| id_code,diagnosis~../../outside,0~| expected the name of an image under",
        "a missing image| id_code,diagnosis~b,0~| found no such file"})
    void refusesGradesOfAptosWith(String name, String grades, String part) {
        DatasetTree aptos = new DatasetTree(temp.resolve("aptos")).images("train_images/a.png")
                .text("train.csv", grades.split("~"));
        assertThatThrownBy(aptos::open).isInstanceOf(DataException.class).message().hasLineCount(1)
                .contains(part, "train.csv");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "no column of nevi| image,MEL,BCC,AKIEC,BKL,DF,VASC~a,0,0,0,0,0,0~| expected the columns image, MEL, NV",
        "two kinds| image,MEL,NV,BCC,AKIEC,BKL,DF,VASC~a,1,1,0,0,0,0,0~| found MEL and NV",
        "words for numbers| image,MEL,NV,BCC,AKIEC,BKL,DF,VASC~a,no,yes,0,0,0,0,0~| expected a whole number as MEL",
        "an absolute name| image,MEL,NV,BCC,AKIEC,BKL,DF,VASC~/etc/a,0,1,0,0,0,0,0~| expected the name of an image",
        "a missing image| image,MEL,NV,BCC,AKIEC,BKL,DF,VASC~b,0,1,0,0,0,0,0~| found no such file"})
    void refusesKindsOfIsicWith(String name, String kinds, String part) {
        DatasetTree isic = new DatasetTree(temp.resolve("isic")).images("ISIC2018_Task3_Training_Input/a.jpg")
                .text("ISIC2018_Task3_Training_GroundTruth/ISIC2018_Task3_Training_GroundTruth.csv", kinds.split("~"));
        assertThatThrownBy(isic::open).isInstanceOf(DataException.class).message().hasLineCount(1)
                .contains(part, "Training_GroundTruth.csv");
    }

    @ParameterizedTest(name = "semicolons and tabs: {0}")
    @ValueSource(strings = {";", "\t"})
    void refusesAnotherSeparator(String separator) {
        assertRefused((HEADER + TRAIN).replace(",", separator), "expected the columns", "in line 1 of " + split());
    }
}
