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
 * <p>A new one is a constant with its {@link Formula}: every evaluation computes it, runs record it by the constant's
 * name beside the fields that they have always had, {@link #of} reads it back, and tables, curves and the lines of
 * progress show it.
 */
public enum Metric {

    IMAGE_AUROC("I-AUROC", Unit.PERCENT, Prominence.HEADLINE, image(TestMetrics::imageAuroc)),
    IMAGE_AP("I-AP", Unit.PERCENT, Prominence.RECORDED, image(TestMetrics::imageAp)),
    F1_MAX("F1-max", Unit.PERCENT, Prominence.RECORDED, image(metrics -> metrics.imageF1().f1())),
    /** Of the images, at the threshold of F1-max. */
    ACCURACY("ACC", Unit.PERCENT, Prominence.RECORDED, image(metrics -> metrics.imageF1().accuracy())),
    /** Of F1-max, an image score. */
    THRESHOLD("threshold", Unit.NONE, Prominence.RECORDED, image(metrics -> metrics.imageF1().threshold())),
    PIXEL_AUROC("P-AUROC", Unit.PERCENT, Prominence.RECORDED, pixels(Localisation::pixelAuroc)),
    PIXEL_AP("P-AP", Unit.PERCENT, Prominence.RECORDED, pixels(Localisation::pixelAp)),
    AUPRO_PUBLISHED("AUPRO published", Unit.PERCENT, Prominence.HEADLINE, pixels(Localisation::auproPublished)),
    AUPRO_EXACT_30("AUPRO exact 0.3", Unit.PERCENT, Prominence.TABULATED, pixels(Localisation::auproExact30)),
    AUPRO_EXACT_05("AUPRO exact 0.05", Unit.PERCENT, Prominence.RECORDED, pixels(Localisation::auproExact05));

    /** What a metric is shown in. */
    public enum Unit {

        /** Of what is recorded as 0 to 1. */
        PERCENT(100, "%", 2),
        NONE(1, "", 4);

        private final double factor;
        private final String sign;
        private final int decimals;

        Unit(double factor, String sign, int decimals) {
            this.factor = factor;
            this.sign = sign;
            this.decimals = decimals;
        }

        /** What is shown of what is recorded. */
        public double of(double recorded) {
            return factor * recorded;
        }

        /** {@code %}, or nothing. */
        public String sign() {
            return sign;
        }

        /** As many as are shown. */
        public int decimals() {
            return decimals;
        }
    }

    /** Where a metric is shown, besides tables of the paper that have it. */
    public enum Prominence {

        /** In lines of progress, sweeps and the ablation table, there at the last evaluation and at the best. */
        HEADLINE,
        /** In the ablation table, at the last evaluation. */
        TABULATED,
        /** Nowhere: it is recorded. */
        RECORDED
    }

    /** Computes a metric of ranked image scores and, where there are masks, ranked pixels; empty where it has no value. */
    @FunctionalInterface
    interface Formula {
        Optional<Double> of(Ranking images, Optional<PixelRanking> pixels);
    }

    private final String title;
    private final Unit unit;
    private final Prominence prominence;
    private final Optional<Formula> formula; // none where an evaluation has a field for it
    private final Function<TestMetrics, OptionalDouble> recorded;

    Metric(String title, Unit unit, Formula formula) {
        this.title = title;
        this.unit = unit;
        this.prominence = Prominence.HEADLINE;
        this.formula = Optional.of(formula);
        this.recorded = metrics ->
                Optional.ofNullable(metrics.further().get(name())).stream().mapToDouble(value -> value).findFirst();
    }

    Metric(String title, Unit unit, Prominence prominence, Function<TestMetrics, OptionalDouble> recorded) {
        this.title = title;
        this.unit = unit;
        this.prominence = prominence;
        this.formula = Optional.empty();
        this.recorded = recorded;
    }

    private static Function<TestMetrics, OptionalDouble> image(ToDoubleFunction<TestMetrics> field) {
        return metrics -> OptionalDouble.of(field.applyAsDouble(metrics));
    }

    private static Function<TestMetrics, OptionalDouble> pixels(ToDoubleFunction<Localisation> field) {
        return metrics -> metrics.localisation().stream().mapToDouble(field).findFirst();
    }

    /** By name, those that an evaluation has no field for. */
    static Map<String, Double> further(Ranking images, Optional<PixelRanking> pixels) {
        Map<String, Double> further = new LinkedHashMap<>();
        for (Metric metric : values()) {
            metric.formula.flatMap(formula -> formula.of(images, pixels))
                    .ifPresent(value -> further.put(metric.name(), value));
        }
        return further;
    }

    /** As tables call it; AUPRO with its flavour. */
    public String title() {
        return title;
    }

    /** As the paper calls it, to which AUPRO is the published one. */
    public String paperTitle() {
        return this == AUPRO_PUBLISHED ? "AUPRO" : title;
    }

    public Unit unit() {
        return unit;
    }

    public Prominence prominence() {
        return prominence;
    }

    /** As it is recorded, 0 to 1 where the unit is percent; empty without masks where it needs them. */
    public OptionalDouble of(TestMetrics metrics) {
        return recorded.apply(metrics);
    }
}
