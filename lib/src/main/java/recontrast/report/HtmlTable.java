package recontrast.report;

import recontrast.report.Sheet.Heading;
import recontrast.report.Sheet.Side;

import java.util.List;

/** A sheet as HTML that needs no style sheet. */
final class HtmlTable {

    private static final String CELL = "padding:2px 8px;border:0;text-align:";
    private static final String RULE = "border-bottom:1px solid #888;";

    private final Sheet sheet;

    HtmlTable(Sheet sheet) {
        this.sheet = sheet;
    }

    @Override
    public String toString() {
        StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:13px\">");
        if (!sheet.title().isEmpty()) {
            html.append("<caption style=\"text-align:left;padding:4px 8px\"><b>")
                    .append(escaped(sheet.title())).append("</b></caption>");
        }
        html.append("<thead>");
        if (sheet.headings().stream().anyMatch(heading -> !heading.group().isEmpty())) {
            groups(html);
        }
        html.append("<tr>");
        sheet.headings().forEach(heading -> cell(html, "th", heading, heading.text(), RULE));
        html.append("</tr></thead><tbody>");
        sheet.rows().forEach(row -> row(html, row));
        html.append("</tbody></table>");
        sheet.notes().forEach(note -> html.append("<p style=\"font-size:12px;margin:4px 8px;max-width:900px\">")
                .append(escaped(note)).append("</p>"));
        return html.toString();
    }

    private void groups(StringBuilder html) {
        List<Heading> headings = sheet.headings();
        html.append("<tr>");
        for (int column = 0, end; column < headings.size(); column = end) {
            String group = headings.get(column).group();
            end = column + 1;
            while (!group.isEmpty() && end < headings.size() && headings.get(end).group().equals(group)) {
                end++;
            }
            html.append("<th colspan=\"").append(end - column).append("\" style=\"").append(CELL).append("center\">")
                    .append(escaped(group)).append("</th>");
        }
        html.append("</tr>");
    }

    private void row(StringBuilder html, List<String> row) {
        html.append("<tr>");
        for (int column = 0; column < row.size(); column++) {
            cell(html, "td", sheet.headings().get(column), row.get(column), "white-space:nowrap;");
        }
        html.append("</tr>");
    }

    private static void cell(StringBuilder html, String tag, Heading heading, String text, String style) {
        html.append('<').append(tag).append(" style=\"").append(style).append(CELL)
                .append(heading.side() == Side.LEFT ? "left" : "right").append("\">")
                .append(escaped(text).replaceFirst("^x$", "&#10003;")
                        .replace(Figures.SPREAD, "&thinsp;&plusmn;&thinsp;"))
                .append("</").append(tag).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
