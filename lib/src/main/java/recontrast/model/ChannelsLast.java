package recontrast.model;

import ai.djl.ndarray.NDArray;
import org.apiguardian.api.API;

/**
 * The memory order in which networks compute here: of a tensor (B, C, H, W) the channels of one point lie side by side.
 *
 * <p>Shapes and values are what they always are. Convolutions find their operands in the order in which they compute,
 * on a CPU as on the tensor cores of a GPU, and pass it on: weights are stored so, and all features follow.
 */
@API(status = API.Status.INTERNAL)
public final class ChannelsLast {

    private ChannelsLast() { }

    /** A copy in this order; of other than four dimensions, the tensor itself. */
    public static NDArray copy(NDArray tensor) {
        return tensor.getShape().dimension() == 4
                ? ofPoints(flat(tensor).reshape(points(tensor).getShape()))
                : tensor;
    }

    /** The tensor (B, C, H, W) as (B, H, W, C), a view: whole in memory if it is in this order. */
    static NDArray points(NDArray tensor) {
        return tensor.transpose(0, 2, 3, 1);
    }

    /** The tensor (B, H, W, C) as (B, C, H, W), a view: in this order if it was whole in memory. */
    static NDArray ofPoints(NDArray points) {
        return points.transpose(0, 3, 1, 2);
    }

    /** A row of channels for each point of a tensor (B, C, H, W): (B*H*W, C). */
    static NDArray rows(NDArray tensor) {
        try (NDArray points = points(tensor)) {
            return points.reshape(-1, tensor.getShape().get(1));
        }
    }

    /** All numbers in this order: a view of a tensor that is in it, a copy of another. */
    public static NDArray flat(NDArray tensor) {
        return tensor.getShape().dimension() == 4 ? points(tensor).flatten() : tensor.flatten();
    }
}
