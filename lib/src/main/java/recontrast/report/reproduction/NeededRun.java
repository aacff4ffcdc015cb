package recontrast.report.reproduction;

import recontrast.Setting;
import recontrast.Trial;

import java.util.Map;

/**
 * A run that a table needs.
 *
 * @param trial the run
 * @param settings what sets its experiment apart from the one that the table was asked for
 */
public record NeededRun(Trial trial, Map<Setting, Object> settings) { }
