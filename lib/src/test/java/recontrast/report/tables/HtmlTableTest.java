package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.report.tables.Sheet.Heading;

import java.util.List;

class HtmlTableTest {

    private static final String HTML = new Sheet("",
            List.of(Heading.words("config"), Heading.number("here", "last"), Heading.number("here", "best"),
                    Heading.number("paper", "last")),
            List.of(List.of("A", "1", "2", "3")), List.of()).html();

    @Test
    void rulesOffTheHeadings() {
        // the rule must come after the declaration that takes all borders away
        assertThat(HTML).containsPattern("<th style=\"border:0;[^\"]*;border-bottom:1px solid [^\"]*\">config</th>");
    }

    @Test
    void setsGroupsOfColumnsApart() {
        assertThat(HTML).containsPattern("<td style=\"[^\"]*padding-left:18px\">1</td>")
                .containsPattern("<td style=\"[^\"]*nowrap\">2</td>")
                .containsPattern("<td style=\"[^\"]*padding-left:18px\">3</td>");
    }

    @Test
    void spansTheColumnsOfAGroup() {
        assertThat(HTML).containsPattern("<th colspan=\"2\" [^>]*>here</th><th colspan=\"1\" [^>]*>paper</th>");
    }
}
