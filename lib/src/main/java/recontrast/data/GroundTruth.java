package recontrast.data;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The masks of one kind of defect.
 *
 * @param masks folder of the masks, each called {@code NAME_mask} or {@code NAME}; absent where there are none
 * @param test folder of the images they belong to
 */
record GroundTruth(Folder masks, Folder test) {

    private static final String SUFFIX = "_mask";

    /**
     * The mask of each image; no mask at all is allowed.
     *
     * @throws DataException where a mask has no image, or some images have one and others not
     */
    Map<Path, Path> pairedWith(List<Path> images) {
        Map<String, Path> byStem = new TreeMap<>();
        masks.images().forEach(mask -> byStem.put(Folder.stem(mask), mask));
        Map<Path, Path> pairs = new HashMap<>();
        for (Path image : images) {
            Stream.of(Folder.stem(image) + SUFFIX, Folder.stem(image))
                    .filter(byStem::containsKey)
                    .findFirst()
                    .ifPresent(stem -> pairs.put(image, byStem.remove(stem)));
        }
        byStem.values().stream().findFirst().ifPresent(this::refuseMask);
        if (!pairs.isEmpty()) {
            images.stream().filter(image -> !pairs.containsKey(image)).findFirst().ifPresent(this::refuseImage);
        }
        return pairs;
    }

    /** The mask in a file, refused where its size is not its image's. */
    static Mask mask(Path file, Path image) {
        Mask mask = Mask.read(file);
        Dimension size = ImageFile.of(image).size();
        if (mask.width() != size.width || mask.height() != size.height) {
            throw new DataException("expected a mask of " + size.width + " x " + size.height + " pixels, as its image "
                    + image + "; found " + mask.width() + " x " + mask.height() + " in " + file
                    + ": give the mask its image's size");
        }
        return mask;
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
