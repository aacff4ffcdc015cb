package recontrast.pretraining;

import java.util.ArrayDeque;
import java.util.Deque;

/** The mean of the last so many numbers. */
final class RunningMean {

    private final int length;
    private final Deque<Double> last = new ArrayDeque<>();

    RunningMean(int length) {
        this.length = length;
    }

    void add(double value) {
        last.addLast(value);
        if (last.size() > length) {
            last.removeFirst();
        }
    }

    /** 0 before the first number. */
    double value() {
        return last.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
