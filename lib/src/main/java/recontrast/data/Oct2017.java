package recontrast.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * OCT2017 (Kermany et al., Cell 2018) as published: scans of the retina, {@code train/NORMAL} to train on and
 * {@code test/NORMAL}, {@code CNV}, {@code DME}, {@code DRUSEN} to judge; the diseased ones under {@code train} stay
 * unused.
 *
 * @param folder the folder that holds {@code train} and {@code test}
 */
record Oct2017(Folder folder) {

    private static final String NAME = "OCT2017";
    private static final String HEALTHY = "NORMAL";
    private static final List<String> DISEASES = List.of("CNV", "DME", "DRUSEN");

    static boolean isAt(Folder folder) {
        return folder.in("train", HEALTHY).exists()
                && DISEASES.stream().anyMatch(disease -> folder.in("test", disease).exists());
    }

    Category category() {
        Stream<Sample> diseased = DISEASES.stream().flatMap(disease -> folder.in("test", disease).images().stream()
                .map(scan -> folder.sample(scan, disease)));
        return new Category(NAME, NAME, folder.good(folder.in("train", HEALTHY).images()),
                Stream.concat(folder.good(folder.in("test", HEALTHY).images()).stream(), diseased).toList());
    }
}
