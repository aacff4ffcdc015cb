package recontrast.report.pictures;

import recontrast.analysis.PointMap;
import recontrast.data.ImageSize;
import recontrast.data.Picture;
import recontrast.metric.AnomalyMap;
import recontrast.report.charts.ColourScale;
import recontrast.report.charts.Inferno;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Pictures with what is known or thought about their defects drawn over them. */
final class Overlay {

    private static final Color OUTLINE = new Color(0xFF2D55);
    private static final double HEAT = 0.65; // share of the heat map's colour
    private static final double DIMMED = 0.85; // share of black

    private Overlay() { }

    static BufferedImage picture(Picture picture) {
        return painted(picture.width(), picture.height(), pixel -> rgb(picture, pixel));
    }

    /** A picture of these colours, pixel by pixel, row-major. */
    static BufferedImage painted(int width, int height, IntUnaryOperator rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, IntStream.range(0, width * height).map(rgb).toArray(), 0, width);
        return image;
    }

    private static int rgb(Picture picture, int pixel) {
        byte[] rgb = picture.rgb();
        return (rgb[3 * pixel] & 255) << 16 | (rgb[3 * pixel + 1] & 255) << 8 | rgb[3 * pixel + 2] & 255;
    }

    /** The map, stretched from its minimum to its maximum, over the picture in grey. */
    static BufferedImage heat(Picture picture, AnomalyMap map) {
        return heat(picture, map, new ColourScale(map.min(), map.max()));
    }

    /** The map in these colours over the picture in grey. */
    static BufferedImage heat(Picture picture, AnomalyMap map, ColourScale scale) {
        if (map.width() != picture.width() || map.height() != picture.height()) {
            throw new IllegalArgumentException("expected a map of the picture's " + picture.width() + " x "
                    + picture.height() + " pixels; found side " + map.size() + ": give the prepared picture");
        }
        return painted(map.width(), map.height(), pixel -> Inferno.mix(
                grey(rgb(picture, pixel)), scale.rgb(map.values()[pixel]), HEAT));
    }

    /** Words where there is no picture. */
    static BufferedImage words(String words, ImageSize size) {
        BufferedImage image = painted(size.width(), size.height(), pixel -> 0xFFFFFF);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(AnomalyGallery.TEXT);
        graphics.setColor(AnomalyGallery.INK);
        graphics.drawString(words, (size.width() - graphics.getFontMetrics().stringWidth(words)) / 2, size.height() / 2 + 5);
        graphics.dispose();
        return image;
    }

    /** A map of points, dark at 0 and bright at its maximum. */
    static BufferedImage points(PointMap map) {
        double max = Double.MIN_NORMAL;
        for (float value : map.values()) {
            max = Math.max(max, value);
        }
        double brightest = max;
        return painted(map.width(), map.height(), point -> Inferno.rgb(map.values()[point] / brightest));
    }

    /** The picture where the map is not 0, and almost black elsewhere. */
    static BufferedImage kept(Picture picture, PointMap map) {
        int width = picture.width();
        return painted(width, picture.height(), pixel -> {
            int row = pixel / width * map.height() / picture.height();
            int point = row * map.width() + pixel % width * map.width() / width;
            return map.values()[point] == 0 ? Inferno.mix(rgb(picture, pixel), 0, DIMMED) : rgb(picture, pixel);
        });
    }

    private static int grey(int rgb) {
        int grey = (77 * (rgb >> 16 & 255) + 150 * (rgb >> 8 & 255) + 29 * (rgb & 255)) >> 8;
        return grey * 0x010101;
    }

    /** Draws the border of what reaches a threshold into a picture of the map's size. */
    static void contour(BufferedImage image, AnomalyMap map, double threshold) {
        boolean[] reached = new boolean[map.values().length];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = map.values()[i] >= threshold;
        }
        Graphics2D graphics = image.createGraphics();
        outline(graphics, reached, map.width(), 0, 0, image.getWidth());
        graphics.dispose();
    }

    /** Draws the border of a mask that is {@code width} pixels wide, {@code cell} pixels wide. */
    static void outline(Graphics2D graphics, boolean[] mask, int width, int left, int top, int cell) {
        Path2D path = new Path2D.Double();
        double pixel = cell / (double) width;
        for (int i = 0; i < mask.length; i++) {
            double x = left + i % width * pixel;
            double y = top + i / width * pixel;
            if (mask[i] != (i % width > 0 && mask[i - 1])) {
                path.append(new Line2D.Double(x, y, x, y + pixel), false);
            }
            if (mask[i] != (i >= width && mask[i - width])) {
                path.append(new Line2D.Double(x, y, x + pixel, y), false);
            }
        }
        Object before = graphics.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(OUTLINE);
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, before);
    }
}
