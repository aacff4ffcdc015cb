package recontrast.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * DAGM 2007 (competition on industrial optical inspection) as published: textures {@code ClassN} with images in
 * {@code Train} and {@code Test}, and in {@code Label} under either a mask {@code NAME_label.PNG}, an ellipse, for each
 * defective one.
 *
 * <p>The split is the competition's own, of whose training images the defective ones stay unused, as they must where only
 * good ones are learnt from.
 *
 * @param folder the folder that holds the textures
 */
record Dagm(Folder folder) {

    private static final String NAME = "DAGM";
    private static final String MASKS = "Label";
    private static final String ENDING = "_label.PNG";

    static boolean isAt(Folder folder) {
        return folder.folders().stream().anyMatch(Dagm::isTexture);
    }

    private static boolean isTexture(Folder folder) {
        return folder.in("Train", MASKS).exists();
    }

    Dataset dataset() {
        List<String> names = folder.folders().stream().filter(Dagm::isTexture).map(Folder::name).toList();
        return Dataset.of(NAME, names, this::category, name -> "expected a texture with Train/Label under " + folder.path()
                + "; found " + new DidYouMean(names).insteadOf(name));
    }

    private Category category(String name) {
        Folder texture = folder.in(name);
        Map<Path, List<Path>> train = masks(texture.in("Train"));
        Stream<Path> good = train.keySet().stream().filter(image -> train.get(image).isEmpty());
        Map<Path, List<Path>> test = masks(texture.in("Test"));
        return new Category(NAME, name, texture.good(good.toList()), test.entrySet().stream()
                .map(each -> sample(texture, each.getKey(), each.getValue())).toList());
    }

    private static Sample sample(Folder texture, Path image, List<Path> masks) {
        return masks.isEmpty() ? texture.sample(image, Sample.GOOD)
                : texture.sample(image, "defect", masks, Mask::read);
    }

    /** @throws DataException where there is no mask at all, so that nothing would tell what is defective */
    private static Map<Path, List<Path>> masks(Folder images) {
        Folder truth = images.in(MASKS);
        Map<Path, List<Path>> masks = MaskPairs.of(images, truth, ENDING).masks();
        if (masks.values().stream().allMatch(List::isEmpty)) {
            throw new DataException("expected masks of the defective images of " + images.path() + " in " + truth.path()
                    + "; found none: unpack the data set again");
        }
        return masks;
    }
}
