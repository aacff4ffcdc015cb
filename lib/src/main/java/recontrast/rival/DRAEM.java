package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.MapUpsampling;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Mode;
import recontrast.model.Parameters;
import recontrast.training.AdamW;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;

/**
 * DRAEM (Zavrtanik, Kristan and Skocaj, ICCV 2021): one network repairs images with simulated anomalies, another sees
 * both and tells where they differ by an anomaly (sections 3.1 to 3.4). It needs no pretrained encoder.
 *
 * <p>Unlike the paper, {@link PastedTextures} makes the textures, good images are not turned at random, what is enlarged
 * in the networks is not aligned at its corners, and rates fall at the same parts of the iterations, whatever their
 * number. As published, a step of eight images of 256 px is 10 TFLOP: a GPU's work. For a CPU there are widths of 8 to 32.
 *
 * @param width channels of the reconstructive network's first block; the discriminative one has half as many (paper:
 *     128 and 64)
 * @param anomalous share of the images in a batch that are given an anomaly
 * @param opacity of pasted textures, the least; the greatest is 1 (section 3.3)
 * @param focus exponent gamma of the focal loss (section 3.2; Lin et al. 2017)
 * @param averaged side of the square, in pixels, over which a map is averaged before its maximum scores the image
 *     (section 3.4)
 * @param rate of Adam, divided by 10 after 4/7 and after 6/7 of the iterations (section 4.1)
 */
public record DRAEM(int width, double anomalous, double opacity, double focus, int averaged, double rate)
        implements Rival {

    public DRAEM {
        if (width < 2 || averaged % 2 == 0) {
            throw new IllegalArgumentException("expected a width of at least 2 and a square with a centre; found "
                    + width + " and " + averaged + ": the paper has 128 and 21");
        }
    }

    /** The same of another width. */
    public DRAEM withWidth(int newWidth) {
        return new DRAEM(newWidth, anomalous, opacity, focus, averaged, rate);
    }

    @Override
    public String name() {
        return "DRAEM";
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new Discriminator(parameters, setup);
    }

    final class Discriminator extends ImageDetector {

        private final DraemNetworks.Reconstructive reconstructive;
        private final DraemNetworks.Discriminative discriminative;
        private final StructuralSimilarity similarity;

        Discriminator(Parameters parameters, Setup setup) {
            super(parameters, setup);
            this.reconstructive = new DraemNetworks.Reconstructive(parameters.root().at("reconstructive"), width);
            this.discriminative =
                    new DraemNetworks.Discriminative(parameters.root().at("discriminative"), width / 2);
            this.similarity = new StructuralSimilarity(parameters.manager(), setup.resolution().crop(), 1);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray images = unit(seen);
            NDArray anomalous = logits(images, reconstructive.of(images, Mode.EVAL), Mode.EVAL).softmax(1)
                    .get(":, 1:"); // (B, 1, S, S)
            long margin = averaged / 2;
            NDArray maps = Pool.avgPool2d(anomalous, new Shape(averaged, averaged), new Shape(1, 1),
                    new Shape(margin, margin), false, true).squeeze(1);
            return () -> MapUpsampling.asTheyAre(maps);
        }

        /** Values of [0, 1]: nothing is normalised by ImageNet. */
        private NDArray unit(Batch batch) {
            return pixels(batch).addi(1).divi(2);
        }

        private NDArray logits(NDArray images, NDArray repaired, Mode mode) {
            return discriminative.of(repaired.concat(images, 1), mode);
        }

        @Override
        public Training training(Batches train, long seed, CoreTurns cores) {
            return loop(new Minimising()
                    .scheduled(this::rateFactor)
                    .over(parameters().weights(""), AdamW.Settings.adam(rate))
                    .minimise((owner, batch, iteration) -> {
                        NDArray good = unit(batch);
                        return loss(good, PastedTextures.onto(good, anomalous, opacity,
                                new Draws(seed, iteration, owner)));
                    }), train, seed, cores);
        }

        private double rateFactor(int iteration) {
            double done = (double) iteration / setup.plan().iterations();
            return done < 4.0 / 7 ? 1 : done < 6.0 / 7 ? 0.1 : 0.01;
        }

        /** Of the repair, its structural similarity (equation 1) included, and of the segmentation (equation 3). */
        NDArray loss(NDArray good, PastedTextures pasted) {
            NDArray repaired = reconstructive.of(pasted.images(), Mode.TRAIN);
            NDArray unlike = Constant.of(1, good).sub(similarity.within(repaired, good));
            return repaired.sub(good).square().mean().add(unlike)
                    .add(focal(logits(pasted.images(), repaired, Mode.TRAIN), pasted.masks()));
        }

        /** Focal loss, the mean over pixels: what is told with certainty counts little. */
        NDArray focal(NDArray logits, NDArray masks) {
            NDArray logarithms = logits.logSoftmax(1);
            NDArray good = Constant.of(1, masks).sub(masks);
            NDArray right = logarithms.get(":, 1:").mul(masks).add(logarithms.get(":, :1").mul(good)); // (B, 1, S, S)
            NDArray doubt = Constant.of(1, right).sub(right.exp());
            return doubt.pow(Constant.of(focus, doubt)).mul(right).mean().neg();
        }
    }
}
