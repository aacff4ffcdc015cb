package recontrast.model;

import java.util.List;

/**
 * A network as it evaluates, read layer by layer: by what adds up its costs, or writes it down for another program.
 *
 * @param <V> what stands for a tensor (B, C, H, W)
 */
public interface Reading<V> {

    /**
     * A square convolution without bias.
     *
     * @param weight (O, I/groups, k, k)
     */
    V convolution(V x, Parameter weight, Windows windows);

    /** A transposed convolution of kernel and stride 2, weight (I, O, 2, 2), without bias. */
    V upConvolution(V x, Parameter weight);

    /** A number a channel is added, of (C). */
    V biased(V x, Parameter bias);

    /** Batch normalisation by the running statistics. */
    V normalized(V x, BatchNormalization by);

    /** A nonlinearity, which may be {@link Activation#IDENTITY}. */
    V activated(V x, Activation by);

    /** The largest of each 3x3 points at stride 2, padded by one line on all sides. */
    V maxPooled(V x);

    /** Two maps of one shape, added. */
    V sum(V a, V b);

    /** Maps of one size, the channels of one behind those of the other. */
    V joined(List<V> maps);

    /** The same map where a second layer reads it. */
    default V again(V x) {
        return x;
    }

    /**
     * Where a convolution looks.
     *
     * @param groups of channels
     * @param stride in points
     * @param before lines of zeros above and on the left
     * @param after lines of zeros below and on the right
     */
    record Windows(int groups, int stride, int before, int after) { }

    /** A reading of whole batches too, as where two encoders share a student. */
    interface OfBatches<V> extends Reading<V> {

        /** Two batches behind one another: (2B, C, H, W). */
        V followed(V first, V second);

        /** The first and the second half of a batch. */
        List<V> halves(V both);
    }

    /**
     * A feature map and what the decoder made of it, as {@link FeaturePair}.
     *
     * @param stage whose map it is
     * @param target (B, C, H, W)
     * @param reconstruction (B, C, H, W)
     */
    record Pair<V>(Stage stage, V target, V reconstruction) {

        /** The three of an encoder, from layer1 on. */
        static <V> List<Pair<V>> of(List<V> targets, List<V> reconstructions) {
            return List.of(Stage.values()).stream().map(stage -> new Pair<>(
                    stage, targets.get(stage.ordinal()), reconstructions.get(stage.ordinal()))).toList();
        }
    }
}
