package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.data.ImageSize;
import recontrast.data.MaskRule;
import recontrast.data.Picture;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.golden.Uniform;
import recontrast.model.Backbone;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;

/**
 * Systems that do not ask where a point lies, behind filters that equal their own transposes, see in turned images what
 * they see in the images, turned.
 */
class RectangularImagesTest {

    private static final int HEIGHT = 64;
    private static final int WIDTH = 128;
    private static final int GOOD = 3; // and one more to look at

    /** The last two once they have forgotten positions and queries, which are a point's own. */
    static Stream<Method> blindToPlaces() {
        return Stream.of(Rivals.PADIM, Rivals.SPADE, new PatchCore(1, 9, 0.9), Rivals.SIMPLENET,
                Rivals.DRAEM.withWidth(8), Rivals.AE_FLOW, Rivals.UNIAD, Rivals.ADTR);
    }

    @ParameterizedTest
    @MethodSource("blindToPlaces")
    void haveTransposedMapsWhenTurned(Method rival) {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            List<Picture> pictures = IntStream.rangeClosed(0, GOOD).mapToObj(RectangularImagesTest::picture).toList();
            NDArray wide = map(rival, pictures, manager);
            NDArray high = map(rival, pictures.stream().map(RectangularImagesTest::turned).toList(), manager);
            assertThat(wide.getShape()).isEqualTo(new Shape(HEIGHT, WIDTH));
            float range = wide.max().getFloat() - wide.min().getFloat();
            assertThat(range).isPositive();
            assertThat(high.transpose().sub(wide).abs().max().getFloat()).isLessThan(1e-4f * range);
        }
    }

    /** Of the last picture, by a detector that is fitted to the others, or that has learnt nothing. */
    private static NDArray map(Method rival, List<Picture> pictures, NDManager manager) {
        Resolution resolution = Resolution.of(new ImageSize(pictures.get(0).height(), pictures.get(0).width()));
        Parameters parameters = Parameters.within(manager, 0);
        AnomalyDetector detector = rival.detector(
                parameters, new Method.Setup(Backbone.RESNET18, TrainingPlan.PAPER, resolution));
        parameters.all().stream().filter(parameter -> parameter.stored().getShape().dimension() == 4)
                .forEach(RectangularImagesTest::symmetrise);
        parameters.all().stream().filter(parameter -> parameter.name().matches("transformer\\.(row|column|queries.*)"))
                .forEach(parameter -> parameter.set(parameter.stored().zerosLike()));
        if (rival instanceof Rival.Fitted) {
            Batches good = Batches.kept(prepared(pictures.subList(0, GOOD), resolution),
                    detector.constantEncoder(), manager);
            try (Training training = detector.training(good, 0, CoreTurns.none())) {
                training.advance(0, 1, new TrainingListener() { });
            }
        }
        Batches last = Batches.kept(prepared(pictures.subList(GOOD, GOOD + 1), resolution),
                detector.constantEncoder(), manager);
        return NDArrays.stack(new NDList(detector.maps(manager, last.observe(manager, 0)).all().stream()
                .map(map -> manager.create(map.values(), new Shape(map.height(), map.width()))).toList())).get(0);
    }

    private static void symmetrise(Parameter filters) {
        filters.set(filters.stored().add(filters.stored().transpose(0, 1, 3, 2)).div(2));
    }

    private static PreparedImages prepared(List<Picture> pictures, Resolution resolution) {
        List<Sample> samples = pictures.stream()
                .map(picture -> new Sample("", Sample.GOOD, () -> picture, Optional.empty(), "")).toList();
        return PreparedImages.of(samples, resolution, MaskRule.ANY_NON_ZERO);
    }

    /** Blocks of 8 x 8 pixels, each of one colour. */
    private static Picture picture(int number) {
        double[] colours = Uniform.of("picture" + number, HEIGHT / 8 * (WIDTH / 8) * 3);
        byte[] rgb = new byte[HEIGHT * WIDTH * 3];
        for (int i = 0; i < rgb.length; i++) {
            int row = i / 3 / WIDTH;
            int column = i / 3 % WIDTH;
            rgb[i] = (byte) (127 * colours[(row / 8 * (WIDTH / 8) + column / 8) * 3 + i % 3] + 128);
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    private static Picture turned(Picture picture) {
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int row = i / 3 / HEIGHT;
            int column = i / 3 % HEIGHT;
            rgb[i] = picture.rgb()[(column * WIDTH + row) * 3 + i % 3];
        }
        return new Picture(HEIGHT, WIDTH, rgb);
    }
}
