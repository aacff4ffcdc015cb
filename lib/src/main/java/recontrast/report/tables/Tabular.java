package recontrast.report.tables;

/** What is shown as a table. */
public interface Tabular {

    /** As it is shown. */
    Sheet sheet();

    /** For the terminal: aligned columns, ASCII. */
    default String text() {
        return sheet().text();
    }

    /** For notebooks and pages: one table element and its notes. */
    default String html() {
        return sheet().html();
    }
}
