package recontrast.export;

import ai.djl.ndarray.NDManager;
import recontrast.data.ImageSize;
import recontrast.data.PixelNormalization;
import recontrast.detector.MapUpsampling;
import recontrast.detector.ReconstructionDetector;
import recontrast.metric.ImageScore;
import recontrast.model.Parameters;
import recontrast.model.Reading;
import recontrast.model.Stage;
import recontrast.run.RunSpec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A detector's graph: from pixels over the network to maps and scores. */
final class DetectorGraph {

    private static final float LEAST_SQUARED_NORM = 1e-16f; // norms below 1e-8 count as that, as in PyTorch
    private static final String BATCH = "batch";

    private final OnnxGraph graph = new OnnxGraph();
    private final ImageSize size;

    DetectorGraph(ReconstructionDetector detector, RunSpec spec) {
        this.size = spec.resolution().crop();
        String pixels = graph.input("image", BATCH, 3, size.height(), size.width());
        String images = normalized(pixels, detector.parameters());
        String map = map(detector.network().read(images, graph), detector.upsampling());
        graph.output("anomaly_map", map, BATCH, size.height(), size.width());
        graph.output("score", score(map, spec.plan().imageScore()), BATCH);
    }

    /** GraphProto. */
    WireMessage message() {
        return graph.message();
    }

    private String normalized(String pixels, Parameters parameters) {
        try (NDManager scratch = parameters.manager().newSubManager()) {
            PixelNormalization normalization = new PixelNormalization(scratch);
            String mean = graph.constant("pixel_mean", normalization.mean().toFloatArray(), 3, 1, 1);
            String deviation = graph.constant("pixel_deviation", normalization.deviation().toFloatArray(), 3, 1, 1);
            return graph.apply("Div", List.of(graph.apply("Sub", List.of(pixels, mean)), deviation));
        }
    }

    /** The distances of a stage's pairs, summed, then upsampled and smoothed by two products; the sum of all stages. */
    private String map(List<Reading.Pair<String>> pairs, MapUpsampling upsampling) {
        Map<Stage, String> distances = new EnumMap<>(Stage.class);
        pairs.forEach(pair -> distances.merge(
                pair.stage(), distance(pair.target(), pair.reconstruction()), graph::sum));
        return distances.entrySet().stream()
                .map(stage -> projected(stage.getValue(), stage.getKey().stride(), upsampling))
                .reduce(graph::sum).orElseThrow();
    }

    /** V D W^T, of a map with a point for so many pixels along either edge. */
    private String projected(String distances, int stride, MapUpsampling upsampling) {
        int rows = size.height() / stride;
        int columns = size.width() / stride;
        float[] w = upsampling.matrix(columns, size.width());
        float[] transposed = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            transposed[i % columns * size.width() + i / columns] = w[i];
        }
        String left = graph.constant(
                "upsampling_" + rows, upsampling.matrix(rows, size.height()), size.height(), rows);
        String right = graph.constant(
                "upsampling_" + columns + "_transposed", transposed, columns, size.width());
        return graph.apply("MatMul", List.of(graph.apply("MatMul", List.of(left, distances)), right));
    }

    /** One minus the cosine over the channels at each point: (B, h, w). */
    private String distance(String target, String reconstruction) {
        String norms = graph.apply("Sqrt", List.of(graph.apply("Mul",
                List.of(squaredNorm(target), squaredNorm(reconstruction)))));
        String cosine = graph.apply("Div", List.of(inner(target, reconstruction), norms));
        return graph.apply("Sub", List.of(graph.constant(1), cosine));
    }

    private String squaredNorm(String a) {
        return graph.apply("Max", List.of(inner(a, a), graph.constant(LEAST_SQUARED_NORM)));
    }

    private String inner(String a, String b) {
        return graph.apply("ReduceSum", List.of(graph.apply("Mul", List.of(a, b)), graph.constant("channels", 1)),
                OnnxGraph.whole("keepdims", 0));
    }

    private String score(String map, ImageScore rule) {
        String pixels = graph.apply("Flatten", List.of(map)); // (B, H*W)
        return switch (rule) {
            case MAXIMUM -> ofPixels("ReduceMax", pixels);
            case MEAN -> ofPixels("ReduceMean", pixels);
            case TOP_PERCENT -> ofPixels("ReduceMean", graph.largest(pixels, Math.max(size.area() / 100, 1)));
        };
    }

    private String ofPixels(String reduction, String pixels) {
        return graph.apply(reduction, List.of(pixels), OnnxGraph.list("axes", 1), OnnxGraph.whole("keepdims", 0));
    }
}
