package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.apiguardian.api.API;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The type of the numbers that a network computes with.
 *
 * <p>Whatever it is, weights, gradients, running statistics and an optimiser's moments are stored in full precision: a
 * network narrows images and features where they come in, filters where they are used, and widens features where they
 * go out.
 */
@API(status = API.Status.STABLE)
public enum Precision {
    /** That of what is stored: single precision. */
    FULL {
        @Override
        NDArray narrowed(NDArray x) {
            return x;
        }

        @Override
        NDArray widened(NDArray x) {
            return x;
        }
    },
    /**
     * Of 8 significant bits and the range of single precision, as PyTorch's autocast has it: products of two such numbers
     * are summed in single precision, and so are the statistics of batch normalisation.
     */
    BFLOAT16 {
        @Override
        NDArray narrowed(NDArray x) {
            return converted(x, "/recontrast/model/bfloat16.pt");
        }

        @Override
        NDArray widened(NDArray x) {
            return converted(x, "/recontrast/model/float32.pt");
        }
    };

    /** These numbers in this precision; their gradient is full. The engine's own conversion knows no such type. */
    abstract NDArray narrowed(NDArray x);

    /** Numbers of this precision in full. */
    abstract NDArray widened(NDArray x);

    /** The features of a network in this precision, in full. */
    Features widened(Features features) {
        return Features.of(stage -> widened(features.at(stage)));
    }

    /**
     * The precision of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Precision named(String name) {
        return Stream.of(values()).filter(precision -> precision.toString().equalsIgnoreCase(name.trim())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected full or bfloat16; found " + name));
    }

    /** What a line about a training says of its steps: {@code , steps in bfloat16}, nothing of full ones. */
    public String inWords() {
        return this == FULL ? "" : ", steps in " + this;
    }

    private static NDArray converted(NDArray x, String module) {
        return TorchScript.on(x.getDevice(), module).of(new NDList(x)).singletonOrThrow();
    }

    /** {@code bfloat16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
