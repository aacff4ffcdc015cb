package recontrast.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The masks of one kind of defect.
 *
 * @param masks folder of the masks, each called {@code NAME_mask} or {@code NAME}, or a folder {@code NAME} of
 *        several that count together; absent where there are none
 * @param test folder of the images they belong to
 */
record GroundTruth(Folder masks, Folder test) {

    private static final String SUFFIX = "_mask";

    /**
     * The mask of each image; no mask at all is allowed.
     *
     * @throws DataException where a mask has no image, or some images have one and others not
     */
    Map<Path, MaskFiles> pairedWith(List<Path> images) {
        Map<String, List<Path>> byStem = byStem();
        Map<Path, MaskFiles> pairs = new HashMap<>();
        for (Path image : images) {
            Stream.of(Folder.stem(image) + SUFFIX, Folder.stem(image))
                    .filter(byStem::containsKey)
                    .findFirst()
                    .ifPresent(stem -> pairs.put(image, MaskFiles.of(byStem.remove(stem))));
        }
        byStem.values().stream().findFirst().ifPresent(unpaired -> refuseMask(unpaired.get(0)));
        if (!pairs.isEmpty()) {
            images.stream().filter(image -> !pairs.containsKey(image)).findFirst().ifPresent(this::refuseImage);
        }
        return pairs;
    }

    private Map<String, List<Path>> byStem() {
        Map<String, List<Path>> byStem = new TreeMap<>();
        masks.images().forEach(mask -> byStem.put(Folder.stem(mask), List.of(mask)));
        masks.folders().stream()
                .filter(several -> !several.images().isEmpty())
                .forEach(several -> byStem.put(several.name(), several.images()));
        return byStem;
    }

    private void refuseMask(Path mask) {
        throw new DataException("expected an image for the mask " + mask + ", found none of that name in "
                + test.path() + ": add the image or remove the mask");
    }

    private void refuseImage(Path image) {
        throw new DataException("expected a mask for " + image + ", as other images there have one; found no "
                + Folder.stem(image) + SUFFIX + ".png in " + masks.path() + ": add the mask or remove the image");
    }
}
