package recontrast.report.network;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Paints the SVG that the drawing's templates are written in: paths, rectangles, circles and words in groups. */
record SvgPainter(Graphics2D graphics) {

    private static final Pattern TRANSFORM = Pattern.compile("(translate|scale)\\(([-.\\d]+) ([-.\\d]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("([MLHVQCZ])([^MLHVQCZ]*)");

    /** On these graphics, smoothly. */
    SvgPainter {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** A document as a picture of its size. */
    static BufferedImage image(String svg) {
        Element root = parsed(svg).getDocumentElement();
        BufferedImage image = new BufferedImage(
                (int) number(root, "width"), (int) number(root, "height"), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        new SvgPainter(graphics).paint(root);
        graphics.dispose();
        return image;
    }

    static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("cannot read the drawing: " + e.getMessage(), e);
        }
    }

    void paint(Element element) {
        if (element.getAttribute("display").equals("none")) {
            return;
        }
        AffineTransform before = graphics.getTransform();
        TRANSFORM.matcher(element.getAttribute("transform")).results().forEach(this::transform);
        switch (element.getTagName()) {
            case "svg", "g" -> children(element);
            case "path" -> path(element);
            case "rect" -> shape(element, new RoundRectangle2D.Double(number(element, "x"), number(element, "y"),
                    number(element, "width"), number(element, "height"),
                    2 * number(element, "rx"), 2 * number(element, "rx")));
            case "circle" -> {
                double radius = number(element, "r");
                shape(element, new Ellipse2D.Double(number(element, "cx") - radius, number(element, "cy") - radius,
                        2 * radius, 2 * radius));
            }
            case "text" -> text(element);
            default -> { } // what is not drawn
        }
        graphics.setTransform(before);
    }

    private void transform(MatchResult step) {
        double x = Double.parseDouble(step.group(2));
        double y = Double.parseDouble(step.group(3));
        graphics.transform(step.group(1).equals("scale") ? AffineTransform.getScaleInstance(x, y)
                : AffineTransform.getTranslateInstance(x, y));
    }

    private void children(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one) {
                paint(one);
            }
        }
    }

    private void shape(Element element, Shape shape) {
        String fill = style(element, "fill", "none");
        if (!fill.equals("none")) {
            graphics.setColor(Color.decode(fill));
            graphics.fill(shape);
        }
        String stroke = style(element, "stroke", "none");
        if (!stroke.equals("none")) {
            graphics.setColor(Color.decode(stroke));
            graphics.setStroke(stroke(element));
            graphics.draw(shape);
        }
    }

    private static BasicStroke stroke(Element element) {
        float width = Float.parseFloat(style(element, "stroke-width", "1"));
        int cap = style(element, "stroke-linecap", "round").equals("butt") ? BasicStroke.CAP_BUTT : BasicStroke.CAP_ROUND;
        String dashes = style(element, "stroke-dasharray", "none");
        if (dashes.equals("none")) {
            return new BasicStroke(width, cap, BasicStroke.JOIN_ROUND);
        }
        String[] lengths = dashes.split(" ");
        return new BasicStroke(width, cap, BasicStroke.JOIN_ROUND, 10,
                new float[] {Float.parseFloat(lengths[0]), Float.parseFloat(lengths[1])}, 0);
    }

    /** With the head of an arrow at its end where the style has a marker there. */
    private void path(Element element) {
        Path2D path = new Path2D.Double();
        Point2D before = new Point2D.Double(); // from where the end is arrived at
        for (MatchResult command : COMMAND.matcher(element.getAttribute("d")).results().toList()) {
            Point2D from = path.getCurrentPoint();
            double[] to = Stream.of(command.group(2).trim().split(" ")).filter(number -> !number.isEmpty())
                    .mapToDouble(Double::parseDouble).toArray();
            switch (command.group(1)) {
                case "M" -> path.moveTo(to[0], to[1]);
                case "L" -> path.lineTo(to[0], to[1]);
                case "H" -> path.lineTo(to[0], from.getY());
                case "V" -> path.lineTo(from.getX(), to[0]);
                case "Q" -> path.quadTo(to[0], to[1], to[2], to[3]);
                case "C" -> path.curveTo(to[0], to[1], to[2], to[3], to[4], to[5]);
                default -> path.closePath();
            }
            before = command.group(1).equals("C") ? new Point2D.Double(to[2], to[3]) : from;
        }
        shape(element, path);
        if (!style(element, "marker-end", "none").equals("none")) {
            head(before, path.getCurrentPoint());
        }
    }

    /** As the marker that the document defines; the colour is that of the line. */
    private void head(Point2D before, Point2D end) {
        AffineTransform place = AffineTransform.getTranslateInstance(end.getX(), end.getY());
        place.rotate(end.getX() - before.getX(), end.getY() - before.getY());
        Path2D head = new Path2D.Double();
        head.moveTo(1, 0);
        head.lineTo(-9, -5);
        head.lineTo(-9, 5);
        head.closePath();
        graphics.fill(place.createTransformedShape(head));
    }

    private void text(Element element) {
        int look = (style(element, "font-weight", "").equals("bold") ? Font.BOLD : Font.PLAIN)
                | (style(element, "font-style", "").equals("italic") ? Font.ITALIC : Font.PLAIN);
        graphics.setFont(new Font(Font.SANS_SERIF, look, 1)
                .deriveFont(Float.parseFloat(style(element, "font-size", ""))));
        graphics.setColor(Color.decode(style(element, "fill", "")));
        String words = element.getTextContent();
        double width = graphics.getFontMetrics().getStringBounds(words, graphics).getWidth();
        boolean centred = style(element, "text-anchor", "").equals("middle");
        graphics.drawString(words, (float) (number(element, "x") - (centred ? width / 2 : 0)),
                (float) number(element, "y"));
    }

    private static double number(Element element, String name) {
        return element.hasAttribute(name) ? Double.parseDouble(element.getAttribute(name)) : 0;
    }

    /** An attribute of the element or of the nearest group around it that has it. */
    private static String style(Element element, String name, String without) {
        for (Node node = element; node instanceof Element one; node = node.getParentNode()) {
            if (one.hasAttribute(name)) {
                return one.getAttribute(name);
            }
        }
        return without;
    }
}
