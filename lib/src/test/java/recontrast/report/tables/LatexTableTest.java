package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.report.HandMadeRuns;
import recontrast.report.tables.Sheet.Heading;

import java.util.List;

class LatexTableTest {

    @Test
    void setsATableOfAPaperWithItsNotesBelow() {
        Sheet sheet = new Sheet("Ablation of 100 %", List.of(Heading.words("config"), Heading.words("cp"),
                Heading.number("I-AUROC, %", "last"), Heading.number("I-AUROC, %", "best"), Heading.number("", "gain")),
                List.of(List.of("A_1 & co", "", "74.83+-3.42", "75.05", "-8.0 [-10.6, +5.2]"),
                        List.of("{Ours}", "x", "91.05", "91.64+-0.41", "")),
                List.of("Over washer_2, 1e-4 < x; seeds 3-5.", "A ~ B^2."));
        assertThat(sheet.latex()).isEqualTo("""
                % \\usepackage{booktabs,graphicx}
                \\begin{table}
                \\centering
                \\caption{Ablation of 100 \\%}
                \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%
                \\begin{tabular}{llrrr}
                \\toprule
                 &  & \\multicolumn{2}{c}{I-AUROC, \\%} &  \\\\
                \\cmidrule(lr){3-4}
                config & cp & last & best & gain \\\\
                \\midrule
                A\\_1 \\& co &  & 74.83\\,$\\pm$\\,$3.42$ & 75.05 & $-$8.0 [$-$10.6, $+$5.2] \\\\
                \\{Ours\\} & $\\bullet$ & 91.05 & 91.64\\,$\\pm$\\,$0.41$ &  \\\\
                \\bottomrule
                \\end{tabular}}
                \\par\\smallskip{\\footnotesize Over washer\\_2, 1e-4 \\textless{} x; seeds 3-5.\\par}
                \\par\\smallskip{\\footnotesize A \\textasciitilde{} B\\textasciicircum{}2.\\par}
                \\end{table}""");
    }

    @Test
    void everyTableHasIt() {
        AblationTable table = AblationTable.of(List.of(HandMadeRuns.finished(Config.B, "nut", 0, 0.7, 0.7)),
                List.of(HandMadeRuns.finished(Config.OURS, "nut", 0, 0.9, 0.9)));
        assertThat(table.latex()).contains("\nOurs & $\\bullet$ & ", "Over nut; one seed, so no deviations.");
    }
}
