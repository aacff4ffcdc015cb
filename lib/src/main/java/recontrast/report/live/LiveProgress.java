package recontrast.report.live;

import recontrast.report.Html;
import recontrast.report.RunSentences;
import recontrast.report.charts.Charts;
import recontrast.report.charts.Curves;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.training.Diversity;
import recontrast.training.Evaluation;
import recontrast.training.History;
import recontrast.weights.DownloadListener;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Training to watch: a bar with the time left, and a chart of loss and I-AUROC in which earlier runs stay. Once a run
 * has ended, one line says how; of one that is used again there is no more than that line.
 */
public final class LiveProgress extends WordedProgress {

    private static final long BAR_NANOS = 500_000_000L;
    private static final long CHART_NANOS = 4_000_000_000L;
    private static final int CHART_SHARE = 30; // one part of the time for drawing
    private static final int LINES = 9;

    private final Supplier<Display> displays;
    private final List<String> lines = new ArrayList<>();
    private final List<RunResult> earlier = new ArrayList<>();
    private Optional<Display> bar = Optional.empty();
    private Optional<Display> chart = Optional.empty();
    private Optional<Sitting> sitting = Optional.empty();
    private boolean waited;
    private long barDrawn;
    private long nextChart = System.nanoTime();

    /**
     * Nothing is shown before a run starts.
     *
     * @param displays makes a new place to show something in
     */
    public LiveProgress(Supplier<Display> displays) {
        this.displays = displays;
    }

    @Override
    void say(String sentence) {
        sitting = Optional.empty();
        lines.add(sentence.replace("run it again", "run the cell again"));
        drawBar(Optional.empty());
    }

    @Override
    void announce(String sentence) {
        drawBar(Optional.of(sentence));
    }

    @Override
    public void waiting(RunSpec ending) {
        waited = true;
        super.waiting(ending);
    }

    @Override
    public void started(RunResult soFar) {
        if (waited && soFar.history().iterations() > 0) {
            lines.add(sentences().kept(soFar));
        }
        waited = false;
        sitting = Optional.of(new Sitting(
                sentences().name(soFar.spec()), soFar, soFar.history().resume(), System.nanoTime()));
        super.started(soFar);
    }

    @Override
    public DownloadListener downloads() {
        return new LiveDownload(displays);
    }

    @Override
    public void stepped(int iteration, float loss) {
        sitting.ifPresent(now -> {
            now.recorder().stepped(iteration, loss);
            if (System.nanoTime() - barDrawn > BAR_NANOS) {
                drawBar(Optional.of(now.words(iteration, loss)));
            }
            if (System.nanoTime() - nextChart > 0) {
                drawChart(now.result());
            }
        });
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        sitting.ifPresent(now -> {
            now.recorder().evaluated(evaluation);
            drawChart(now.result());
        });
    }

    @Override
    public void diversity(Diversity diversity) {
        sitting.ifPresent(now -> now.recorder().diversity(diversity));
    }

    @Override
    public void reused(RunResult result, Path folder) {
        super.reused(result, folder);
        earlier.add(result);
    }

    @Override
    public void ended(RunResult result) {
        super.ended(result);
        drawChart(result);
        earlier.add(result);
    }

    private void drawBar(Optional<String> running) {
        int hidden = Math.max(0, lines.size() - LINES);
        StringBuilder html = new StringBuilder();
        List<String> text = new ArrayList<>(lines.subList(hidden, lines.size()));
        if (hidden > 0) {
            text.add(0, "earlier runs: " + hidden);
        }
        text.forEach(line -> html.append(Html.paragraph(line)));
        running.ifPresent(words -> {
            html.append(sitting.map(Sitting::result).map(now -> Html.progress(
                    now.history().iterations(), now.spec().plan().iterations(), words)).orElse(Html.paragraph(words)));
            text.add(words);
        });
        bar = bar.or(() -> Optional.of(displays.get()));
        bar.orElseThrow().show(html.toString(), String.join("\n", text));
        barDrawn = System.nanoTime();
    }

    private void drawChart(RunResult now) {
        List<RunResult> drawn = new ArrayList<>(earlier.stream().filter(run -> comparable(run, now)).toList());
        drawn.add(now);
        if (drawn.stream().allMatch(run -> run.history().iterations() == 0)) {
            return;
        }
        long begun = System.nanoTime();
        Charts figure = Curves.lossAndAuroc(drawn);
        chart = chart.or(() -> Optional.of(displays.get()));
        chart.orElseThrow().show(figure.image(), figure.toString());
        long drawing = System.nanoTime() - begun;
        nextChart = begun + drawing + Math.max(CHART_NANOS, CHART_SHARE * drawing);
    }

    /** Whether an earlier run belongs in the chart of this one: the same category and seed. */
    private static boolean comparable(RunResult run, RunResult now) {
        return run.spec().dataset().equals(now.spec().dataset())
                && run.spec().category().equals(now.spec().category())
                && run.spec().seed() == now.spec().seed() && !run.spec().equals(now.spec());
    }

    /** A run being trained since {@code sinceNanos}. */
    private record Sitting(String name, RunResult before, History.Recorder recorder, long sinceNanos) {

        RunResult result() {
            return new RunResult(
                    before.spec(), recorder.history(), before.seconds(), before.provenance(), before.state());
        }

        String words(int iteration, float loss) {
            int total = before.spec().plan().iterations();
            double perStep = (System.nanoTime() - sinceNanos) / 1e9 / (iteration - before.history().iterations());
            String imageAuroc = recorder.history().last()
                    .map(RunSentences::imageAuroc).map(", "::concat).orElse("");
            return String.format(Locale.ROOT, "%s: %d of %d, loss %.3f%s, %s left", name, iteration, total,
                    loss, imageAuroc, RunSentences.time(perStep * (total - iteration)));
        }
    }
}
