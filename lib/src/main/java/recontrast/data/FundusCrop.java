package recontrast.data;

import java.nio.file.Path;

/**
 * The square about the retina of a fundus photograph, black where it reaches over the edge, as the published code
 * cuts it from the images of APTOS 2019.
 *
 * <p>The retina is the largest region of pixels whose red, green and blue add up to more than 30; the square is
 * centred on the mean of its pixels, as wide as the retina's longer side and 5 pixels more on every side, and scaled to
 * 512 x 512 without antialiasing, as OpenCV does.
 */
final class FundusCrop {

    /** Part of the fingerprint of cropped images: changes when the same file gives another picture. */
    static final String VERSION = "/fundus1";

    private static final int THRESHOLD = 30;
    private static final int MARGIN = 5;
    private static final int SIDE = 512;

    private FundusCrop() { }

    /**
     * The cropped picture of a file.
     *
     * @throws DataException where the file is no picture, or black
     */
    static Picture of(Path file) {
        Picture picture = Picture.read(file);
        BrightRegion retina = BrightRegion.largest(picture, THRESHOLD).orElseThrow(() -> new DataException(
                "expected a retina in " + file + "; found no pixel with a sum of red, green and blue above " + THRESHOLD
                        + ": take it out"));
        return around(retina, picture);
    }

    private static Picture around(BrightRegion retina, Picture picture) {
        double reach = retina.extent() / 2.0;
        int top = (int) (retina.centreRow() - reach) - MARGIN; // towards zero, as a cast does in the published code
        int left = (int) (retina.centreColumn() - reach) - MARGIN;
        int bottom = (int) (retina.centreRow() + reach) + MARGIN;
        int right = (int) (retina.centreColumn() + reach) + MARGIN;
        return picture.window(left, top, right - left, bottom - top).interpolated(SIDE, SIDE);
    }
}
