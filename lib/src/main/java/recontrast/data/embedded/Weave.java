package recontrast.data.embedded;

/**
 * A piece of twill cloth: two systems of threads, each passing over two of the other and under two.
 *
 * <p>Good pieces differ in dye, turn, stretch, slubs (thick places of a yarn) and cloudy shade.
 *
 * @param warp    the threads that run down the picture
 * @param weft    the threads that run across it
 * @param binding which of the two lies on top at every crossing
 * @param clouds  slow changes of stretch and shade over the cloth
 */
record Weave(Placement placement, Yarn warp, Yarn weft, Binding binding, Noise clouds) implements Paint {

    /** Distance between neighbouring threads, in pixels. */
    static final double PITCH = 7.6;

    private static final Rgb ECRU = Rgb.of(0xCDBFA3);
    private static final Rgb SLATE = Rgb.of(0x5F7285);
    private static final Rgb BENEATH = Rgb.of(0x1D1A18);

    /** Brightness of a thread seen between the threads above it. */
    private static final double SUNKEN = 0.55;

    /** Which thread lies on top at a crossing of warp thread {@code i} with weft thread {@code j}. */
    @FunctionalInterface
    interface Binding {

        boolean warpOnTop(int i, int j);

        Binding TWILL = (i, j) -> Math.floorMod(i - j, 4) < 2;
    }

    static Weave woven(Chance chance) {
        return new Weave(Placement.near(2 * PITCH, 4, chance), Yarn.spun(ECRU.varied(0.04, chance), chance),
                Yarn.spun(SLATE.varied(0.04, chance), chance), Binding.TWILL, chance.noise());
    }

    /** Paints the thread on top, or the one below it, or the dark ground between the threads. */
    @Override
    public Rgb at(double x, double y) {
        Point thread = toThreads(x, y);
        int i = (int) Math.floor(thread.x());
        int j = (int) Math.floor(thread.y());
        double s = thread.x() - i - 0.5;
        double t = thread.y() - j - 0.5;
        double shade = 1 + 0.10 * clouds.at(x / 35, y / 35);
        if (binding.warpOnTop(i, j)) {
            boolean dives = !binding.warpOnTop(i, t < 0 ? j - 1 : j + 1);
            return warp.look(i, s, thread.y(), shade * lift(dives, t))
                    .or(() -> weft.look(j, t, thread.x(), shade * SUNKEN)).orElse(BENEATH);
        }
        boolean dives = binding.warpOnTop(s < 0 ? i - 1 : i + 1, j);
        return weft.look(j, t, thread.x(), shade * lift(dives, s))
                .or(() -> warp.look(i, s, thread.y(), shade * SUNKEN)).orElse(BENEATH);
    }

    /** A point of the picture counted in threads: warp threads along x, weft threads along y. */
    Point toThreads(double x, double y) {
        Point cloth = placement.toObject(x, y);
        double u = cloth.x() / PITCH + 0.35 * clouds.at(x / 60 + 50, y / 60);
        double v = cloth.y() / PITCH + 0.35 * clouds.at(x / 60, y / 60 + 50);
        return new Point(u, v);
    }

    /** How bright a thread is at {@code along} its crossing, -0.5 to 0.5: less where it is about to dive. */
    private static double lift(boolean dives, double along) {
        return dives ? 1 - 1.9 * along * along : 1;
    }

    /** One thread is worn thin, or gone, over part of its length. */
    Paint missingThread(double severity, Chance chance) {
        Point middle = toThreads(chance.between(45, 115), chance.between(45, 115));
        boolean isWarp = chance.happens(0.5);
        double thread = Math.floor(isWarp ? middle.x() : middle.y());
        double centre = isWarp ? middle.y() : middle.x();
        double half = 2 + 7 * severity * chance.between(0.7, 1.3);
        double loss = Math.min(1, 0.5 + severity);
        Field thinning = (number, along) ->
                number == thread ? loss * Smooth.step(half, half - 0.8, Math.abs(along - centre)) : 0;
        return isWarp ? thinned(thinning, weft.thinning()) : thinned(warp.thinning(), thinning);
    }

    /** A liquid has left a mark that darkens and yellows the threads; the weave itself is sound. */
    Paint stain(double severity, Chance chance) {
        Blob blot = Blob.within(30, chance.between(8, 16) + 4 * severity, 5, 0.35, chance);
        Rgb tint = Rgb.of(0xFFFFFF).mix(Rgb.of(0x8A5A30), 0.28 + 0.5 * severity);
        return stained(blot, tint);
    }

    /** The threads are torn off, each at another length, and the dark ground shows. */
    Paint hole(double severity, Chance chance) {
        Point middle = toThreads(chance.between(30, 130), chance.between(30, 130));
        double radius = 0.7 + 1.4 * severity * chance.between(0.8, 1.2);
        Blob warpTear = new Blob(middle, radius, 0.7, 0.4, chance.noise());
        Blob weftTear = new Blob(middle, radius, 0.7, 0.4, chance.noise());
        return thinned((thread, along) -> warpTear.at(thread + 0.5, along),
                (thread, along) -> weftTear.at(along, thread + 0.5));
    }

    private Weave thinned(Field ofWarp, Field ofWeft) {
        return new Weave(placement, warp.thinned(ofWarp), weft.thinned(ofWeft), binding, clouds);
    }

    /** A patch where the diagonal of the twill runs the other way. */
    Paint misweave(double severity, Chance chance) {
        Point middle = toThreads(chance.between(45, 115), chance.between(45, 115));
        double width = Math.floor(1 + 3 * severity + chance.between(0, 1));
        double height = Math.floor(1 + 3 * severity + chance.between(0, 1));
        return new Weave(placement, warp, weft, (i, j) ->
                Math.abs(i - Math.floor(middle.x())) <= width && Math.abs(j - Math.floor(middle.y())) <= height
                        ? Math.floorMod(i + j, 4) < 2 : binding.warpOnTop(i, j), clouds);
    }
}
