package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Constant;
import recontrast.model.Parameter;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * UniAD (You et al., NeurIPS 2022, arXiv 2206.03687): a transformer that cannot copy what it reconstructs, so that one
 * model does for many categories. In its attentions a point does not look at its neighbours, every layer of the decoder
 * has learned queries of its own, and features are disturbed in training (section 3.2; loss, map and score: section 3.3).
 *
 * <p>Features are layers 1 to 3 of this kit's backbones, where the paper takes the first four of EfficientNet-B4 down to
 * the same stride. Unlike the published code this drops nothing out and clips no gradients. On a grid smaller than the
 * paper's 14 x 14 the neighbourhood reaches no further than a quarter of either edge, since some points would have nothing
 * left to look at.
 *
 * @param transformer 4 layers of 256 channels, whose rate falls after 800 of the paper's 1,000 epochs
 * @param neighbours edge of the neighbourhood, in points, the point itself in the middle
 * @param jitter standard deviation of what is added to features, in means of their norm over channels
 */
public record UniAD(Transformer transformer, int neighbours, double jitter) implements Rival.Scoring {

    public UniAD {
        if (neighbours < 1 || neighbours % 2 == 0 || jitter < 0) {
            throw new IllegalArgumentException("expected a neighbourhood of an odd number of points and a jitter of at"
                    + " least 0; found " + neighbours + " and " + jitter);
        }
    }

    @Override
    public ImageDetector detector(Site site) {
        return new LayerwiseQueries(site);
    }

    private final class LayerwiseQueries extends Transformer.Reconstruction {

        private final List<Parameter> queries = // of each layer
                IntStream.range(0, transformer.layers()).mapToObj(i -> queries("queries" + i)).toList();
        private final NDArray mask = neighboursMasked(); // (P, P)

        LayerwiseQueries(Site site) {
            transformer.super(site);
        }

        private NDArray neighboursMasked() {
            int rows = Math.min(neighbours / 2, grid.height() / 4);
            int columns = Math.min(neighbours / 2, grid.width() / 4);
            int width = grid.width();
            int points = grid.area();
            float[] added = new float[points * points];
            for (int from = 0; from < points; from++) {
                for (int to = 0; to < points; to++) {
                    boolean near = Math.abs(from / width - to / width) <= rows
                            && Math.abs(from % width - to % width) <= columns;
                    added[from * points + to] = near ? Float.NEGATIVE_INFINITY : 0;
                }
            }
            return Constant.of(added, new Shape(points, points), parameters().manager());
        }

        @Override
        Optional<NDArray> mask(NDManager owner) {
            return Optional.of(Constant.lent(mask, owner));
        }

        @Override
        NDArray disturbed(NDArray features, Draws draws) {
            long channels = features.getShape().get(2);
            NDArray deviation = features.norm(new int[] {2}, true).mul(Constant.of(jitter / channels, features));
            return features.add(draws.normal(features.getShape()).mul(deviation));
        }

        @Override
        NDArray decoded(NDArray encoded, NDArray positions, Optional<NDArray> mask) {
            NDArray x = encoded;
            for (int i = 0; i < decoder.size(); i++) {
                NDArray query = queries.get(i).value(encoded).expandDims(0);
                x = decoder.get(i).of(query, List.of(encoded, x), positions, mask);
            }
            return x;
        }
    }
}
