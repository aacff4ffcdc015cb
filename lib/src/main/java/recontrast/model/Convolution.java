package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A square convolution, weight (O, I/groups, k, k).
 *
 * <p>On a CPU, one with many filters and few points is a product of its windows, a row a point, with its filters: in
 * the deep stages of small images that takes half the time of the engine's convolution. Which are, {@link Products} says.
 * In bfloat16, of which there are half the bytes to rearrange, the product takes no less time.
 */
final class Convolution implements ReadableLayer {

    private static final Shape ONE = new Shape(1, 1);

    private final Parameter weight;
    private final Products products;
    private final int groups;
    private final int kernel;
    private final int stride;
    private final int before; // lines of padding
    private final int after;

    /** Of all channels, padded alike on all sides so that it keeps the size at stride 1. */
    Convolution(Scope scope, int in, int out, int kernel, int stride) {
        this(scope, in, out, 1, kernel, stride, kernel / 2, kernel / 2);
    }

    private Convolution(
            Scope scope, int in, int out, int groups, int kernel, int stride, int before, int after) {
        this.weight = scope.weight("weight", new Shape(out, in / groups, kernel, kernel),
                Initializer.kaimingNormalFanOut(groups));
        this.products = scope.parameters().products();
        this.groups = groups;
        this.kernel = kernel;
        this.stride = stride;
        this.before = before;
        this.after = after;
    }

    /** In groups of channels, padded as TensorFlow does: at stride 2 an even side gets a line less before than after. */
    static Convolution same(Scope scope, int in, int out, int groups, int kernel, int stride) {
        int total = kernel - stride;
        return new Convolution(scope, in, out, groups, kernel, stride, total / 2, total - total / 2);
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        NDArray filters = weight.value(x, mode);
        boolean product = mode.precision() == Precision.FULL && !x.getDevice().isGpu() // where it would not use TF32
                && groups == 1 && (kernel == 1 ? stride == 1 && products.ofPoints(points(x))
                        : products.ofWindows(points(x), weight.stored().getShape().get(0), stride));
        if (product && kernel == 1) {
            return pointwise(x, filters);
        }
        if (before != after) {
            try (NDArray padded = x.pad(new Shape(before, after, before, after), 0)) {
                return convolve(padded, 0, filters);
            }
        }
        return product ? ofWindows(x, filters) : convolve(x, before, filters);
    }

    private NDArray convolve(NDArray x, int padding, NDArray filters) {
        return Conv2d.conv2d(x, filters, null, new Shape(stride, stride), new Shape(padding, padding), ONE, groups)
                .singletonOrThrow();
    }

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return reading.convolution(x, weight, new Reading.Windows(groups, stride, before, after));
    }

    /** The channels of each point times one matrix. */
    private static NDArray pointwise(NDArray x, NDArray filters) {
        Shape shape = x.getShape();
        long in = shape.get(1);
        long out = filters.getShape().get(0);
        try (NDArray rows = ChannelsLast.rows(x);
                NDArray product = rows.matMul(filters.reshape(out, in).transpose());
                NDArray points = product.reshape(shape.get(0), shape.get(2), shape.get(3), out)) {
            return ChannelsLast.ofPoints(points);
        }
    }

    /** Those of a batch that it computes. */
    private long points(NDArray x) {
        Shape shape = x.getShape();
        return shape.get(0) * outSide(shape.get(2)) * outSide(shape.get(3));
    }

    private NDArray ofWindows(NDArray x, NDArray filters) {
        Shape shape = x.getShape();
        long height = outSide(shape.get(2));
        long width = outSide(shape.get(3));
        NDArray padded = ChannelsLast.points(x).pad(new Shape(0, 0, before, after, before, after), 0);
        NDList windows = new NDList(kernel * kernel); // each (B, h, w, I): what one weight of the filters sees
        for (int row = 0; row < kernel; row++) {
            for (int column = 0; column < kernel; column++) {
                windows.add(padded.get(new NDIndex().addAllDim()
                        .addSliceDim(row, row + stride * (height - 1) + 1, stride)
                        .addSliceDim(column, column + stride * (width - 1) + 1, stride)));
            }
        }
        long seen = kernel * kernel * shape.get(1);
        NDArray rows = NDArrays.concat(windows, 3).reshape(-1, seen); // (B*h*w, k*k*I)
        long out = filters.getShape().get(0);
        return ChannelsLast.ofPoints(rows.matMul(ChannelsLast.points(filters).reshape(out, seen).transpose())
                .reshape(shape.get(0), height, width, out));
    }

    private long outSide(long side) {
        return (side - 1) / stride + 1;
    }
}
