package recontrast.report.charts;

import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import java.awt.Dimension;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.StringWriter;
import java.util.Optional;

/** A drawing as SVG. XChart draws letters as outlines, of titles up the page too; here they are text again. */
final class Svg extends SVGGraphics2D {

    private static final double UP = -Math.PI / 2;

    private Svg(Document document) {
        super(context(document), false);
    }

    /** Pictures go into the document, as PNG. */
    private static SVGGeneratorContext context(Document document) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setImageHandler(new ImageHandlerBase64Encoder() {
            @Override
            public void handleHREF(RenderedImage image, Element element, SVGGeneratorContext generator) {
                element.setAttributeNS(XLINK_NAMESPACE_URI, XLINK_HREF_QNAME,
                        "data:image/png;base64," + PictureFormat.PNG.base64((BufferedImage) image));
            }
        });
        return context;
    }

    /** As a document of that size, in pixels. */
    static String of(Drawing drawing, Dimension size) {
        try {
            Svg svg = new Svg(DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null));
            svg.setSVGCanvasSize(size);
            DrawingFormat.paint(drawing, svg, size);
            Element root = svg.getRoot();
            root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
            StringWriter text = new StringWriter();
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(root), new StreamResult(text));
            return text.toString();
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("cannot encode a drawing", e);
        }
    }

    @Override
    public void fill(Shape shape) {
        if (!(shape instanceof Path2D) || !write(shape, 0) && !write(shape, UP)) {
            super.fill(shape);
        }
    }

    /** Whether the shape is the outline of text in the font and, if so, writes it. */
    private boolean write(Shape shape, double turn) {
        Optional<String> text = new Letters(getFont(), getFontRenderContext())
                .in(AffineTransform.getRotateInstance(-turn).createTransformedShape(shape));
        text.ifPresent(words -> {
            AffineTransform before = getTransform();
            rotate(turn);
            drawString(words, 0, 0);
            setTransform(before);
        });
        return text.isPresent();
    }
}
