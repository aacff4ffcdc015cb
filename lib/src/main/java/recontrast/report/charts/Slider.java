package recontrast.report.charts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apiguardian.api.API;
import recontrast.data.ImageSize;
import recontrast.report.Html;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures of one size to slide through, on any page: without a kernel, and where scripts do not run as the first picture
 * shown. It is moved with the mouse, a finger, or the arrow keys.
 *
 * @param name of what changes from frame to frame
 * @param format of the pictures on the page
 * @param frames at least one
 * @param shown place of the frame to begin with
 */
@API(status = API.Status.STABLE)
public record Slider(String name, PictureFormat format, List<Frame> frames, int shown) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The script makes the control, so that there is none where it would not work, and names nothing on the page. */
    private static final String HTML = """
            <figure style="margin:0">\
            <img src="%1$s" alt="%2$s" width="%3$d" height="%4$d" style="display:block;max-width:100%%;height:auto">\
            <figcaption>%2$s</figcaption>
            <script>{
            const figure = document.currentScript.parentElement, [image, words] = figure.children;
            const frames = %5$s;
            frames[%6$d][1] = image.src;
            const label = document.createElement("label"), slider = document.createElement("input");
            Object.assign(slider, {type: "range", max: frames.length - 1, value: %6$d});
            slider.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys
            slider.style = "width: min(24em, 60%%); vertical-align: middle";
            label.append(%7$s, " ", slider);
            slider.oninput = () => {
              const [text, source] = frames[slider.value];
              image.src = source;
              image.alt = words.textContent = text;
              slider.setAttribute("aria-valuetext", text);
            };
            slider.oninput();
            image.before(label);
            }</script></figure>""";

    /**
     * A picture and what it is of.
     *
     * @param label the value at which it was taken, and what is to be said of it
     */
    public record Frame(String label, BufferedImage picture) { }

    public Slider {
        frames = List.copyOf(frames);
        if (frames.isEmpty() || shown < 0 || shown >= frames.size()) {
            throw new IllegalArgumentException(
                    "expected frames, and one of them to begin with; found " + frames.size() + " frames, and " + shown);
        }
        Stream<BufferedImage> pictures = frames.stream().map(Frame::picture);
        if (pictures.map(one -> new ImageSize(one.getHeight(), one.getWidth())).distinct().count() > 1) {
            throw new IllegalArgumentException("expected pictures of one size; found several: nothing should jump");
        }
    }

    /** Beginning with the frame in the middle. */
    public static Slider of(String name, PictureFormat format, List<Frame> frames) {
        return new Slider(name, format, frames, frames.size() / 2);
    }

    /** The same beginning with another frame. */
    public Slider from(int place) {
        return new Slider(name, format, frames, place);
    }

    /** The picture that is there without a script. */
    public BufferedImage still() {
        return frames.get(shown).picture();
    }

    /** As a piece of a page, which needs nothing beside it. */
    public String html() {
        BufferedImage still = still();
        List<List<String>> sources = frames.stream().map(frame -> List.of(
                words(frame), frame.picture() == still ? "" : source(frame.picture()))).toList(); // that one is there
        return HTML.formatted(source(still), Html.escaped(words(frames.get(shown))).replace("\"", "&quot;"),
                still.getWidth(), still.getHeight(), json(sources), shown, json(name));
    }

    private String words(Frame frame) {
        return name + " " + frame.label();
    }

    private String source(BufferedImage picture) {
        return "data:" + format.mime() + ";base64," + format.base64(picture);
    }

    /** As a script may hold it. */
    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value, e);
        }
    }

    /** All that the frames say. */
    @Override
    public String toString() {
        return frames.stream().map(frame -> "\n  " + frame.label()).reduce("slider over " + name + ":", String::concat);
    }
}
