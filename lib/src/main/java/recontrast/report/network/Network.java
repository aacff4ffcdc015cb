package recontrast.report.network;

import recontrast.Config;
import recontrast.Idea;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to see of the network of a configuration: the arrows between its parts (paper, Fig. 2).
 *
 * <p>Gradients run from each distance back through the decoder and the bottleneck. They reach an encoder only where it
 * is trained, by two ways: through what the decoder makes of its features (where encoders reconstruct each other, that
 * is the reconstruction of the frozen encoder's features), and through its features as targets unless stop gradient
 * cuts that. A frozen encoder gets none by either.
 *
 * @param config the configuration
 * @param encoders whose features are reconstructed: one, or two that reconstruct each other
 * @param arrows of everything that flows
 * @param distance how features are compared
 */
public record Network(Config config, List<Side> encoders, List<Arrow> arrows, Distance distance) {

    public Network {
        encoders = List.copyOf(encoders);
        arrows = List.copyOf(arrows);
    }

    /** The network of that configuration. */
    public static Network of(Config config) {
        List<Side> encoders = encoders(config);
        List<Arrow> arrows = new ArrayList<>();
        for (Side reconstructed : encoders) {
            List<Part> path = path(config, reconstructed);
            arrows.addAll(features(path));
            arrows.addAll(target(config, reconstructed));
            arrows.addAll(gradients(path));
        }
        return new Network(config, encoders, arrows, Distance.of(config));
    }

    private static List<Side> encoders(Config config) {
        if (config.has(Idea.CONTRASTIVE_PAIRS)) {
            return List.of(Side.TRAINED, Side.FROZEN);
        }
        return List.of(config.has(Idea.OPTIMIZED_ENCODER) ? Side.TRAINED : Side.FROZEN);
    }

    /** From the image to the distance between that encoder's features and their reconstruction. */
    private static List<Part> path(Config config, Side reconstructed) {
        boolean crossed = config.has(Idea.CONTRASTIVE_PAIRS);
        Side seen = crossed ? reconstructed.other() : reconstructed;
        return Stream.of(
                Stream.of(Part.IMAGE, new Part(Role.ENCODER, seen), new Part(Role.BOTTLENECK, seen)),
                Stream.of(new Part(Role.DECODER, reconstructed)),
                crossed ? Stream.of(new Part(Role.PROJECTION, reconstructed)) : Stream.<Part>empty(),
                Stream.of(new Part(Role.DISTANCE, reconstructed))).flatMap(parts -> parts).toList();
    }

    private static List<Arrow> features(List<Part> path) {
        List<Arrow> arrows = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) {
            arrows.add(new Arrow(path.get(i - 1), path.get(i), Flow.FEATURES));
        }
        return arrows;
    }

    private static List<Arrow> target(Config config, Side side) {
        Part encoder = new Part(Role.ENCODER, side);
        Part distance = new Part(Role.DISTANCE, side);
        Arrow forward = new Arrow(encoder, distance, Flow.TARGET);
        if (side == Side.FROZEN) {
            return List.of(forward);
        }
        Flow back = config.has(Idea.STOP_GRADIENT) ? Flow.STOPPED_GRADIENT : Flow.GRADIENT;
        return List.of(forward, new Arrow(distance, encoder, back));
    }

    private static List<Arrow> gradients(List<Part> path) {
        List<Arrow> arrows = new ArrayList<>();
        for (int i = path.size() - 1; i > 0 && trained(path.get(i - 1)); i--) {
            arrows.add(new Arrow(path.get(i), path.get(i - 1), Flow.GRADIENT));
        }
        return arrows;
    }

    private static boolean trained(Part part) {
        return switch (part.role()) {
            case IMAGE -> false;
            case ENCODER -> part.side() == Side.TRAINED;
            case BOTTLENECK, DECODER, PROJECTION, DISTANCE -> true;
        };
    }

    /** Everything that arrows run between. */
    public List<Part> parts() {
        return arrows.stream().flatMap(arrow -> Stream.of(arrow.from(), arrow.to())).distinct().toList();
    }

    /** The arrows along which that runs. */
    public List<Arrow> arrows(Flow flow) {
        return arrows.stream().filter(arrow -> arrow.flow() == flow).toList();
    }

    /** Whose view the decoder makes the features of that encoder from. */
    Side seen(Side reconstructed) {
        return encoders.size() == 1 ? reconstructed : reconstructed.other();
    }

    @Override
    public String toString() {
        return config.name() + ": " + encoderWords() + targetWords() + ", " + distance.words();
    }

    private String encoderWords() {
        return encoders.size() == 1
                ? "one " + encoders.get(0).word() + " encoder"
                : "a trained and a frozen encoder that reconstruct each other";
    }

    private String targetWords() {
        if (!encoders.contains(Side.TRAINED)) {
            return "";
        }
        String whose = encoders.size() == 1 ? "its targets" : "the trained one's targets";
        return ", " + whose + (arrows(Flow.STOPPED_GRADIENT).isEmpty() ? " carry gradient" : " under stop gradient");
    }
}
