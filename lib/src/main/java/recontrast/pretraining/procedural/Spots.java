package recontrast.pretraining.procedural;

import java.util.stream.IntStream;

/** Many plane waves of about one length, cut at a level: spots, stripes of an animal's coat, labyrinths. */
record Spots(double frequency, double bandwidth, double direction, double spread, double level, double sharpness)
        implements Texture {

    private static final int WAVES = 14;

    static Spots draw(Dice setting) {
        double spread = setting.chance(0.6) ? Math.PI : setting.uniform(0.15, 0.9);
        return new Spots(setting.logUniform(3, 14), setting.uniform(0.02, 0.4), setting.angle(), spread,
                setting.uniform(-0.9, 0.9), setting.logUniform(0.5, 8));
    }

    @Override
    public Field paint(int side, Dice image) {
        double[] length = IntStream.range(0, WAVES)
                .mapToDouble(i -> 2 * Math.PI * image.vary(frequency, bandwidth)).toArray();
        double[] angle = IntStream.range(0, WAVES)
                .mapToDouble(i -> direction + image.uniform(-spread, spread)).toArray();
        double[] along = IntStream.range(0, WAVES).mapToDouble(i -> length[i] * Math.cos(angle[i])).toArray();
        double[] across = IntStream.range(0, WAVES).mapToDouble(i -> length[i] * Math.sin(angle[i])).toArray();
        double[] phase = IntStream.range(0, WAVES).mapToDouble(i -> image.angle()).toArray();
        return Field.of(side, (x, y) -> {
            double sum = 0;
            for (int i = 0; i < WAVES; i++) {
                sum += Math.cos(along[i] * x + across[i] * y + phase[i]);
            }
            return Math.tanh(sharpness * (sum / Math.sqrt(WAVES / 2.0) - level)); // unit variance before the cut
        });
    }
}
