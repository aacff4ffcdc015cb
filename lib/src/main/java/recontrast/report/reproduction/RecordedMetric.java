package recontrast.report.reproduction;

import recontrast.metric.Evaluation;
import recontrast.metric.Localisation;

import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A metric of the paper's tables that every evaluation of a run has. */
enum RecordedMetric {

    IMAGE_AUROC("I-AUROC", image(Evaluation::imageAuroc)),
    PIXEL_AUROC("P-AUROC", pixels(Localisation::pixelAuroc)),
    AUPRO_PUBLISHED("AUPRO published", pixels(Localisation::auproPublished)),
    AUPRO_EXACT("AUPRO exact 0.3", pixels(Localisation::auproExact30)),
    F1_MAX("F1-max", image(evaluation -> evaluation.imageF1().f1())),
    ACCURACY("ACC", image(evaluation -> evaluation.imageF1().accuracy()));

    private final String title;
    private final Function<Evaluation, OptionalDouble> value;

    RecordedMetric(String title, Function<Evaluation, OptionalDouble> value) {
        this.title = title;
        this.value = value;
    }

    private static Function<Evaluation, OptionalDouble> image(ToDoubleFunction<Evaluation> metric) {
        return evaluation -> OptionalDouble.of(metric.applyAsDouble(evaluation));
    }

    private static Function<Evaluation, OptionalDouble> pixels(ToDoubleFunction<Localisation> metric) {
        return evaluation -> evaluation.localisation().stream().mapToDouble(metric).findFirst();
    }

    /** As the paper calls it; AUPRO with its flavour. */
    String title() {
        return title;
    }

    /** 0 to 1; empty without masks where it needs them. */
    OptionalDouble of(Evaluation evaluation) {
        return value.apply(evaluation);
    }
}
