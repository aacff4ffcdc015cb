package recontrast.report.tables;

import recontrast.report.Figures;
import recontrast.report.Html;
import recontrast.report.tables.Sheet.Group;
import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet.Side;

import java.util.List;

/** A sheet as HTML that needs no style sheet. */
record HtmlTable(Sheet sheet) {

    private static final String CELL = "border:0;padding:2px 6px;text-align:";
    private static final String RULE = ";border-bottom:1px solid #888";
    private static final String ONE_LINE = ";white-space:nowrap";
    private static final String GAP = ";padding-left:18px"; // before the next group of columns

    @Override
    public String toString() {
        StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:13px\">");
        if (!sheet.title().isEmpty()) {
            html.append("<caption style=\"text-align:left;padding:4px 6px;white-space:nowrap\"><b>")
                    .append(Html.escaped(sheet.title())).append("</b></caption>");
        }
        html.append("<thead>");
        if (!sheet.groups().isEmpty()) {
            groups(html);
        }
        row(html, "th", sheet.headings().stream().map(Heading::text).toList(), RULE);
        html.append("</tr></thead><tbody>");
        sheet.rows().forEach(row -> row(html, "td", row, ONE_LINE));
        html.append("</tbody></table>");
        sheet.notes().forEach(note -> html.append("<p style=\"font-size:12px;margin:4px 6px;max-width:900px\">")
                .append(Html.escaped(note)).append("</p>"));
        return html.toString();
    }

    private void groups(StringBuilder html) {
        html.append("<tr>");
        for (Group group : sheet.groups()) {
            html.append("<th colspan=\"").append(group.to() - group.from()).append("\" style=\"").append(CELL)
                    .append("center").append(gap(group.from())).append("\">").append(Html.escaped(group.name()))
                    .append("</th>");
        }
        html.append("</tr>");
    }

    private void row(StringBuilder html, String tag, List<String> row, String style) {
        html.append("<tr>");
        for (int column = 0; column < row.size(); column++) {
            String side = sheet.headings().get(column).side() == Side.LEFT ? "left" : "right";
            html.append('<').append(tag).append(" style=\"").append(CELL).append(side).append(style)
                    .append(gap(column)).append("\">").append(content(row.get(column)))
                    .append("</").append(tag).append('>');
        }
        html.append("</tr>");
    }

    private String gap(int column) {
        List<Heading> headings = sheet.headings();
        boolean opens = column > 0 && !headings.get(column).group().equals(headings.get(column - 1).group());
        return opens ? GAP : "";
    }

    private static String content(String text) {
        return Html.escaped(text).replaceFirst("^x$", "&#10003;").replace(Figures.SPREAD, "&thinsp;&plusmn;&thinsp;");
    }
}
