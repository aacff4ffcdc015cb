package recontrast.report.charts;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A drawing as a PDF of one page; letters are outlines, so that no font need be embedded. */
final class Pdf {

    private Pdf() { }

    /** On a page of that size, in points. */
    static byte[] of(Drawing drawing, Dimension size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(size.width, size.height));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, size.width, size.height);
            DrawingFormat.paint(drawing, graphics, size);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a drawing", e);
        }
        return bytes.toByteArray();
    }
}
