package recontrast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

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
                        "recontrast.cli..", "recontrast.pretraining..")
                .check(LIBRARY);
    }

    @Test
    void onlyReportAndCliDraw() {
        noClasses().that().resideOutsideOfPackages("recontrast.report..", "recontrast.cli..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "org.knowm.xchart..", "tech.tablesaw..", "org.dflib.jjava..", "picocli..", "me.tongfei..")
                .check(LIBRARY);
    }

    @Test
    void onlyTheNotebookPackageKnowsTheKernel() {
        noClasses().that().resideOutsideOfPackage("recontrast.report.notebook..")
                .should().dependOnClassesThat().resideInAPackage("org.dflib.jjava..")
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

    @Test
    void packagesFormNoCycle() {
        slices().matching("recontrast.(*)..").should().beFreeOfCycles().check(LIBRARY);
    }
}
