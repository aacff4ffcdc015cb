package recontrast.report.charts;

import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Element;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.StringWriter;

/** A drawing as SVG; letters are outlines, so that no font need be there. */
final class Svg {

    private Svg() { }

    /** As a document of that size, in pixels. */
    static String of(Drawing drawing, Dimension size) {
        try {
            SVGGraphics2D graphics = new SVGGraphics2D(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .getDOMImplementation().createDocument("http://www.w3.org/2000/svg", "svg", null),
                    new Pictures(), new DefaultExtensionHandler(), true); // letters as outlines
            graphics.setSVGCanvasSize(size);
            DrawingFormat.paint(drawing, graphics, size);
            Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
            StringWriter text = new StringWriter();
            TransformerFactory.newInstance().newTransformer().transform( // Batik's writer refers to a DTD on the web
                    new DOMSource(root), new StreamResult(text));
            return text.toString();
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("cannot encode a drawing", e);
        }
    }

    /** Put into the document, as PNG. */
    private static final class Pictures extends ImageHandlerBase64Encoder {

        @Override
        public void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context) {
            element.setAttributeNS(XLINK_NAMESPACE_URI, XLINK_HREF_QNAME,
                    "data:image/png;base64," + PictureFormat.PNG.base64((BufferedImage) image));
        }
    }
}
