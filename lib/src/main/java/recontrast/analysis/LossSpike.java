package recontrast.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A step whose loss stands out from those before it: what the paper's stable variant is to prevent (appendix E).
 *
 * @param step counted from 1
 * @param loss of that step
 * @param usual the median loss of the {@value #BEFORE} steps before it
 */
public record LossSpike(int step, double loss, double usual) {

    private static final int BEFORE = 25;
    private static final double FACTOR = 1.5;

    /** All steps whose loss is more than half as large again as usual; none among the first {@value #BEFORE}. */
    public static List<LossSpike> in(List<Float> losses) {
        List<LossSpike> spikes = new ArrayList<>();
        for (int step = BEFORE; step < losses.size(); step++) {
            double usual = losses.subList(step - BEFORE, step).stream().sorted().toList().get(BEFORE / 2);
            if (losses.get(step) > FACTOR * usual) {
                spikes.add(new LossSpike(step + 1, losses.get(step), usual));
            }
        }
        return spikes;
    }
}
