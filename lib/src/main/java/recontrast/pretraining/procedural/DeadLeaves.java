package recontrast.pretraining.procedural;

import java.awt.Shape;

/** Opaque shapes fallen over one another, sizes by a power law (Lee, Mumford and Huang 2001). */
record DeadLeaves(Outline outline, double smallest, double largest, double disorder, double contour)
        implements Texture {

    private static final int MOST = 120;

    static DeadLeaves draw(Dice setting) {
        double smallest = setting.logUniform(0.025, 0.12);
        return new DeadLeaves(Outline.draw(setting), smallest, smallest * setting.logUniform(1.2, 5),
                setting.chance(0.6) ? Math.PI : 0.25, setting.chance(0.4) ? setting.uniform(0.008, 0.02) : 0);
    }

    @Override
    public Field paint(int side, Dice image) {
        Drawing drawing = new Drawing(side, image.uniform(0, 1));
        int leaves = (int) Math.min(MOST, 2.5 / (smallest * largest));
        for (int i = 0; i < leaves; i++) {
            Shape leaf = outline.at(image.uniform(-0.05, 1.05), image.uniform(-0.05, 1.05), size(image),
                    image.uniform(-disorder, disorder));
            drawing.fill(leaf, image.uniform(0.1, 1));
            if (contour > 0) {
                drawing.stroke(leaf, contour, 0);
            }
        }
        return drawing.field();
    }

    private double size(Dice image) { // density r^-3 between the limits
        double u = image.uniform(0, 1);
        double a = 1 / (smallest * smallest);
        double b = 1 / (largest * largest);
        return 1 / Math.sqrt(a + u * (b - a));
    }
}
