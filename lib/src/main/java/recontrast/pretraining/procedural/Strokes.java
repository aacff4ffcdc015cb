package recontrast.pretraining.procedural;

import java.awt.geom.Path2D;

/** Pen strokes: hairs, fibres, scratches, scribbles, curls. */
record Strokes(int count, double length, double width, double direction, double spread, double bend, double curl,
        double contrast) implements Texture {

    private static final int STEPS = 10;

    static Strokes draw(Dice setting) {
        double length = setting.logUniform(0.12, 1.2);
        double width = setting.logUniform(0.012, 0.06);
        int count = (int) Math.max(4, Math.min(70, setting.logUniform(0.15, 0.9) / (length * width)));
        return new Strokes(count, length, width, setting.angle(),
                setting.chance(0.5) ? Math.PI : setting.uniform(0.05, 0.5), setting.uniform(0, 0.7),
                setting.chance(0.5) ? setting.uniform(0.2, 0.9) : 0, setting.uniform(0.1, 0.5));
    }

    @Override
    public Field paint(int side, Dice image) {
        Drawing drawing = new Drawing(side, 0);
        double slant = direction + image.uniform(-0.25, 0.25);
        for (int i = 0; i < count; i++) {
            drawing.stroke(stroke(slant, image), image.vary(width, 0.3), 1 - contrast * image.uniform(0, 1.5));
        }
        return drawing.field();
    }

    private Path2D stroke(double slant, Dice image) {
        double heading = slant + image.uniform(-spread, spread);
        double step = image.vary(length, 0.3) / STEPS;
        double x = image.uniform(0, 1) - 0.5 * length * Math.cos(heading);
        double y = image.uniform(0, 1) - 0.5 * length * Math.sin(heading);
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        for (int i = 0; i < STEPS; i++) {
            heading += curl + bend * image.normal();
            x += step * Math.cos(heading);
            y += step * Math.sin(heading);
            path.lineTo(x, y);
        }
        return path;
    }
}
