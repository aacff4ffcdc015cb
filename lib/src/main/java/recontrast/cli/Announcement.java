package recontrast.cli;

import ai.djl.Device;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.MemoryBudget;
import recontrast.data.Printable;
import recontrast.detector.Method;
import recontrast.metric.Calibration;
import recontrast.model.EncoderTraining;
import recontrast.run.Provenance;
import recontrast.training.CoreTurns;
import recontrast.training.ModelChoice;
import recontrast.training.TrainingPlan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a command says before it trains: device, data, memory, encoder, plan and folder. */
record Announcement(List<Experiment> experiments, List<? extends Method> methods) {

    List<String> lines() {
        Experiment any = experiments.get(0);
        Provenance here = Provenance.now(any.device());
        return Stream.of(
                Stream.of("device   %s, %s, %s".formatted(name(any.device()), here.inThreads(), here.engine())),
                CoreTurns.remark(any.device()).stream().map(remark -> "cores    " + remark),
                experiments.stream().map(Experiment::category).distinct().map(category -> "data     " + data(category)),
                experiments.stream().flatMap(this::rates).distinct(),
                experiments.stream().flatMap(Announcement::shortages).distinct(),
                experiments.stream().flatMap(this::banks).distinct(),
                Stream.of(
                        "encoder  %s, weights %s".formatted(any.backbone().name(), any.weights().id()),
                        plan(any),
                        "results  " + any.store().path()))
                .flatMap(lines -> lines)
                .map(Printable::of)
                .toList();
    }

    /** The least that may be promised of false alarms. */
    private Stream<String> rates(Experiment experiment) {
        return methods.stream().map(method -> experiment.trial(method).calibrating()).filter(images -> images > 0)
                .map(images -> String.format(Locale.ROOT, "alarms   %s: %d held-out images set the threshold:"
                        + " score --false-alarms %s, 1 / %d, or more", experiment.category().name(), images,
                        Calibration.smallestRateInWords(images), images + 1));
    }

    /** Of training and test images. */
    private static Stream<String> shortages(Experiment experiment) {
        Category category = experiment.category();
        MemoryBudget budget = MemoryBudget.ofHeap();
        return Stream.concat(
                        Stream.of(category.train(), category.test())
                                .flatMap(samples -> budget.shortage(samples, experiment.resolution()).stream()),
                        Stream.of(category).filter(Category::hasMasks)
                                .flatMap(any -> budget.shortageOfMaps(any.test(), experiment.resolution()).stream()))
                .map(shortage -> "memory   " + category.name() + ": " + shortage);
    }

    private Stream<String> banks(Experiment experiment) {
        Method.Setup setup = new Method.Setup(experiment.backbone(), experiment.plan(), experiment.resolution());
        Category category = experiment.category();
        return methods.stream().filter(method -> method.memory(setup, 1) > 0)
                .map(method -> "memory   %s: %s takes %d MiB for what it keeps of images".formatted(category.name(),
                        method.name(), (method.memory(setup, setup.resolution().inputs(category.train())) >> 20) + 1));
    }

    /** {@code cpu}, or {@code gpu0}. */
    static String name(Device device) {
        return device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
    }

    static String data(Category category) {
        return "%s %s: %s, %s".formatted(category.dataset(), category.name(), category.trainInWords(), tests(category));
    }

    private static String tests(Category category) {
        if (category.test().isEmpty()) {
            return "no test images: trains without evaluation";
        }
        return "%d good and %d defective to test, %s".formatted(category.goodTest().size(),
                category.defectiveTest().size(), category.hasMasks() ? "with masks" : "without masks");
    }

    private String seeds() {
        return String.join(", ", experiments.stream().map(each -> String.valueOf(each.seed())).distinct().toList());
    }

    private String plan(Experiment experiment) {
        TrainingPlan plan = experiment.plan();
        return ("plan     %s, %s, batch %d, %d iterations, judged every %d, encoder learning rate %s, %s statistics,"
                + "%s seed %s%s").formatted(
                plan.variant(), experiment.resolution().inWords(), plan.batch(), plan.iterations(), plan.evaluateEvery(),
                BigDecimal.valueOf(plan.encoderLearningRate()).stripTrailingZeros().toPlainString(),
                plan.encoderTraining() == EncoderTraining.RUNNING_STATISTICS ? "running" : "batch",
                plan.choice() == ModelChoice.LAST ? "" : " the model chosen by held-out images,", seeds(),
                plan.precision().inWords());
    }
}
