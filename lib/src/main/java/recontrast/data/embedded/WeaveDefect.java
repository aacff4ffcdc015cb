package recontrast.data.embedded;

/** What can go wrong with a cloth. */
enum WeaveDefect implements Defect<Weave> {

    /** One thread is worn thin, or gone, over part of its length. */
    MISSING_THREAD {
        @Override
        public Paint spoil(Weave cloth, double severity, Chance chance) {
            Point middle = cloth.toThreads(chance.between(45, 115), chance.between(45, 115));
            boolean isWarp = chance.happens(0.5);
            double thread = Math.floor(isWarp ? middle.x() : middle.y());
            double centre = isWarp ? middle.y() : middle.x();
            double half = 2 + 7 * severity * chance.between(0.7, 1.3);
            double loss = Math.min(1, 0.5 + severity);
            Field thinning = (number, along) ->
                    number == thread ? loss * Smooth.step(half, half - 0.8, Math.abs(along - centre)) : 0;
            return isWarp ? cloth.withWarp(cloth.warp().thinned(thinning))
                    : cloth.withWeft(cloth.weft().thinned(thinning));
        }
    },

    /** A liquid has left a mark that darkens and yellows the threads; the weave itself is sound. */
    STAIN {
        @Override
        public Paint spoil(Weave cloth, double severity, Chance chance) {
            Blob blot = Blob.within(30, chance.between(8, 16) + 4 * severity, 5, 0.35, chance);
            Rgb tint = Rgb.of(0xFFFFFF).mix(Rgb.of(0x8A5A30), 0.28 + 0.5 * severity);
            return cloth.stained(blot, tint);
        }
    },

    /** The threads are torn off, each at another length, and the dark ground shows. */
    HOLE {
        @Override
        public Paint spoil(Weave cloth, double severity, Chance chance) {
            Point middle = cloth.toThreads(chance.between(30, 130), chance.between(30, 130));
            double radius = 0.7 + 1.4 * severity * chance.between(0.8, 1.2);
            Blob warpTear = new Blob(middle, radius, 0.7, 0.4, chance.noise());
            Blob weftTear = new Blob(middle, radius, 0.7, 0.4, chance.noise());
            return cloth.withWarp(cloth.warp().thinned((thread, along) -> warpTear.at(thread + 0.5, along)))
                    .withWeft(cloth.weft().thinned((thread, along) -> weftTear.at(along, thread + 0.5)));
        }
    },

    /** A patch where the diagonal of the twill runs the other way. */
    MISWEAVE {
        @Override
        public Paint spoil(Weave cloth, double severity, Chance chance) {
            Point middle = cloth.toThreads(chance.between(45, 115), chance.between(45, 115));
            double width = Math.floor(1 + 3 * severity + chance.between(0, 1));
            double height = Math.floor(1 + 3 * severity + chance.between(0, 1));
            Weave.Binding sound = cloth.binding();
            return cloth.withBinding((i, j) ->
                    Math.abs(i - Math.floor(middle.x())) <= width && Math.abs(j - Math.floor(middle.y())) <= height
                            ? Math.floorMod(i + j, 4) < 2 : sound.warpOnTop(i, j));
        }
    }
}
