package recontrast.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a test set, each once: what names, shows or compares metrics takes them from here.
 *
 * <p>A new one is a constant with its {@link Measure}: every evaluation computes it, runs record it by the constant's
 * name beside the fields that they have always had, and {@link #of} reads it back.
 */
public enum Metric {

    IMAGE_AUROC("I-AUROC", Unit.PERCENT, image(Evaluation::imageAuroc)),
    IMAGE_AP("I-AP", Unit.PERCENT, image(Evaluation::imageAp)),
    F1_MAX("F1-max", Unit.PERCENT, image(evaluation -> evaluation.imageF1().f1())),
    /** Of the images, at the threshold of F1-max. */
    ACCURACY("ACC", Unit.PERCENT, image(evaluation -> evaluation.imageF1().accuracy())),
    /** Of F1-max, an image score. */
    THRESHOLD("threshold", Unit.NONE, image(evaluation -> evaluation.imageF1().threshold())),
    PIXEL_AUROC("P-AUROC", Unit.PERCENT, pixels(Localisation::pixelAuroc)),
    PIXEL_AP("P-AP", Unit.PERCENT, pixels(Localisation::pixelAp)),
    AUPRO_PUBLISHED("AUPRO published", Unit.PERCENT, pixels(Localisation::auproPublished)),
    AUPRO_EXACT_30("AUPRO exact 0.3", Unit.PERCENT, pixels(Localisation::auproExact30)),
    AUPRO_EXACT_05("AUPRO exact 0.05", Unit.PERCENT, pixels(Localisation::auproExact05));

    /** What tables show a metric in. */
    public enum Unit {

        /** Of what is recorded as 0 to 1. */
        PERCENT(100),
        NONE(1);

        private final double factor;

        Unit(double factor) {
            this.factor = factor;
        }

        /** What is shown of what is recorded. */
        public double of(double recorded) {
            return factor * recorded;
        }
    }

    /** Computes a metric of ranked image scores and, where there are masks, ranked pixels; empty where it has no value. */
    @FunctionalInterface
    interface Measure {
        Optional<Double> of(Ranking images, Optional<PixelRanking> pixels);
    }

    private final String title;
    private final Unit unit;
    private final Optional<Measure> measure; // none where an evaluation has a field for it
    private final Function<Evaluation, OptionalDouble> recorded;

    Metric(String title, Unit unit, Measure measure) {
        this.title = title;
        this.unit = unit;
        this.measure = Optional.of(measure);
        this.recorded = evaluation ->
                Optional.ofNullable(evaluation.further().get(name())).stream().mapToDouble(value -> value).findFirst();
    }

    Metric(String title, Unit unit, Function<Evaluation, OptionalDouble> recorded) {
        this.title = title;
        this.unit = unit;
        this.measure = Optional.empty();
        this.recorded = recorded;
    }

    private static Function<Evaluation, OptionalDouble> image(ToDoubleFunction<Evaluation> field) {
        return evaluation -> OptionalDouble.of(field.applyAsDouble(evaluation));
    }

    private static Function<Evaluation, OptionalDouble> pixels(ToDoubleFunction<Localisation> field) {
        return evaluation -> evaluation.localisation().stream().mapToDouble(field).findFirst();
    }

    /** By name, those that an evaluation has no field for. */
    static Map<String, Double> further(Ranking images, Optional<PixelRanking> pixels) {
        Map<String, Double> further = new LinkedHashMap<>();
        for (Metric metric : values()) {
            metric.measure.flatMap(measure -> measure.of(images, pixels))
                    .ifPresent(value -> further.put(metric.name(), value));
        }
        return further;
    }

    /** As the paper and tables call it; AUPRO with its flavour. */
    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }

    /** As it is recorded, 0 to 1 where the unit is percent; empty without masks where it needs them. */
    public OptionalDouble of(Evaluation evaluation) {
        return recorded.apply(evaluation);
    }
}
