package recontrast.report.notebook;

/** Small pieces of HTML. */
final class Html {

    private Html() { }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String paragraph(String text) {
        return "<div style=\"margin:2px 0\">" + escaped(text) + "</div>";
    }

    /** A bar with words beside it. */
    static String progress(int done, int total, String words) {
        return "<div style=\"margin:2px 0\"><progress value=\"" + done + "\" max=\"" + total
                + "\" style=\"width:240px;vertical-align:middle\"></progress>&ensp;" + escaped(words) + "</div>";
    }
}
