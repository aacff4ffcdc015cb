package recontrast.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * KolektorSDD2 (Bozic et al., Computers in Industry 2021) as published: {@code train} and {@code test} hold images
 * {@code NAME.png} and, for each, {@code NAME_GT.png}, which is black where there is no defect.
 *
 * <p>The split is the authors' own, of whose training images the defective ones stay unused, as they must where only good
 * ones are learnt from. A second {@code 10301} that is published too, called a copy, is left out.
 *
 * @param folder the folder that holds both
 */
record KolektorSdd2(Folder folder) {

    private static final String NAME = "KolektorSDD2";
    private static final String ENDING = "_GT.png";

    static boolean isAt(Folder folder) {
        return !folder.in("train").files(ENDING).isEmpty();
    }

    Category category() {
        List<Sample> good = samples("train").stream().filter(Predicate.not(Sample::anomalous)).toList();
        return new Category(NAME, NAME, good, samples("test"));
    }

    private List<Sample> samples(String part) {
        Folder there = folder.in(part);
        List<Path> files = there.images().stream().filter(file -> !Folder.stem(file).endsWith("(copy)")).toList();
        return MaskPairs.beside(there, files, ENDING).samples(folder, "defect");
    }
}
