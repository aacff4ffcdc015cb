package recontrast.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import recontrast.data.Picture;
import recontrast.metric.Aupro;
import recontrast.metric.Localisation;
import recontrast.metric.MaskedMap;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What the processor does beside the network; {@code ./environment/microbench} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class MicroBenchmark {

    private static final int PHOTOGRAPH = 900; // pixels a side, as in MVTec AD's bottle

    private final List<MaskedMap> maps = AuproBench.maps();
    private final Picture photograph;

    public MicroBenchmark() {
        Random random = new Random(0);
        byte[] rgb = new byte[3 * PHOTOGRAPH * PHOTOGRAPH];
        random.nextBytes(rgb);
        photograph = new Picture(PHOTOGRAPH, PHOTOGRAPH, rgb);
    }

    @Benchmark
    public double exactAuproOf100Images() {
        return Aupro.exact(maps, AuproBench.LIMIT);
    }

    @Benchmark
    public double publishedAuproOf100Images() {
        return Aupro.published(maps);
    }

    @Benchmark
    public Localisation allPixelMetricsOf100Images() {
        return Localisation.of(maps);
    }

    @Benchmark
    public Picture resizeOfAPhotograph() {
        return photograph.resized(256, 256);
    }
}
