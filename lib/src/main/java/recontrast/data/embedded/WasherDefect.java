package recontrast.data.embedded;

import java.util.List;

/** What can go wrong with a washer. */
enum WasherDefect implements Defect<Washer> {

    /** A slightly curved line scored into the face, bright on one side and dark on the other. */
    SCRATCH {
        @Override
        public Paint spoil(Washer washer, double severity, Chance chance) {
            Point start = onFace(washer, chance);
            double heading = chance.between(0, 2 * Math.PI);
            double length = 18 + 36 * severity;
            Point middle = start.polar(heading, length / 2);
            Point end = middle.polar(heading + chance.between(-0.4, 0.4), length / 2);
            Stencil score = new Stencil();
            score.line(List.of(start, middle, end), 1.2 + 1.0 * severity, 1);
            Field body = washer.body();
            double depth = 0.30 + 0.55 * severity;
            return washer.lit((x, y) -> depth * body.at(x, y) * (score.at(x, y) - 0.8 * score.at(x - 0.9, y - 0.9)));
        }
    },

    /** A shallow hollow: dark where its wall looks away from the light, bright where it faces it. */
    DENT {
        @Override
        public Paint spoil(Washer washer, double severity, Chance chance) {
            Point centre = onFace(washer, chance);
            double radius = 5 + 8 * severity;
            double depth = 0.45 + 0.75 * severity;
            Field body = washer.body();
            return washer.lit((x, y) -> {
                double across = centre.distance(x, y) / radius;
                double wall = Smooth.step(1, 0.5, across) * body.at(x, y);
                double facing = ((x - centre.x()) * washer.lightX() + (y - centre.y()) * washer.lightY()) / radius;
                return wall == 0 ? 0 : -depth * wall * facing;
            });
        }
    },

    /** A blot of grease or rust. */
    CONTAMINATION {
        @Override
        public Paint spoil(Washer washer, double severity, Chance chance) {
            Blob blot = new Blob(onFace(washer, chance), 4 + 8 * severity, 2, 0.4, chance.noise());
            Rgb tint = Rgb.of(chance.happens(0.5) ? 0x6B4A2A : 0x4A4A3C);
            return washer.stained(blot, Rgb.of(0xFFFFFF).mix(tint, 0.25 + 0.6 * severity));
        }
    },

    /** A length of the outer rim is pushed in. */
    BENT {
        @Override
        public Paint spoil(Washer washer, double severity, Chance chance) {
            Point middle = new Point(0, 0).polar(chance.between(0, 2 * Math.PI), 1);
            double push = 2 + 7 * severity;
            double span = StrictMath.cos(chance.between(0.3, 0.5));
            return washer.withRim((x, y) -> push * Smooth.step(span, 1, x * middle.x() + y * middle.y()));
        }
    },

    /** The print was wiped before it was dry. */
    PRINT {
        @Override
        public Paint spoil(Washer washer, double severity, Chance chance) {
            double angle = chance.sign() * (0.03 + 0.17 * severity);
            return washer.withPrint(washer.print().wiped(angle, 0.4 + 0.5 * severity));
        }
    };

    private static Point onFace(Washer washer, Chance chance) {
        double angle = chance.between(0, 2 * Math.PI);
        return washer.placement().toPicture(new Point(0, 0).polar(angle, chance.between(29, 59)));
    }
}
