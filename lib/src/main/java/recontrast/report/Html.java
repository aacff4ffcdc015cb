package recontrast.report;

/** Small pieces of HTML. */
public final class Html {

    private Html() { }

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public static String paragraph(String text) {
        return "<div style=\"margin:2px 0\">" + escaped(text) + "</div>";
    }

    /** A bar with words beside it. */
    public static String progress(int done, int total, String words) {
        return "<div style=\"margin:2px 0\"><progress value=\"" + done + "\" max=\"" + total
                + "\" style=\"width:240px;vertical-align:middle\"></progress>&ensp;" + escaped(words) + "</div>";
    }
}
