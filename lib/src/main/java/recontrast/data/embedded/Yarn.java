package recontrast.data.embedded;

import java.util.Optional;

/**
 * One system of parallel threads; lengths in thread distances.
 *
 * @param thinning share of its thickness that a thread has lost at (thread number, place along it): 1 where it is gone
 */
record Yarn(Rgb colour, Noise irregular, Noise fibre, Field thinning) {

    private static final double HALF_WIDTH = 0.46;

    static Yarn spun(Rgb colour, Chance chance) {
        return new Yarn(colour, chance.noise(), chance.noise(), (thread, along) -> 0);
    }

    /** The same threads, thinner where {@code thinning} says so. */
    Yarn thinned(Field thinning) {
        return new Yarn(colour, irregular, fibre, thinning);
    }

    /**
     * Colour of a thread near its middle line, or nothing beside it.
     *
     * @param across from the middle line, in thread distances
     * @param along  place along the thread, in thread distances
     * @param light  how bright the thread is at this place
     */
    Optional<Rgb> look(int thread, double across, double along, double light) {
        double height = height(thread, across, along);
        if (height == 0) {
            return Optional.empty();
        }
        double round = 0.38 + 0.62 * height - 0.22 * across;
        return Optional.of(colour.times(light * round * (1 + tone(thread, along) + twist(thread, across, along))));
    }

    /** Height of a thread's round surface, 1 on its middle line and 0 beside the thread. */
    private double height(int thread, double across, double along) {
        double place = across - 0.07 * irregular.along(along / 5, thread);
        double width = HALF_WIDTH * thickness(thread, along);
        double off = place / Math.max(width, 1e-6);
        return Math.max(0, 1 - off * off);
    }

    private double tone(int thread, double along) {
        return 0.16 * slub(thread, along) + 0.09 * irregular.lattice(thread, 5000)
                + 0.05 * irregular.along(along / 3, thread + 1000);
    }

    private double twist(int thread, double across, double along) {
        return 0.09 * Smooth.wave(2.2 * along + 1.6 * across) + 0.10 * fibre.at(9 * along, 9 * across + 50 * thread);
    }

    /** Thickness of a thread against the usual: rarely much more (a slub), less where it is thinned. */
    private double thickness(int thread, double along) {
        double even = 1 + 0.10 * irregular.along(along / 2, thread + 2000);
        return (even + 0.35 * slub(thread, along)) * (1 - thinning.at(thread, along));
    }

    private double slub(int thread, double along) {
        return Smooth.step(0.72, 0.92, irregular.along(along / 3.5, thread + 3000));
    }
}
