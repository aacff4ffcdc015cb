package recontrast.report.live;

import recontrast.report.RunSentences;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;

import java.nio.file.Path;
import java.util.Map;

/** Words what happens to runs; where the words are seen is the outlet's matter. */
abstract class WordedProgress implements RunListener {

    private RunSentences sentences = RunSentences.PLAIN;

    /** Something ended: the sentence stays. */
    abstract void say(String sentence);

    /** Something is under way: the sentence may give way to the next. */
    void announce(String sentence) {
        say(sentence);
    }

    RunSentences sentences() {
        return sentences;
    }

    @Override
    public void swept(Map<RunSpec, Map<String, Object>> values) {
        sentences = new RunSentences(values);
    }

    @Override
    public void waiting(RunSpec ending) {
        announce(sentences.waiting(ending));
    }

    @Override
    public void started(RunResult soFar) {
        announce(sentences.started(soFar));
    }

    @Override
    public void reused(RunResult result, Path folder) {
        say(sentences.reused(result, folder));
    }

    @Override
    public void ended(RunResult result) {
        say(sentences.ended(result));
    }
}
