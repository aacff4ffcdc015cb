package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;

/** Batch normalisation over (B, H, W) of each channel; running statistics keep nine tenths at each update. */
public record BatchNormalization(Parameter weight, Parameter bias, Parameter runningMean, Parameter runningVar,
        Parameter batches, float epsilon) implements ReadableLayer {

    private static final float KEPT = 0.9f; // what PyTorch calls momentum 0.1
    private static final float EPSILON = 1e-5f;
    private static final int CHANNELS_SECOND = -1; // the engine's own layout; any other value costs two transposes

    /** As PyTorch has it. */
    public BatchNormalization(Scope scope, int channels) {
        this(scope, channels, EPSILON);
    }

    public BatchNormalization(Scope scope, int channels, float epsilon) {
        this(scope.weight("weight", new Shape(channels), Initializer.constant(1)),
                scope.weight("bias", new Shape(channels), Initializer.constant(0)),
                scope.buffer("running_mean", new Shape(channels)),
                scope.buffer("running_var", new Shape(channels), Initializer.constant(1)),
                scope.counter("num_batches_tracked"),
                epsilon);
    }

    /** Counts a batch of that input. */
    void seen(NDArray x) {
        NDArray counter = batches.stored();
        counter.addi(Constant.of(1, counter.getDataType(), x.getManager()));
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        if (mode.byBatch()) {
            seen(x);
        }
        return BatchNorm.batchNorm(x, runningMean.stored(), runningVar.stored(), weight.value(x), bias.value(x),
                CHANNELS_SECOND, KEPT, epsilon, mode.byBatch()).singletonOrThrow();
    }

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return reading.normalized(x, this);
    }
}
