package recontrast.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * Task 3 of ISIC 2018 as published: skin lesions of seven kinds, in {@code ISIC2018_Task3_SPLIT_Input} and, one-hot,
 * {@code ISIC2018_Task3_SPLIT_GroundTruth}.
 *
 * <p>As in the published code, nevi (NV) are what is normal: those of the split Training to train on, and the whole
 * split Validation is the test; the split Test stays unused.
 *
 * @param folder the folder that holds them
 */
record Isic2018(Folder folder) {

    private static final String NAME = "ISIC2018";
    private static final String NORMAL = "NV";
    private static final List<String> KINDS = List.of("MEL", NORMAL, "BCC", "AKIEC", "BKL", "DF", "VASC");
    private static final String[] COLUMNS = Stream.concat(Stream.of("image"), KINDS.stream()).toArray(String[]::new);

    static boolean isAt(Folder folder) {
        return folder.in(images("Training")).exists();
    }

    Category category() {
        return new Category(NAME, NAME, samples("Training", List.of(NORMAL)), samples("Validation", KINDS));
    }

    private static String images(String split) {
        return "ISIC2018_Task3_" + split + "_Input";
    }

    private List<Sample> samples(String split, List<String> wanted) {
        String truth = "ISIC2018_Task3_" + split + "_GroundTruth";
        NamedImages images = new NamedImages(folder.in(images(split)));
        return CsvRow.read(folder.in(truth).path().resolve(truth + ".csv"), COLUMNS).stream()
                .filter(row -> wanted.contains(kind(row)))
                .map(row -> folder.sample(images.find(row.get("image") + ".jpg", row),
                        kind(row).equals(NORMAL) ? Sample.GOOD : kind(row)))
                .toList();
    }

    private static String kind(CsvRow row) {
        List<String> marked = KINDS.stream().filter(kind -> row.integer(kind) != 0).toList();
        if (marked.size() != 1) {
            throw row.fault("expected a 1 for one of " + String.join(", ", KINDS), String.join(" and ", marked),
                    "correct it");
        }
        return marked.get(0);
    }
}
