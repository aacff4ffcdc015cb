package recontrast.data;

import java.util.Map;

/**
 * One row of a CSV file, which knows where it stands.
 *
 * @param source the file, as messages name it
 * @param line line of the file, from 1; too low where values above span several lines
 * @param values by the name of their column
 */
record CsvRow(String source, int line, Map<String, String> values) {

    /** The value in a column, blanks around it removed; empty where the row is too short to have one. */
    String get(String column) {
        return values.getOrDefault(column, "").strip();
    }

    /**
     * The whole number in a column, also when written as {@code 1.0}.
     *
     * @throws DataException where there is none
     */
    int integer(String column) {
        String text = get(column);
        if (!text.matches("\\d{1,9}(\\.0*)?")) {
            throw fault("expected a whole number as " + column, text, "correct it");
        }
        return (int) Double.parseDouble(text);
    }

    /** What to throw where a value cannot be: {@code expected ... in line 7 of train.csv; found ...: ...}. */
    DataException fault(String expected, String found, String advice) {
        return new DataException(expected + " in line " + line + " of " + source + "; found "
                + (found.isEmpty() ? "nothing" : found) + ": " + advice);
    }
}
