package recontrast.loss;

import recontrast.model.Stage;

/**
 * How much each stage counts in a loss; the paper counts them alike.
 *
 * @param layer1 0 or above, as the others; not all 0
 * @param layer2 of the same unit
 * @param layer3 of the same unit
 */
public record StageWeights(double layer1, double layer2, double layer3) {

    /** All stages alike, as in the paper. */
    public static final StageWeights EQUAL = new StageWeights(1, 1, 1);

    public StageWeights {
        if (!(layer1 >= 0 && layer2 >= 0 && layer3 >= 0 && layer1 + layer2 + layer3 > 0)) {
            throw new IllegalArgumentException("expected stage weights of 0 or above, not all 0; found "
                    + layer1 + ", " + layer2 + ", " + layer3);
        }
    }

    /** The weights written as {@code 1, 0.5, 0}. */
    public static StageWeights parse(String text) {
        String[] parts = text.trim().split("[,\\s]+");
        try {
            if (parts.length == CosineLoss.STAGES) {
                return new StageWeights(
                        Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
            }
        } catch (NumberFormatException notNumbers) {
            // said below
        }
        throw new IllegalArgumentException("expected three stage weights as in 1, 0.5, 0; found " + text);
    }

    double of(Stage stage) {
        return switch (stage) {
            case LAYER1 -> layer1;
            case LAYER2 -> layer2;
            case LAYER3 -> layer3;
        };
    }

    /** The loss in which stages count as these weights say. */
    public CosineLoss of(CosineLoss loss) {
        return equals(EQUAL) ? loss : (pair, iteration) -> loss.times(of(pair.stage())).of(pair, iteration);
    }

    @Override
    public String toString() {
        return (layer1 + ", " + layer2 + ", " + layer3).replace(".0", "");
    }
}
