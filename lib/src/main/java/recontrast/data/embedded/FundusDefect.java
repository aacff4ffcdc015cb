package recontrast.data.embedded;

/** Signs of disease on a retina. */
enum FundusDefect implements Defect<Fundus> {

    /** Clusters of small, sharp, yellow deposits. */
    EXUDATE {
        @Override
        public Paint spoil(Fundus eye, double severity, Chance chance) {
            Stencil deposits = new Stencil();
            Point cluster = besideDisc(eye, chance);
            int count = 3 + (int) (22 * severity);
            for (int i = 0; i < count; i++) {
                Point spot = cluster.polar(chance.between(0, 2 * Math.PI), chance.between(0, 8 + 14 * severity));
                double radius = chance.between(0.5, 1.0 + 1.2 * severity);
                deposits.dot(spot, radius, chance.between(0.6, 0.95) * eye.inView(spot));
            }
            return eye.covered(deposits, (x, y) -> LIPID);
        }
    },

    /** Dark red blots of blood. */
    HAEMORRHAGE {
        @Override
        public Paint spoil(Fundus eye, double severity, Chance chance) {
            Paint bleeding = eye;
            int count = 1 + (int) (6 * severity);
            for (int i = 0; i < count; i++) {
                Point spot = besideDisc(eye, chance);
                Blob blot = new Blob(spot, chance.between(1.3, 2.4 + 3.6 * severity), 1.5, 0.35, chance.noise());
                bleeding = bleeding.stained(blot.times((0.5 + 0.3 * severity) * eye.inView(spot)), FRESH_BLOOD);
            }
            return bleeding;
        }
    },

    /** New vessels: a fine, tangled tuft that no healthy tree grows. */
    NEOVASCULAR {
        @Override
        public Paint spoil(Fundus eye, double severity, Chance chance) {
            Stencil tuft = new Stencil();
            Point root = besideDisc(eye, chance);
            int sprouts = 4 + (int) (8 * severity);
            for (int sprout = 0; sprout < sprouts; sprout++) {
                curl(tuft, root, 5 + 12 * severity, eye, chance);
            }
            return eye.stained(tuft, VENOUS_BLOOD);
        }
    };

    private static final Rgb LIPID = Rgb.of(0xF2D27A);
    private static final Rgb FRESH_BLOOD = new Rgb(0.50, 0.30, 0.32);
    private static final Rgb VENOUS_BLOOD = new Rgb(0.62, 0.40, 0.42);

    /** Draws one fine vessel that winds about as it leaves the root. */
    private static void curl(Stencil tuft, Point root, double length, Fundus eye, Chance chance) {
        Point tip = root;
        double heading = chance.between(0, 2 * Math.PI);
        double bend = chance.sign() * chance.between(0.15, 0.45);
        for (double grown = 0; grown < length; grown += 1.5) {
            Point next = tip.polar(heading, 1.5);
            tuft.stroke(tip, next, 0.9, 0.8, 0.9 * eye.inView(next));
            heading += bend + chance.around(0, 0.15);
            tip = next;
        }
    }

    /** A place of the retina with the optic disc at a distance. */
    private static Point besideDisc(Fundus eye, Chance chance) {
        double middle = Camera.SIZE / 2.0;
        Point place = eye.disc();
        while (place.distance(eye.disc()) < 2 * eye.discRadius()) {
            place = new Point(middle, middle).polar(chance.between(0, 2 * Math.PI), chance.between(0, 55));
        }
        return place;
    }
}
