package recontrast.data;

import java.util.Optional;

/**
 * A sample ready for batches.
 *
 * @param planes (3, S, S), so that batches need no transposing
 * @param mask (S, S), where the sample has one
 */
record PreparedImage(byte[] planes, Optional<boolean[]> mask) {

    static PreparedImage of(Sample sample, Resolution resolution, MaskRule rule) {
        int resize = resolution.resize();
        int crop = resolution.crop();
        Picture picture = sample.picture().get().resized(resize, resize).centreCropped(crop);
        Optional<boolean[]> mask = sample.mask().map(load -> load.get().prepared(resize, crop, rule));
        return new PreparedImage(planes(picture.rgb()), mask);
    }

    Picture picture(int side) {
        byte[] rgb = new byte[planes.length];
        int plane = side * side;
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = planes[i % Picture.CHANNELS * plane + i / Picture.CHANNELS];
        }
        return new Picture(side, side, rgb);
    }

    private static byte[] planes(byte[] rgb) {
        byte[] planes = new byte[rgb.length];
        int plane = rgb.length / Picture.CHANNELS;
        for (int i = 0; i < rgb.length; i++) {
            planes[i % Picture.CHANNELS * plane + i / Picture.CHANNELS] = rgb[i];
        }
        return planes;
    }
}
