package recontrast.report.live;

import java.awt.image.BufferedImage;

/** One place in a notebook's output that can be redrawn. */
public interface Display {

    /** Shows a text, in HTML where that is understood. */
    void show(String html, String text);

    /** Shows a picture. */
    void show(BufferedImage image, String text);
}
