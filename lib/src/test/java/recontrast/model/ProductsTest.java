package recontrast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** Convolutions have the same values and gradients, in double precision, whichever of them are products. */
class ProductsTest {

    static Stream<Arguments> eitherWay() {
        return Stream.of(
                layer("windows", new Shape(2, 3, 4, 4), scope -> new Convolution(scope, 3, 300, 3, 1)),
                layer("every other window", new Shape(3, 2, 16, 14), scope -> new Convolution(scope, 2, 340, 3, 2)),
                layer("points", new Shape(2, 5, 12, 14), scope -> new Convolution(scope, 5, 7, 1, 1)),
                layer("squares", new Shape(2, 5, 12, 14), scope -> new UpConvolution(scope, 5, 3)));
    }

    private static Arguments layer(String what, Shape x, Function<Scope, ReadableLayer> layer) {
        return Arguments.of(what, x, layer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void eitherWay(String what, Shape x, Function<Scope, ReadableLayer> layer) {
        double[] many = figures(x, layer, Products.MANY);
        double[] few = figures(x, layer, Products.FEW);
        assertThat(few).hasSameSizeAs(many);
        for (int i = 0; i < many.length; i++) {
            assertThat(few[i]).isCloseTo(many[i], within(1e-12));
        }
    }

    /** Output, and the gradients of input and weight for a sum of squares. */
    private static double[] figures(Shape shape, Function<Scope, ReadableLayer> of, Products products) {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters parameters = Parameters.within(manager, 0, DataType.FLOAT64, products)) {
            ReadableLayer layer = of.apply(parameters.root());
            NDArray x = manager.arange(shape.size()).toType(DataType.FLOAT64, true).reshape(shape).sin();
            x.setRequiresGradient(true);
            Parameter weight = parameters.all().iterator().next();
            weight.stored().setRequiresGradient(true);
            try (GradientTape tape = GradientTape.start()) {
                NDArray y = layer.apply(x, Mode.TRAIN);
                tape.backward(y.square().sum());
                return Stream.of(y.stopGradient(), x.getGradient(), weight.stored().getGradient())
                        .flatMapToDouble(figures -> Arrays.stream(figures.toType(DataType.FLOAT64, true).toDoubleArray())).toArray();
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void differWhereTheyAreToDiffer(long points, long filters, int stride, boolean many, boolean few) {
        assertThat(Products.MANY.ofWindows(points, filters, stride)).isEqualTo(many);
        assertThat(Products.FEW.ofWindows(points, filters, stride)).isEqualTo(few);
    }

    static Stream<Arguments> differWhereTheyAreToDiffer() {
        return Stream.of(Arguments.of(256, 512, 1, true, false), Arguments.of(257, 512, 1, false, false),
                Arguments.of(64, 512, 1, true, true), Arguments.of(64, 64, 1, false, true),
                Arguments.of(128, 512, 1, true, false), Arguments.of(128, 512, 2, true, true));
    }
}
