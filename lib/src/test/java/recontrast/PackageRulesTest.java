package recontrast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import recontrast.run.Compute;

/** Who may know whom. */
class PackageRulesTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("recontrast");

    @Test
    void dataModelLossAndMetricDoNotKnowWhatUsesThem() {
        noClasses().that().resideInAnyPackage(
                        "recontrast.data..", "recontrast.model..", "recontrast.loss..", "recontrast.metric..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "recontrast", "recontrast.training..", "recontrast.analysis..", "recontrast.report..",
                        "recontrast.cli..")
                .check(LIBRARY);
    }

    @Test
    void onlyReportAndCliDraw() {
        noClasses().that().resideOutsideOfPackages("recontrast.report..", "recontrast.cli..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "org.knowm.xchart..", "com.github.weisj..", "org.apache.batik..", "org.apache.pdfbox..",
                        "de.rototor..", "tech.tablesaw..", "org.dflib.jjava..", "picocli..", "me.tongfei..")
                .check(LIBRARY);
    }

    /** So that whoever trains or scores needs nothing of what draws. */
    @Test
    void nothingKnowsReportAndCli() {
        noClasses().that().resideOutsideOfPackages("recontrast.report..", "recontrast.cli..")
                .should().dependOnClassesThat().resideInAnyPackage("recontrast.report..", "recontrast.cli..")
                .check(LIBRARY);
    }

    @Test
    void onlyTheNotebookPackageKnowsTheKernel() {
        noClasses().that().resideOutsideOfPackage("recontrast.report.notebook..")
                .should().dependOnClassesThat().resideInAPackage("org.dflib.jjava..")
                .check(LIBRARY);
    }

    @Test
    void onlyCliWritesModelsForOtherPrograms() {
        noClasses().that().resideOutsideOfPackages("recontrast.export..", "recontrast.cli..")
                .should().dependOnClassesThat().resideInAPackage("recontrast.export..")
                .check(LIBRARY);
    }

    @Test
    void metricsKnowNoTensors() {
        noClasses().that().resideInAPackage("recontrast.metric..")
                .should().dependOnClassesThat().resideInAPackage("ai.djl..")
                .check(LIBRARY);
    }

    @Test
    void theLoopNeverKnowsTheConfiguration() {
        classes().that().resideInAPackage("recontrast.training..")
                .should().onlyDependOnClassesThat().areNotAssignableTo(Config.class)
                .check(LIBRARY);
    }

    /** Elsewhere it might start before it is told to leave the network alone. */
    @Test
    void onlyComputeStartsTheEngine() {
        noClasses().that().doNotBelongToAnyOf(Compute.class)
                .should().callMethod(NDManager.class, "newBaseManager")
                .orShould().callMethod(NDManager.class, "newBaseManager", Device.class)
                .orShould().callMethod(NDManager.class, "newBaseManager", Device.class, String.class)
                .orShould().callMethod(Engine.class, "getInstance")
                .check(LIBRARY);
    }

    /** The engine lets go of the buffer of a Java number, though a gradient may read it; and a GPU waits for its copy. */
    @Test
    void noStepComputesWithJavaNumbers() {
        noClasses().that().resideInAnyPackage("recontrast.model..", "recontrast.loss..", "recontrast.training..")
                .should().callMethodWhere(describe("a tensor's method takes a Java number (Constant makes a tensor of it)",
                        call -> call.getTargetOwner().isAssignableTo(NDArray.class)
                                && call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(Number.class))))
                .check(LIBRARY);
    }

    /** Each package by itself, the root too; but the drawing of a network takes its colours from report, which shows it. */
    @Test
    void packagesFormNoCycle() {
        slices().matching("(**)").should().beFreeOfCycles()
                .check(LIBRARY);
    }
}
