package recontrast.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import recontrast.data.Printable;
import recontrast.metric.Calibration;
import recontrast.metric.Verdict;
import recontrast.report.tables.Csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said of an image.
 *
 * @param defective where a rate of false alarms was promised
 * @param pValue with it
 * @param threshold with it: a score that reaches it is called defective
 * @param falseAlarms the rate, 0..1
 */
@JsonPropertyOrder({"image", "score", "defective", "p_value", "threshold", "false_alarms"})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ScoreLine(String image, double score, Optional<Boolean> defective, @JsonProperty("p_value") Optional<Double> pValue,
        Optional<Double> threshold, @JsonProperty("false_alarms") Optional<Double> falseAlarms) {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final ObjectWriter CSV =
            CsvMapper.builder().addModule(new Jdk8Module()).build().writerFor(ScoreLine.class);

    /** How lines are written. */
    enum Format {
        TEXT, CSV, JSON
    }

    /** Of an image that is called good or defective where there is something to call it by. */
    static ScoreLine of(Path image, double score, Optional<Calibration> calibration, Optional<Double> falseAlarms) {
        Optional<Verdict> verdict = calibration.map(by -> by.verdict(score, falseAlarms.orElseThrow()));
        return new ScoreLine(image.toString(), score, verdict.map(Verdict::defective), verdict.map(Verdict::pValue),
                calibration.map(by -> by.threshold(falseAlarms.orElseThrow())), falseAlarms);
    }

    /** What stands above the lines. */
    static Optional<String> head(Format format, boolean verdicts) {
        return Optional.of(String.join(",", columns(verdicts))).filter(names -> format == Format.CSV);
    }

    private static List<String> columns(boolean verdicts) {
        return verdicts ? List.of("image", "score", "defective", "p_value", "threshold", "false_alarms")
                : List.of("image", "score");
    }

    String in(Format format) {
        try {
            return switch (format) {
                case TEXT -> text();
                case JSON -> JSON.writeValueAsString(this);
                case CSV -> new ScoreLine(Csv.tame(image), score, defective, pValue, threshold, falseAlarms).csv();
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a line for " + Printable.of(image), e);
        }
    }

    private String text() {
        String verdict = defective.map(called ->
                String.format(Locale.ROOT, "%s\t%.4f\t", called ? "defective" : "good", pValue.orElseThrow())).orElse("");
        return String.format(Locale.ROOT, "%.6f\t%s%s", score, verdict, Printable.of(image));
    }

    private String csv() throws JsonProcessingException {
        CsvSchema.Builder schema = CsvSchema.builder();
        columns(defective.isPresent()).forEach(schema::addColumn);
        return CSV.with(schema.build()).writeValueAsString(this).stripTrailing();
    }
}
