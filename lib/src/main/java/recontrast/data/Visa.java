package recontrast.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * VisA (Zou et al., ECCV 2022) as published: {@code OBJECT/Data/Images/Normal}, {@code Anomaly} and
 * {@code Data/Masks/Anomaly}, split for training on normal images by {@code split_csv/1cls.csv}.
 *
 * <p>Masks number the kinds of defect from 1; all count as {@code anomaly}.
 *
 * @param folder the folder that holds the objects
 * @param split the rows of the split file
 */
record Visa(Folder folder, List<CsvRow> split) {

    private static final String NAME = "VisA";
    private static final String SPLIT = "split_csv/1cls.csv";

    static boolean isAt(Folder folder) {
        return folder.holds(SPLIT);
    }

    static Dataset at(Folder folder) {
        return new Visa(folder, CsvRow.read(folder.path().resolve(SPLIT), "object", "split", "label", "image", "mask"))
                .dataset();
    }

    private Dataset dataset() {
        List<String> objects = split.stream().map(row -> row.get("object")).distinct().toList();
        return Dataset.of(NAME, objects, this::category, name -> "expected an object of " + folder.path().resolve(SPLIT)
                + "; found " + new DidYouMean(objects).insteadOf(name));
    }

    private Category category(String name) {
        List<CsvRow> rows = split.stream().filter(row -> row.get("object").equals(name)).toList();
        rows.forEach(Visa::refuseUnknown);
        NamedImages images = new NamedImages(folder);
        return new Category(NAME, name, samples("train", rows, images), samples("test", rows, images));
    }

    private static void refuseUnknown(CsvRow row) {
        refuseUnless(List.of("train", "test"), "split", row);
        refuseUnless(List.of("normal", "anomaly"), "label", row);
    }

    private static void refuseUnless(List<String> known, String column, CsvRow row) {
        if (!known.contains(row.get(column))) {
            throw row.fault("expected " + column + " " + String.join(" or ", known), row.get(column), "correct it");
        }
    }

    private List<Sample> samples(String part, List<CsvRow> rows, NamedImages images) {
        return rows.stream().filter(row -> row.get("split").equals(part)).map(row -> sample(row, images)).toList();
    }

    private Sample sample(CsvRow row, NamedImages images) {
        Folder object = folder.in(row.get("object"));
        Path image = images.find(row.get("image"), row);
        if (!image.startsWith(object.path())) {
            throw row.fault("expected an image under its object " + row.get("object"), row.get("image"), "correct it");
        }
        if (row.get("label").equals("normal")) {
            return object.sample(image, Sample.GOOD);
        }
        List<Path> masks = Stream.of(row.get("mask")).filter(mask -> !mask.isEmpty())
                .map(mask -> images.find(mask, row)).toList();
        return object.sample(image, row.get("label"), masks, Mask::readNumbered);
    }
}
