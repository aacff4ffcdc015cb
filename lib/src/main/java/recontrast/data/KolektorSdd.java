package recontrast.data;

import java.util.ArrayList;
import java.util.List;

/**
 * KolektorSDD (Tabernik et al., Journal of Intelligent Manufacturing 2020) as published: commutators {@code kosNN}, each
 * with images {@code PartN.jpg} and, for each, {@code PartN_label.bmp}, which is black where there is no defect.
 *
 * <p>Its authors split it into three folds for training on defective images too, and publish no split for training on good
 * ones. This is that of anomalib (2.7), by scikit-learn's {@code train_test_split} with seed 42: four fifths of the good
 * images are trained on, the others and all defective ones are the test.
 *
 * @param folder the folder that holds the commutators
 */
record KolektorSdd(Folder folder) {

    private static final String NAME = "KolektorSDD";
    private static final String ENDING = "_label.bmp";
    private static final int SEED = 42;

    static boolean isAt(Folder folder) {
        return folder.folders().stream()
                .anyMatch(item -> item.name().startsWith("kos") && !item.files(ENDING).isEmpty());
    }

    Category category() {
        List<Sample> good = new ArrayList<>();
        List<Sample> defective = new ArrayList<>();
        folder.folders().stream()
                .flatMap(item -> MaskPairs.beside(item, item.images(), ENDING).samples(folder, "defect").stream())
                .forEach(sample -> (sample.anomalous() ? defective : good).add(sample));
        List<Sample> drawn = PythonShuffle.byNumpy(good, SEED);
        int held = drawn.size() - drawn.size() * 4 / 5;
        List<Sample> test = new ArrayList<>(drawn.subList(0, held));
        test.addAll(defective);
        return new Category(NAME, NAME, drawn.subList(held, drawn.size()), test);
    }
}
