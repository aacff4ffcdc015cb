package recontrast.pretraining;

import java.util.random.RandomGenerator;

/**
 * A square window on an image, perhaps turned and mirrored: the affine map from a target's pixels to the source's.
 *
 * @param startX source column of the target's first pixel
 * @param startY source row of the target's first pixel
 * @param acrossX change of source column from one target column to the next
 * @param acrossY change of source row from one target column to the next
 * @param downX change of source column from one target row to the next
 * @param downY change of source row from one target row to the next
 */
record CropWindow(double startX, double startY, double acrossX, double acrossY, double downX, double downY) {

    private static final double SMALLEST = 0.6; // of the image's side
    private static final double STEEPEST = 0.35; // radians

    /** A window at a random place, of 0.6 to 1 times the side, slightly turned, mirrored either way or not. */
    static CropWindow draw(int side, int crop, RandomGenerator random) {
        double size = side * random.nextDouble(SMALLEST, 1);
        double slack = 0.5 * (side - size);
        return around(side / 2.0 + slack * random.nextDouble(-1, 1), side / 2.0 + slack * random.nextDouble(-1, 1),
                random.nextDouble(-STEEPEST, STEEPEST), size / crop * sign(random), size / crop * sign(random), crop);
    }

    /** The upright window in the middle, one source pixel a target pixel. */
    static CropWindow centre(int side, int crop) {
        return around(side / 2.0, side / 2.0, 0, 1, 1, crop);
    }

    private static CropWindow around(double x, double y, double turn, double scaleX, double scaleY, int crop) {
        double acrossX = scaleX * Math.cos(turn);
        double acrossY = scaleX * Math.sin(turn);
        double downX = -scaleY * Math.sin(turn);
        double downY = scaleY * Math.cos(turn);
        double middle = (crop - 1) / 2.0;
        return new CropWindow(x - 0.5 - middle * (acrossX + downX), y - 0.5 - middle * (acrossY + downY),
                acrossX, acrossY, downX, downY);
    }

    private static int sign(RandomGenerator random) {
        return random.nextBoolean() ? 1 : -1;
    }
}
