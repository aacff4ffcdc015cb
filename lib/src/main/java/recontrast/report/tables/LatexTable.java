package recontrast.report.tables;

import recontrast.report.Figures;
import recontrast.report.tables.Sheet.Group;
import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet.Side;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A sheet as LaTeX with the rules of the package booktabs; one wider than the column shrinks to it by graphicx. */
record LatexTable(Sheet sheet) {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\&%$#_{}~^<>|]");
    private static final Pattern SIGN = Pattern.compile("(?<![\\w.])([-+])(?=\\d)");

    @Override
    public String toString() {
        StringBuilder latex = new StringBuilder("% \\usepackage{booktabs,graphicx}\n\\begin{table}\n\\centering\n");
        if (!sheet.title().isEmpty()) {
            latex.append("\\caption{").append(escaped(sheet.title())).append("}\n");
        }
        latex.append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
        latex.append("\\begin{tabular}{").append(sheet.headings().stream()
                .map(heading -> heading.side() == Side.LEFT ? "l" : "r").collect(Collectors.joining()))
                .append("}\n\\toprule\n");
        if (!sheet.groups().isEmpty()) {
            groups(latex);
        }
        row(latex, sheet.headings().stream().map(Heading::text).map(LatexTable::escaped).toList());
        latex.append("\\midrule\n");
        sheet.rows().forEach(row -> row(latex, row.stream().map(LatexTable::cell).toList()));
        latex.append("\\bottomrule\n\\end{tabular}}\n");
        sheet.notes().forEach(note ->
                latex.append("\\par\\smallskip{\\footnotesize ").append(escaped(note)).append("\\par}\n"));
        return latex.append("\\end{table}").toString();
    }

    /** Their names, and below each name a rule over its columns. */
    private void groups(StringBuilder latex) {
        row(latex, sheet.groups().stream().map(group -> group.name().isEmpty() ? ""
                : "\\multicolumn{" + (group.to() - group.from()) + "}{c}{" + escaped(group.name()) + "}").toList());
        for (Group group : sheet.groups()) {
            if (!group.name().isEmpty()) {
                latex.append("\\cmidrule(lr){").append(group.from() + 1).append('-').append(group.to()).append("}\n");
            }
        }
    }

    private static void row(StringBuilder latex, List<String> cells) {
        latex.append(String.join(" & ", cells)).append(" \\\\\n");
    }

    /** A tick is a bullet; of a number the sign is one of mathematics, not a hyphen. */
    private static String cell(String text) {
        String[] figure = text.split(Pattern.quote(Figures.SPREAD), 2);
        String first = SIGN.matcher(escaped(figure[0]).replaceFirst("^x$", "\\$\\\\bullet\\$")).replaceAll("\\$$1\\$");
        return figure.length == 1 ? first : first + "\\,$\\pm$\\,$" + figure[1] + "$";
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll(special -> Matcher.quoteReplacement(switch (special.group()) {
            case "\\" -> "\\textbackslash{}";
            case "~" -> "\\textasciitilde{}";
            case "^" -> "\\textasciicircum{}";
            case "<" -> "\\textless{}";
            case ">" -> "\\textgreater{}";
            case "|" -> "\\textbar{}";
            default -> "\\" + special.group();
        }));
    }
}
