package recontrast.detector;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.golden.Golden;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.training.TrainingPlan;

/** A network whose filters equal their own transposes sees in a turned image what it sees in the image, turned. */
class TransposedImagesTest {

    private static final ImageSize WIDE = new ImageSize(64, 128);
    private static final ImageSize HIGH = new ImageSize(128, 64);

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet_lite0", "resnet18", "resnet50"})
    void haveTransposedMaps(String backbone) {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            NDArray images = Golden.tensor(manager, "images", new Shape(2, 3, WIDE.height(), WIDE.width()), u -> 2 * u);
            NDArray wide = maps(Backbone.named(backbone), WIDE, images);
            NDArray high = maps(Backbone.named(backbone), HIGH, images.transpose(0, 1, 3, 2));
            assertThat(wide.getShape()).isEqualTo(new Shape(2, WIDE.height(), WIDE.width()));
            assertThat(high.transpose(0, 2, 1).sub(wide).abs().max().getFloat()).isLessThan(1e-4f);
            assertThat(wide.max().getFloat() - wide.min().getFloat()).isGreaterThan(0.05f);
        }
    }

    private static NDArray maps(Backbone backbone, ImageSize size, NDArray images) {
        NDManager manager = images.getManager();
        Parameters parameters = Parameters.within(manager, 0);
        ReconstructionDetector detector = (ReconstructionDetector) Config.OURS.detector(
                parameters, new Method.Setup(backbone, TrainingPlan.PAPER, Resolution.of(size)));
        Golden.fill(parameters);
        parameters.all().stream().filter(parameter -> parameter.stored().getShape().dimension() == 4)
                .forEach(TransposedImagesTest::symmetrise);
        return NDArrays.stack(new NDList(detector.maps(manager, Batch.of(images, detector.network())).all().stream()
                .map(map -> manager.create(map.values(), new Shape(map.height(), map.width()))).toList()));
    }

    private static void symmetrise(Parameter filters) {
        filters.set(filters.stored().add(filters.stored().transpose(0, 1, 3, 2)).div(2));
    }
}
