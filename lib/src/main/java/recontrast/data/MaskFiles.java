package recontrast.data;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The files that together mark where one image is defective.
 *
 * @param files at least one
 * @param reading how a file is read
 */
record MaskFiles(List<Path> files, Function<Path, Mask> reading) {

    /** Files of black and white, or of grey that is cut in the middle. */
    static MaskFiles of(List<Path> files) {
        return new MaskFiles(files, Mask::read);
    }

    /** A file that numbers the kinds of defect, so that every value but zero marks one. */
    static MaskFiles numbered(Path file) {
        return new MaskFiles(List.of(file), Mask::readNumbered);
    }

    /** What the files mark, all of them together; refused where a size is not the image's. */
    Mask over(Path image) {
        Dimension size = ImageFile.of(image).size();
        return files.stream().map(file -> read(file, size, image)).reduce(Mask::united).orElseThrow();
    }

    private Mask read(Path file, Dimension size, Path image) {
        Mask mask = reading.apply(file);
        if (mask.width() != size.width || mask.height() != size.height) {
            throw new DataException("expected a mask of " + size.width + " x " + size.height + " pixels, as its image "
                    + image + "; found " + mask.width() + " x " + mask.height() + " in " + file
                    + ": give the mask its image's size");
        }
        return mask;
    }
}
