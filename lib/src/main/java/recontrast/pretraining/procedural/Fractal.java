package recontrast.pretraining.procedural;

import java.util.List;
import java.util.stream.IntStream;

/** The attractor of a few contracting affine maps, drawn by the chaos game (Barnsley 1988). */
record Fractal(List<Affine> maps) implements Texture {

    private static final int POINTS = 10_000;
    private static final int WARM_UP = 30;

    /** A map of the plane: (x, y) to (a x + b y + e, c x + d y + f). */
    record Affine(double a, double b, double c, double d, double e, double f) {

        static Affine draw(Dice setting) {
            double turn = setting.angle();
            double lean = setting.angle();
            double wide = setting.uniform(0.45, 0.85);
            double narrow = setting.uniform(0.25, 0.75);
            return new Affine(
                    wide * Math.cos(turn) * Math.cos(lean) - narrow * Math.sin(turn) * Math.sin(lean),
                    -wide * Math.cos(turn) * Math.sin(lean) - narrow * Math.sin(turn) * Math.cos(lean),
                    wide * Math.sin(turn) * Math.cos(lean) + narrow * Math.cos(turn) * Math.sin(lean),
                    -wide * Math.sin(turn) * Math.sin(lean) + narrow * Math.cos(turn) * Math.cos(lean),
                    setting.uniform(-1, 1), setting.uniform(-1, 1));
        }

        Affine varied(double part, Dice image) {
            return new Affine(image.vary(a, part), image.vary(b, part), image.vary(c, part), image.vary(d, part),
                    image.vary(e, part), image.vary(f, part));
        }

        private double area() {
            return Math.abs(a * d - b * c);
        }
    }

    static Fractal draw(Dice setting) {
        return new Fractal(IntStream.range(0, setting.integer(2, 4)).mapToObj(i -> Affine.draw(setting)).toList());
    }

    @Override
    public Field paint(int side, Dice image) {
        double[][] points = points(maps.stream().map(map -> map.varied(0.06, image)).toList(), image);
        double turn = image.uniform(-0.4, 0.4);
        double zoom = side * image.uniform(0.16, 0.24); // one standard deviation
        double offsetX = side * image.uniform(0.4, 0.6);
        double offsetY = side * image.uniform(0.4, 0.6);
        int[] visits = new int[side * side];
        for (double[] point : points) {
            int column = (int) Math.floor(offsetX + zoom * (Math.cos(turn) * point[0] - Math.sin(turn) * point[1]));
            int row = (int) Math.floor(offsetY + zoom * (Math.sin(turn) * point[0] + Math.cos(turn) * point[1]));
            if (column >= 0 && column < side && row >= 0 && row < side) {
                visits[row * side + column]++;
            }
        }
        return Field.ofPixels(side, pixel -> Math.log1p(visits[pixel]));
    }

    private static double[][] points(List<Affine> maps, Dice image) {
        double[][] points = new double[POINTS][];
        double total = maps.stream().mapToDouble(map -> map.area() + 0.05).sum();
        double x = 0;
        double y = 0;
        for (int i = -WARM_UP; i < POINTS; i++) {
            Affine map = pick(maps, image.uniform(0, total));
            double next = map.a * x + map.b * y + map.e;
            y = map.c * x + map.d * y + map.f;
            x = next;
            if (i >= 0) {
                points[i] = new double[] {x, y};
            }
        }
        return standardised(points);
    }

    private static Affine pick(List<Affine> maps, double ticket) {
        double rest = ticket;
        for (Affine map : maps) {
            rest -= map.area() + 0.05;
            if (rest < 0) {
                return map;
            }
        }
        return maps.get(maps.size() - 1);
    }

    /** Centred, and divided by one spread for both axes. */
    private static double[][] standardised(double[][] points) {
        double meanX = 0;
        double meanY = 0;
        double squares = 1e-9;
        for (double[] point : points) {
            meanX += point[0] / POINTS;
            meanY += point[1] / POINTS;
        }
        for (double[] point : points) {
            point[0] -= meanX;
            point[1] -= meanY;
            squares += (point[0] * point[0] + point[1] * point[1]) / (2 * POINTS);
        }
        double spread = Math.sqrt(squares);
        for (double[] point : points) {
            point[0] /= spread;
            point[1] /= spread;
        }
        return points;
    }
}
