package recontrast.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Images with their masks, told by their names: a mask is called as its image with an ending; in a folder of masks alone
 * also without one, or it is a folder called as the image, of several that count together.
 *
 * @param truth folder of the masks
 * @param ending what a mask has behind the name of its image: {@code _mask.png}
 * @param masks those of each image, in the order of the images; none for an image without
 */
record MaskPairs(Folder truth, String ending, Map<Path, List<Path>> masks) {

    /** Of a folder of images and one of masks; neither must exist. */
    static MaskPairs of(Folder images, Folder truth, String ending) {
        return of(images, images.images(), truth, byName(truth), ending);
    }

    /** Of files in one folder, where the ending tells a mask from an image. */
    static MaskPairs beside(Folder folder, List<Path> files, String ending) {
        Predicate<Path> isMask = file -> Folder.stem(file).endsWith(suffix(ending));
        Map<String, List<Path>> byName = new TreeMap<>();
        files.stream().filter(isMask).forEach(mask -> byName.put(Folder.stem(mask), List.of(mask)));
        return of(folder, files.stream().filter(isMask.negate()).toList(), folder, byName, ending);
    }

    /** @throws DataException where a mask has no image */
    private static MaskPairs of(
            Folder folder, List<Path> images, Folder truth, Map<String, List<Path>> unpaired, String ending) {
        Map<Path, List<Path>> masks = new LinkedHashMap<>();
        for (Path image : images) {
            masks.put(image, Stream.of(Folder.stem(image) + suffix(ending), Folder.stem(image))
                    .filter(unpaired::containsKey).findFirst().map(unpaired::remove).orElse(List.of()));
        }
        unpaired.values().stream().findFirst().ifPresent(mask -> {
            throw new DataException("expected an image for the mask " + mask.get(0) + ", found none of that name in "
                    + folder.path() + ": add the image or remove the mask");
        });
        return new MaskPairs(truth, ending, masks);
    }

    private static String suffix(String ending) {
        return Folder.stem(Path.of(ending));
    }

    /** Masks by the name that an image of theirs has, or that with the ending. */
    private static Map<String, List<Path>> byName(Folder truth) {
        Map<String, List<Path>> masks = new TreeMap<>();
        truth.images().forEach(mask -> masks.put(Folder.stem(mask), List.of(mask)));
        truth.folders().stream().filter(several -> !several.images().isEmpty())
                .forEach(several -> masks.put(several.name(), several.images()));
        return masks;
    }

    /** @throws DataException where some images have a mask and others not */
    MaskPairs allOrNone() {
        return masks.values().stream().allMatch(List::isEmpty) ? this : all(", as other images there have one");
    }

    private MaskPairs all(String reason) {
        masks.keySet().stream().filter(image -> masks.get(image).isEmpty()).findFirst().ifPresent(image -> {
            throw new DataException("expected a mask for " + image + reason + "; found no " + Folder.stem(image) + ending
                    + " in " + truth.path() + ": add the mask or remove the image");
        });
        return this;
    }

    /**
     * The images as samples, defective where a mask of theirs is not empty: every mask is read.
     *
     * @param folder what the samples' ids are relative to
     * @throws DataException where an image has no mask
     */
    List<Sample> samples(Folder folder, String defect) {
        return InParallel.map(new ArrayList<>(all("").masks.keySet()), image -> {
            List<Path> marked = masks.get(image);
            boolean defective = marked.stream().map(Mask::readNumbered).anyMatch(Mask::marksAnything);
            return defective ? folder.sample(image, defect, marked, Mask::readNumbered)
                    : folder.sample(image, Sample.GOOD);
        });
    }
}
