package recontrast.report.reproduction;

import static recontrast.report.reproduction.TableRow.of;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.Setting;
import recontrast.Study;
import recontrast.data.Category;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;
import recontrast.model.Backbone;
import recontrast.model.View;
import recontrast.report.tables.PaperFigure;
import recontrast.report.tables.PaperTable;
import recontrast.training.Variant;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What it takes to make a table of the paper again. Data sets, categories and metrics are those of the published table;
 * how to train on a data set is its {@link recontrast.Protocol}.
 *
 * @param number of the table
 * @param variant which of the paper's three ways to train it is about
 * @param rows those that are trained; all others stay as published
 * @param sizes the networks whose parameters are counted
 */
public record PaperExperiment(String number, Variant variant, List<TableRow> rows, List<NetworkSize> sizes) {

    /** What Table 4 adds to the names of its data sets. */
    private static final String JOINED = " (one model for all categories)";

    private static final TableRow OURS = of("ReContrast", Config.OURS);

    /** The tables that set ReContrast beside other systems. */
    private static final List<String> OF_SYSTEMS = List.of("1", "2", "3", "4", "5", "A1", "A3", "A7");

    /** Configurations that the tables of systems call otherwise. */
    private static final Map<String, Method> SYSTEMS = Map.of("ReContrast", Config.OURS, "RD4AD", Config.A);

    /** Every table, in the paper's order. */
    private static final List<PaperExperiment> ALL = List.of(
            new PaperExperiment("1", OURS),
            new PaperExperiment("2", OURS),
            new PaperExperiment("3", OURS),
            new PaperExperiment("4", Variant.UNIFIED, List.of(OURS), List.of()),
            new PaperExperiment("5", OURS),
            new PaperExperiment("6", Config.LADDER.stream().map(config -> of(config.name(), config))),
            new PaperExperiment("A1", OURS),
            new PaperExperiment("A2", of("ReContrast (3 seeds)", Config.OURS)),
            new PaperExperiment("A3", OURS),
            new PaperExperiment("A4", Stream.concat(
                    Stream.of(of("alpha -inf", Config.E)), // nothing is discarded: no hard-normal mining
                    DoubleStream.of(-2, -1, 0, 0.5, 1, 1.5, 2).mapToObj(PaperExperiment::alpha))),
            new PaperExperiment("A5", Variant.STANDARD, Backbone.ALL.stream().map(PaperExperiment::backbone).toList(),
                    Backbone.ALL.stream().flatMap(PaperExperiment::sizes).toList()),
            new PaperExperiment("A6",
                    of("Config. B (3 frozen)", Config.B),
                    of("Ours, 3 frozen only", Config.OURS).read(Reading.maps(View.ENCODER_FREEZE)),
                    of("Ours, 3 trained only", Config.OURS).read(Reading.maps(View.ENCODER)),
                    of("Ours, 3 trained + 3 frozen", Config.OURS),
                    of("Config. B ResNet50 + WideResNet50 (6 frozen)", Config.B)
                            .ensemble(Backbone.RESNET50, Backbone.WIDE_RESNET50_2)), // last: another encoder
            new PaperExperiment("A7", OURS.read(Reading.anomalyKinds())),
            new PaperExperiment("Appendix E", Variant.STABLE,
                    List.of(of("ReContrast (stable variant)", Config.OURS)), List.of()));

    private PaperExperiment(String number, TableRow... rows) {
        this(number, Variant.STANDARD, List.of(rows), List.of());
    }

    private PaperExperiment(String number, Stream<TableRow> rows) {
        this(number, Variant.STANDARD, rows.toList(), List.of());
    }

    private static TableRow alpha(double value) {
        return of("alpha " + String.valueOf(value).replaceFirst("\\.0$", ""), Config.OURS).with(Setting.ALPHA, value);
    }

    private static TableRow backbone(Backbone backbone) {
        return of("ReContrast " + backbone.name(), Config.OURS).on(backbone);
    }

    private static Stream<NetworkSize> sizes(Backbone backbone) {
        return Stream.of(new NetworkSize("RD4AD " + backbone.name(), backbone, Config.A),
                new NetworkSize("ReContrast " + backbone.name(), backbone, Config.OURS));
    }

    /**
     * The experiment of a table.
     *
     * @param number as in {@link PaperTable#list()}
     * @throws IllegalArgumentException if the paper has no such table
     */
    public static PaperExperiment number(String number) {
        String known = PaperTable.number(number).number();
        return ALL.stream().filter(experiment -> experiment.number.equals(known)).findFirst().orElseThrow();
    }

    /**
     * The same of these systems, each read as ReContrast is.
     *
     * @param names as the paper's tables or {@code run --config} have them
     * @throws IllegalArgumentException if the table compares no systems, or there is none of a name
     */
    public PaperExperiment comparing(List<String> names) {
        if (!OF_SYSTEMS.contains(number)) {
            throw new IllegalArgumentException("expected systems for one of tables " + String.join(", ", OF_SYSTEMS)
                    + ", which compare some; found " + published().heading() + ": leave them out");
        }
        return new PaperExperiment(number, variant, names.stream().map(this::system).toList(), sizes);
    }

    private TableRow system(String name) {
        Method method = SYSTEMS.entrySet().stream().filter(system -> system.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue).findFirst().orElseGet(() -> MethodFamily.method(name));
        String paper = SYSTEMS.entrySet().stream().filter(system -> system.getValue().equals(method))
                .map(Map.Entry::getKey).findFirst().orElse(method.name());
        return of(paper, method).read(rows.get(0).reading());
    }

    /** The table as the paper has it. */
    public PaperTable published() {
        return PaperTable.number(number);
    }

    /** What one model each is trained on: each category, or all of them as one. */
    public List<Category> sets(List<Category> categories) {
        return variant.equals(Variant.UNIFIED) ? List.of(Category.joined(categories)) : categories;
    }

    /** An experiment under the plan that the paper has for this table. */
    public Experiment planned(Experiment experiment) {
        return experiment.variant(variant.name());
    }

    /** The categories of a study, each or all as one, under the plan that the paper has for this table. */
    public Study on(Study study) {
        List<Category> categories = study.experiments().stream().map(Experiment::category).distinct().toList();
        return new Study(sets(categories).stream().map(Experiment::on).map(this::planned).toList());
    }

    /** The data sets the table is about, by the names that their readers give them. */
    List<String> datasets() {
        return published().figures().stream().map(PaperExperiment::dataset).distinct().toList();
    }

    /** What the paper reports on one of these data sets. */
    List<TableFigure> published(String dataset) {
        return published().figures().stream().filter(figure -> dataset(figure).equals(dataset))
                .map(TableFigure::of).toList();
    }

    private static String dataset(PaperFigure figure) {
        return figure.dataset().replace(JOINED, "");
    }
}
