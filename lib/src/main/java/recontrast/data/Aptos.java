package recontrast.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * APTOS 2019 as published: {@code train.csv} grades the retinas of {@code train_images} from 0, healthy, to 4; its own
 * test images have no public grade and stay unused. Pictures are cropped to the retina, see {@link FundusCrop}.
 *
 * <p>As in the published code, 1,000 healthy retinas are drawn to train on; the others and all diseased ones are the
 * test.
 *
 * @param folder the folder that holds both
 */
record Aptos(Folder folder) {

    private static final String NAME = "APTOS";
    private static final String GRADES = "train.csv";
    private static final String IMAGES = "train_images";
    private static final List<String> DISEASES = List.of("mild", "moderate", "severe", "proliferative"); // from grade 1
    private static final int TRAIN = 1000;
    private static final int PUBLISHED_SEED = 1;

    static boolean isAt(Folder folder) {
        return folder.holds(GRADES) && folder.in(IMAGES).exists();
    }

    Category category() {
        List<CsvRow> grades = CsvRow.read(folder.path().resolve(GRADES), "id_code", "diagnosis");
        List<Sample> good = new ArrayList<>();
        List<Sample> defective = new ArrayList<>();
        NamedImages images = new NamedImages(folder.in(IMAGES));
        for (CsvRow row : grades) {
            Sample sample = sample(row, images);
            (sample.anomalous() ? defective : good).add(sample);
        }
        if (good.size() <= TRAIN) {
            throw new DataException("expected more than " + TRAIN + " rows of diagnosis 0 in "
                    + folder.path().resolve(GRADES) + "; found " + good.size() + ": use the whole of APTOS 2019");
        }
        List<Sample> drawn = PythonShuffle.byRandom(good, PUBLISHED_SEED);
        List<Sample> test = new ArrayList<>(drawn.subList(TRAIN, drawn.size()));
        test.addAll(defective);
        return new Category(NAME, NAME, drawn.subList(0, TRAIN), test);
    }

    private Sample sample(CsvRow row, NamedImages images) {
        int grade = row.integer("diagnosis");
        if (grade > DISEASES.size()) {
            throw row.fault("expected diagnosis 0 to " + DISEASES.size(), String.valueOf(grade), "correct it");
        }
        Path image = images.find(row.get("id_code") + ".png", row);
        Sample whole = folder.sample(image, grade == 0 ? Sample.GOOD : DISEASES.get(grade - 1));
        return new Sample(whole.id(), whole.defect(), () -> FundusCrop.of(image), whole.mask(), whole.files(),
                FundusCrop.VERSION, whole.origin());
    }
}
