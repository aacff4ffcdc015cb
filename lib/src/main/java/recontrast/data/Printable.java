package recontrast.data;

/** Names of files and folders as they may be printed: what would command a terminal or end a line is shown instead. */
public final class Printable {

    private static final int PICTURES = 0x2400; // of the control characters
    private static final int DELETE = 0x7f;

    private Printable() { }

    /** The text in one line; control characters are their pictures, a newline is U+240A. */
    public static String of(Object text) {
        StringBuilder line = new StringBuilder();
        text.toString().chars().map(Printable::shown).forEach(unit -> line.append((char) unit));
        return line.toString();
    }

    /** A message without what a name in it may hold: line breaks, and what else moves a cursor. */
    public static String oneLine(String message) {
        return message.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }

    private static int shown(int unit) {
        if (!Character.isISOControl(unit)) {
            return unit;
        }
        return unit < ' ' ? PICTURES + unit : unit == DELETE ? PICTURES + '!' : '\ufffd';
    }
}
