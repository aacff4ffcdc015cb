package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.analysis.MapSelection;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Smoothing;
import recontrast.model.Encoder;
import recontrast.model.Batch;
import recontrast.model.Parameters;
import recontrast.model.View;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Turns images into anomaly maps. All that it learns are its {@link #parameters()}, which a checkpoint keeps; it lives
 * as long as they do.
 */
public interface AnomalyDetector {

    /**
     * What it makes of a batch, in evaluation mode.
     *
     * @param scratch owns everything that is computed
     * @param seen B images
     */
    Maps maps(NDManager scratch, Batch seen);

    /**
     * The filter of its maps. Where those of an image's {@linkplain recontrast.data.Tiling tiles} are to be joined it is
     * left to what joins them, since it would read what lies beyond a tile's edge.
     */
    default Smoothing smoothing() {
        return Smoothing.NONE;
    }

    /** All tensors by their checkpoint names, those of encoders included. */
    Parameters parameters();

    /** The encoder whose features of an image never change, if there is one: they may be kept. */
    Optional<Encoder> constantEncoder();

    /**
     * Its training, from the beginning.
     *
     * @param train the good images
     * @param seed of their order, and of whatever else is drawn
     * @param cores taken in turns with other trainings
     */
    Training training(Batches train, long seed, CoreTurns cores);

    /**
     * The same detector, whose maps are made of some of its pairs.
     *
     * @throws IllegalArgumentException if it has none to choose from
     */
    default AnomalyDetector selecting(MapSelection selection) {
        if (selection.equals(MapSelection.ALL)) {
            return this;
        }
        throw new IllegalArgumentException("expected a model of feature pairs for the map \"" + selection.name()
                + "\"; found one that makes its maps otherwise");
    }

    /** The maps of a batch, valid until what they are computed in is closed. */
    interface Maps {

        /** Beside scores (B) that are not taken from them; either are computed when they are asked for. */
        static Maps scored(Supplier<NDArray> score, Supplier<List<AnomalyMap>> maps) {
            return new Maps() {
                @Override
                public List<AnomalyMap> all() {
                    return maps.get();
                }

                @Override
                public Optional<double[]> scores() {
                    float[] values = score.get().toFloatArray();
                    return Optional.of(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
                }
            };
        }

        /** One map an image. */
        List<AnomalyMap> all();

        /** One score an image, where they are not taken from the maps. */
        default Optional<double[]> scores() {
            return Optional.empty();
        }

        /** The maps of each encoder's features alone, where there are two (paper, Table A6). */
        default Map<View, List<AnomalyMap>> views() {
            return Map.of();
        }
    }
}
