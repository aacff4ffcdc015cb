package recontrast.pretraining.procedural;

/** Two textures of other families in one image: side by side under a mask, or one over the other. */
record Mixture(Texture first, Texture second, Join join) implements Texture {

    /** How the two meet. */
    enum Join {
        PATCHES((a, b, mask) -> mask > 0.5 ? a : b),
        FADE((a, b, mask) -> mask * a + (1 - mask) * b),
        SUM((a, b, mask) -> 0.5 * a + 0.5 * b),
        PRODUCT((a, b, mask) -> a * b),
        DIFFERENCE((a, b, mask) -> Math.abs(a - b)),
        INLAY((a, b, mask) -> a > 0.5 ? 0.5 + 0.5 * b : 0.4 * a);

        private final Rule rule;

        Join(Rule rule) {
            this.rule = rule;
        }
    }

    /** A value from those of the two textures and of a smooth mask, each 0 to 1. */
    private interface Rule {

        double of(double a, double b, double mask);
    }

    static Mixture draw(Dice setting) {
        Family one = other(setting);
        return new Mixture(one.draw(setting), other(setting).draw(setting), setting.pick(Join.class));
    }

    private static Family other(Dice setting) {
        return Family.values()[setting.integer(0, Family.MIXTURE.ordinal() - 1)];
    }

    @Override
    public Field paint(int side, Dice image) {
        Field a = first.paint(side, image).normalised();
        Field b = second.paint(side, image).normalised();
        LatticeNoise noise = new LatticeNoise(image.seed());
        Field mask = Field.of(side, Placement.anywhere(image).view((x, y) -> noise.at(2.6 * x, 2.6 * y)))
                .normalised();
        return Field.ofPixels(side, pixel -> join.rule.of(a.at(pixel), b.at(pixel), mask.at(pixel)));
    }
}
