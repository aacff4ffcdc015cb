package recontrast.pretraining.procedural;

import java.awt.Shape;

/** A few large figures on a plain ground, filled, drawn in outline or nested. */
record Polygons(Outline outline, int count, double radius, double ring, Ink ink, double line) implements Texture {

    /** How a figure is drawn. */
    enum Ink { SOLID, LINE, NESTED }

    static Polygons draw(Dice setting) {
        int count = setting.integer(1, 7);
        return new Polygons(Outline.draw(setting), count, setting.uniform(0.5, 0.9) * 0.45 / Math.sqrt(count) + 0.03,
                setting.uniform(0.15, 0.38), setting.pick(Ink.class), setting.uniform(0.015, 0.05));
    }

    @Override
    public Field paint(int side, Dice image) {
        double ground = image.uniform(0, 0.35);
        Drawing drawing = new Drawing(side, ground);
        double start = image.angle();
        for (int i = 0; i < count; i++) {
            double angle = start + 2 * Math.PI * i / count + image.uniform(-0.2, 0.2);
            double away = count == 1 ? image.uniform(0, 0.1) : image.vary(ring, 0.2);
            figure(drawing, ground, 0.5 + away * Math.cos(angle), 0.5 + away * Math.sin(angle), image);
        }
        return drawing.field();
    }

    private void figure(Drawing drawing, double ground, double x, double y, Dice image) {
        double size = image.vary(radius, 0.2);
        double turn = image.angle();
        double tone = image.uniform(0.6, 1);
        Shape shape = outline.at(x, y, size, turn);
        switch (ink) {
            case SOLID -> drawing.fill(shape, tone);
            case LINE -> drawing.stroke(shape, line, tone);
            case NESTED -> {
                drawing.fill(shape, tone);
                drawing.fill(outline.at(x, y, 0.66 * size, turn), ground);
                drawing.fill(outline.at(x, y, 0.33 * size, turn), tone);
            }
        }
    }
}
