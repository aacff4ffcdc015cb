package recontrast.model;

import java.util.List;

/**
 * What an image has come to, on paper, when it is a feature map.
 *
 * @param channels of the map
 * @param height of the map, in points
 * @param width of the map
 * @param macs multiply-accumulates so far; those of normalisation and nonlinearity, which have few, are left out
 * @param windowMacs the same as counters do that take each output point of a transposed convolution for a whole window
 * @param kept numbers so far in the tensors that a training step keeps to its end: what every operation puts out
 */
record Profile(long channels, int height, int width, long macs, long windowMacs, long kept) {

    /** A map that is there. */
    static Profile of(long channels, int height, int width) {
        return new Profile(channels, height, width, 0, 0, 0);
    }

    /** The same map, as if it were there. */
    Profile given() {
        return of(channels, height, width);
    }

    /** Numbers in the map. */
    long points() {
        return channels * height * width;
    }

    /** After a convolution, each number of whose map is the sum of so many products. */
    Profile convolved(long out, int outHeight, int outWidth, long products) {
        return convolved(out, outHeight, outWidth, products, products);
    }

    /** After a convolution whose window holds more weights than there are products. */
    Profile convolved(long out, int outHeight, int outWidth, long products, long window) {
        long points = out * outHeight * outWidth;
        return new Profile(out, outHeight, outWidth,
                macs + points * products, windowMacs + points * window, kept + points);
    }

    /** After an operation that changes the numbers of the map alone. */
    Profile mapped() {
        return convolved(channels, height, width, 0);
    }

    /** The same map, with what was computed for another one too. */
    Profile and(Profile other) {
        return new Profile(channels, height, width,
                macs + other.macs, windowMacs + other.windowMacs, kept + other.kept);
    }

    /** Maps of one size joined, the channels of one behind those of the other. */
    static Profile joined(List<Profile> maps) {
        long channels = maps.stream().mapToLong(Profile::channels).sum();
        return maps.stream().reduce(of(channels, maps.get(0).height, maps.get(0).width), Profile::and).mapped();
    }
}
