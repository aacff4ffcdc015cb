package recontrast.report.network;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * Where everything is, in pixels. From left to right image, encoders, bottleneck, decoder; a row for each encoder, the
 * second a mirror image of the first. From every feature map a line runs outwards to the distance of its stage.
 */
record Layout(Network network) {

    static final int WIDTH = 900;
    static final int TITLE = 62;
    static final double IMAGE = 76;
    static final double DISTANCE_RADIUS = 13;
    private static final double IMAGE_LEFT = 10;
    private static final double ENCODER_LEFT = 122;
    private static final double BOTTLENECK_LEFT = 336;
    private static final double BOTTLENECK_WIDTH = 124;
    private static final double BOTTLENECK_HALF_HEIGHT = 37;
    private static final double DECODER_LEFT = 574;
    private static final double PROJECTION = 86; // from the middle of a row
    private static final double INNERMOST_DISTANCE = 124;
    private static final double BETWEEN_DISTANCES = 24;
    private static final double ROW = TITLE + 30 + INNERMOST_DISTANCE + 2 * BETWEEN_DISTANCES;
    private static final double BETWEEN_ROWS = 240;
    private static final double BELOW_ONE_ROW = 116;

    int height() {
        return (int) (network.encoders().size() == 1 ? ROW + BELOW_ONE_ROW : 2 * ROW + BETWEEN_ROWS - TITLE);
    }

    /** The y between the rows. */
    double middle() {
        return network.encoders().size() == 1 ? ROW : ROW + BETWEEN_ROWS / 2;
    }

    Row row(Side side) {
        return network.encoders().indexOf(side) == 0 ? new Row(ROW, -1) : new Row(ROW + BETWEEN_ROWS, 1);
    }

    Shape image() {
        return new Rectangle2D.Double(IMAGE_LEFT, middle() - IMAGE / 2, IMAGE, IMAGE);
    }

    Pyramid encoder(Side side) {
        return new Pyramid(row(side), ENCODER_LEFT, 1);
    }

    Pyramid decoder(Side side) {
        return new Pyramid(row(side), DECODER_LEFT, -1);
    }

    /** One for all rows. */
    RoundRectangle2D bottleneck() {
        double top = ROW - BOTTLENECK_HALF_HEIGHT;
        double bottom = 2 * middle() - top;
        return new RoundRectangle2D.Double(BOTTLENECK_LEFT, top, BOTTLENECK_WIDTH, bottom - top, 16, 16);
    }

    /** The y of the distances of a stage. */
    double distance(Side side, int stage) {
        return row(side).at(INNERMOST_DISTANCE + (Pyramid.STAGES - stage) * BETWEEN_DISTANCES);
    }

    Shape distanceNode(Side side, int stage) {
        double x = decoder(side).x(stage);
        return new Ellipse2D.Double(x - DISTANCE_RADIUS, distance(side, stage) - DISTANCE_RADIUS,
                2 * DISTANCE_RADIUS, 2 * DISTANCE_RADIUS);
    }

    Shape projection(Side side, int stage) {
        return new Rectangle2D.Double(decoder(side).x(stage) - 13, row(side).at(PROJECTION) - 4, 26, 8);
    }

    /** Where a line that leaves a part for a distance begins, or one that comes from the decoder ends. */
    double port(Part part, int stage) {
        Row row = row(part.side());
        return switch (part.role()) {
            case ENCODER, DECODER -> row.at(decoder(part.side()).reach(stage));
            case PROJECTION -> row.at(PROJECTION);
            case DISTANCE -> distance(part.side(), stage) - row.outward() * DISTANCE_RADIUS;
            case IMAGE, BOTTLENECK -> row.centre();
        };
    }
}
