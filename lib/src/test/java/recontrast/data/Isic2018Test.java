package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Isic2018Test {

    private static final String HEADER = "image,MEL,NV,BCC,AKIEC,BKL,DF,VASC";
    private static final String TRAINING =
            "ISIC2018_Task3_Training_GroundTruth/ISIC2018_Task3_Training_GroundTruth.csv";
    private static final String VALIDATION =
            "ISIC2018_Task3_Validation_GroundTruth/ISIC2018_Task3_Validation_GroundTruth.csv";

    @TempDir
    Path temp;
    private DatasetTree isic;

    @BeforeEach
    void asPublished() {
        isic = new DatasetTree(temp.resolve("isic"))
                .text(TRAINING, HEADER, "ISIC_0024306,0.0,1.0,0.0,0.0,0.0,0.0,0.0",
                        "ISIC_0024307,0.0,1.0,0.0,0.0,0.0,0.0,0.0", "ISIC_0024310,1.0,0.0,0.0,0.0,0.0,0.0,0.0")
                .text(VALIDATION, HEADER, "ISIC_0034321,0.0,0.0,0.0,0.0,1.0,0.0,0.0",
                        "ISIC_0034322,0.0,1.0,0.0,0.0,0.0,0.0,0.0", "ISIC_0034323,0.0,0.0,0.0,0.0,0.0,0.0,1.0")
                .text("ISIC2018_Task3_Training_Input/LICENSE.txt", "CC BY-NC")
                .images("ISIC2018_Task3_Training_Input/ISIC_0024306.jpg",
                        "ISIC2018_Task3_Training_Input/ISIC_0024307.jpg",
                        "ISIC2018_Task3_Validation_Input/ISIC_0034321.jpg",
                        "ISIC2018_Task3_Validation_Input/ISIC_0034322.jpg",
                        "ISIC2018_Task3_Validation_Input/ISIC_0034323.jpg",
                        "ISIC2018_Task3_Test_Input/ISIC_0034524.jpg");
    }

    @Test
    void neviOfTheTrainingSplitAreTrainedOnAndTheValidationSplitTested() {
        Dataset dataset = isic.open();
        assertThat(dataset.name()).isEqualTo("ISIC2018");
        Category category = dataset.category("ISIC2018");
        assertThat(ids(category.train())).containsExactly("ISIC2018_Task3_Training_Input/ISIC_0024306.jpg",
                "ISIC2018_Task3_Training_Input/ISIC_0024307.jpg");
        assertThat(defects(category.test())).containsExactly("BKL", "good", "VASC");
        assertThat(ids(category.test())).startsWith("ISIC2018_Task3_Validation_Input/ISIC_0034321.jpg");
    }

    @Test
    void aLesionOfNoOrTwoKindsIsNamedWithItsLine() {
        isic.text(VALIDATION, HEADER, "ISIC_0034321,1.0,0.0,0.0,0.0,1.0,0.0,0.0");
        assertFails("expected a 1 for one of MEL, NV, BCC, AKIEC, BKL, DF, VASC in line 2 of "
                + isic.root().resolve(VALIDATION) + "; found MEL and BKL: correct it");
        isic.text(VALIDATION, HEADER, "ISIC_0034321,0.0,0.0,0.0,0.0,0.0,0.0,0.0");
        assertFails("expected a 1 for one of MEL, NV, BCC, AKIEC, BKL, DF, VASC in line 2 of "
                + isic.root().resolve(VALIDATION) + "; found nothing: correct it");
    }

    @Test
    void aMissingTruthIsNamed() {
        isic.without(TRAINING);
        assertFails("expected the file " + isic.root().resolve(TRAINING) + "; found none: unpack the data set again");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> isic.open()).isInstanceOf(DataException.class).hasMessage(message);
    }
}
