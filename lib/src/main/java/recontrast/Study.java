package recontrast;

import recontrast.data.Category;
import recontrast.data.Dataset;
import recontrast.data.MemoryBudget;
import recontrast.data.Printable;
import recontrast.data.embedded.Embedded;
import recontrast.detector.Method;
import recontrast.model.EncoderTraining;
import recontrast.run.Provenance;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.Trainer;
import recontrast.training.CoreTurns;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The same experiment on several categories and seeds.
 *
 * @param experiments one for each category and seed
 */
public record Study(List<Experiment> experiments) {

    public Study {
        experiments = List.copyOf(experiments);
    }

    /**
     * A study by name, as notebooks and commands have it.
     *
     * @param data {@code embedded}, {@code embedded:7} for other images by the same generator, or the path of a data set
     * @param category a category's name, or {@code all}
     * @throws recontrast.data.DataException if there is no such data set or category
     */
    public static Study of(String data, String category) {
        Dataset dataset = Embedded.named(data).orElseGet(() -> Dataset.open(Path.of(data)));
        return new Study(dataset.named(category).stream().map(Experiment::on).toList());
    }

    /** With every experiment changed. */
    public Study each(UnaryOperator<Experiment> change) {
        return new Study(experiments.stream().map(change).toList());
    }

    /** With every experiment repeated under these seeds. */
    public Study seeds(int... seeds) {
        return new Study(experiments.stream()
                .flatMap(experiment -> Arrays.stream(seeds).mapToObj(experiment::seed)).toList());
    }

    /** The first of the experiments, to look at its images and models. */
    public Experiment first() {
        return experiments.get(0);
    }

    /** Trains one configuration in every experiment; finished runs are used again. */
    public List<RunResult> train(Method method, RunListener listener) {
        return train(List.of(method), listener);
    }

    /**
     * Trains all configurations in every experiment; finished runs are used again.
     *
     * @return the runs in order; fewer if this thread was interrupted, the last of them perhaps unfinished
     */
    public List<RunResult> train(List<? extends Method> methods, RunListener listener) {
        return Trainer.train(experiments.stream()
                .flatMap(experiment -> methods.stream().map(experiment::trial)).toList(), listener);
    }

    /**
     * What there is of these configurations in every experiment, finished or stopped; nothing is trained. A table of
     * {@code study.find(Config.LADDER)} grows with what was trained so far.
     */
    public List<RunResult> find(List<? extends Method> methods) {
        return experiments.stream()
                .flatMap(experiment -> methods.stream().flatMap(method -> experiment.find(method).stream())).toList();
    }

    /** Device, versions, encoder and data in use, a line each, and whether other trainings share the cores. */
    @Override
    public String toString() {
        Experiment first = experiments.get(0);
        Provenance provenance = Provenance.now(first.device());
        String data = experiments.stream().map(Study::describe).distinct().collect(Collectors.joining("\n"));
        String seeds = experiments.stream().map(Experiment::seed).distinct().sorted().map(String::valueOf)
                .collect(Collectors.joining(", "));
        return "device   %s, %s, %s, Java %s\nencoder  %s, weights %s\nplan     %s, seed %s\n%s".formatted(
                provenance.device().replace("()", ""), provenance.inThreads(), provenance.engine(), provenance.java(),
                first.backbone().name(), first.weights().id(), plan(first), seeds, data)
                + CoreTurns.remark(first.device()).map(remark -> "\ncores    " + remark).orElse("");
    }

    private static String plan(Experiment experiment) {
        TrainingPlan plan = experiment.plan();
        return "%d iterations of %d images of %s, learning rate %s, of the encoder %s (paper: %s, %s)%s".formatted(
                plan.iterations(), plan.batch(), experiment.resolution().inWords(), plain(plan.learningRate()),
                plain(plan.encoderLearningRate()),
                plain(TrainingPlan.PAPER.learningRate()), plain(TrainingPlan.PAPER.encoderLearningRate()),
                plan.encoderTraining() == EncoderTraining.RUNNING_STATISTICS
                        ? ", its normalisation by running statistics" : "")
                + (plan.variant().equals(Variant.STANDARD) ? "" : ", " + plan.variant() + " variant")
                + plan.precision().inWords();
    }

    /** {@code 0.0001} where Java says 1.0E-4. */
    private static String plain(double rate) {
        return BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
    }

    private static String describe(Experiment experiment) {
        Category category = experiment.category();
        return Printable.of("data     %s / %s: %s, %d good and %d defective to test".formatted(
                category.dataset(), category.name(), category.trainInWords(), category.goodTest().size(),
                category.defectiveTest().size())
                + MemoryBudget.ofHeap().shortage(category.train(), experiment.resolution())
                        .map(shortage -> "; " + shortage).orElse(""));
    }
}
