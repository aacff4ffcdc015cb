package recontrast.pretraining;

import recontrast.pretraining.procedural.ProceduralImages;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Images without augmentation, each once, in order. */
record HeldOutBatches(ProceduralImages images, int batch, int crop) {

    Stream<Batch> all() {
        return IntStream.iterate(0, from -> from < images.size(), from -> from + batch)
                .mapToObj(from -> range(from, Math.min(from + batch, images.size())));
    }

    private Batch range(int from, int to) {
        ImageView view = ImageView.plain(images.side(), crop);
        int values = 3 * crop * crop;
        float[] pixels = new float[(to - from) * values];
        for (int image = from; image < to; image++) {
            view.write(images.pixels(image), images.side(), pixels, (image - from) * values, crop,
                    new SplittableRandom(image));
        }
        return new Batch(pixels, IntStream.range(from, to).mapToLong(images::label).toArray());
    }
}
