package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProcessorTest {

    @Test
    void isNamedAsItNamesItself() {
        assertThat(Processor.of(List.of("processor\t: 0", "model name\t: AMD EPYC 9R45", "flags\t\t: fpu avx avx2 avx512f avx512_bf16",
                "", "processor\t: 1", "model name\t: another"), "amd64"))
                .hasToString("AMD EPYC 9R45 (avx2, avx512f, avx512_bf16)");
    }

    @Test
    void isNamedByItsArchitectureElsewhere() {
        assertThat(Processor.of(List.of("Features\t: fp asimd bf16"), "aarch64")).hasToString("aarch64 (asimd, bf16)");
        assertThat(Processor.of(List.of(), "aarch64")).hasToString("aarch64");
    }
}
