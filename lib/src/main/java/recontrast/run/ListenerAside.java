package recontrast.run;

import recontrast.training.Diversity;
import recontrast.training.Evaluation;
import recontrast.weights.DownloadListener;
import recontrast.weights.PublishedFile;

import java.nio.file.Path;
import java.util.Map;

/** Tells a listener {@link Aside}: it cannot take away the interrupt that is to end the training. */
record ListenerAside(RunListener told) implements RunListener {

    @Override
    public void stepped(int iteration, float loss) {
        Aside.run(() -> told.stepped(iteration, loss));
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        Aside.run(() -> told.evaluated(evaluation));
    }

    @Override
    public void diversity(Diversity diversity) {
        Aside.run(() -> told.diversity(diversity));
    }

    @Override
    public void swept(Map<RunSpec, Map<String, Object>> values) {
        Aside.run(() -> told.swept(values));
    }

    @Override
    public void waiting(RunSpec ending) {
        Aside.run(() -> told.waiting(ending));
    }

    @Override
    public void started(RunResult soFar) {
        Aside.run(() -> told.started(soFar));
    }

    @Override
    public void reused(RunResult result, Path folder) {
        Aside.run(() -> told.reused(result, folder));
    }

    @Override
    public void ended(RunResult result) {
        Aside.run(() -> told.ended(result));
    }

    @Override
    public DownloadListener downloads() {
        return new Downloads(told.downloads());
    }

    private record Downloads(DownloadListener told) implements DownloadListener {

        @Override
        public void downloading(PublishedFile file, long received, long total) {
            Aside.run(() -> told.downloading(file, received, total));
        }

        @Override
        public void downloaded(PublishedFile file, Path place) {
            Aside.run(() -> told.downloaded(file, place));
        }

        @Override
        public void failed(PublishedFile file) {
            Aside.run(() -> told.failed(file));
        }

        @Override
        public void waitingForAnother(PublishedFile file) {
            Aside.run(() -> told.waitingForAnother(file));
        }
    }
}
