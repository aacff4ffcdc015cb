package recontrast.run;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import recontrast.data.AtomicFile;
import recontrast.data.Sha256;
import recontrast.model.ChannelsLast;
import recontrast.model.Products;
import recontrast.weights.CacheFolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which convolutions a processor computes as products, found by timing one of either: a ratio of two times, which lies near
 * 1 where the library of products uses all of the processor's instructions, and near 2 where it does not. What was found
 * is kept in a folder, by processor and engine, so that all runs of a machine compute alike. RECONTRAST_PRODUCTS in the
 * environment, {@code many} or {@code few}, overrides what would be found.
 *
 * @param cache where it is kept; need not be there
 * @param machine what the choice depends on
 * @param slowness of products, a multiplication, beside convolutions
 */
record MeasuredProducts(CacheFolder cache, String machine, Supplier<Double> slowness) {

    private static final String OVERRIDE = "RECONTRAST_PRODUCTS";
    private static final double SLOW = 1.4;
    private static final int SIDE = 640;
    private static final int CHANNELS = 128;
    private static final Shape MAPS = new Shape(8, CHANNELS, 16, 16);
    private static final int RUNS = 7; // of each, in turn; the fastest counts, which others on the machine disturb least

    /**
     * The choice.
     *
     * @throws IllegalArgumentException if the override is neither of the two
     */
    Products choice() {
        return cache.variable(OVERRIDE).map(name -> named(name).orElseThrow(() -> new IllegalArgumentException(
                "expected many or few in " + OVERRIDE + "; found " + name))).orElseGet(this::remembered);
    }

    private static Optional<Products> named(String name) {
        return Stream.of(Products.values()).filter(products -> products.toString().equals(name)).findFirst();
    }

    private Products remembered() {
        Path file = cache.path().resolve("products-" + Sha256.of(machine).substring(0, 16));
        try {
            Optional<Products> known = named(Files.readString(file).strip());
            if (known.isPresent()) {
                return known.get();
            }
        } catch (IOException nothingYet) {
            // measured below
        }
        Products found = slowness.get() > SLOW ? Products.FEW : Products.MANY;
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, out -> out.write((found + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unwritable) {
            // measured again by the next process
        }
        return found;
    }

    /** Time of a product over that of a convolution, a multiplication, on the processor. */
    static double measured() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            NDArray square = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray maps = ChannelsLast.copy(manager.randomNormal(MAPS));
            NDArray filters = ChannelsLast.copy(manager.randomNormal(new Shape(CHANNELS, CHANNELS, 3, 3)));
            long product = Long.MAX_VALUE;
            long convolution = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                product = Math.min(product, nanos(() -> square.matMul(square)));
                convolution = Math.min(convolution, nanos(() -> Conv2d.conv2d(
                        maps, filters, null, new Shape(1, 1), new Shape(1, 1)).singletonOrThrow()));
            }
            double ofProduct = (double) product / SIDE / SIDE / SIDE;
            return ofProduct / ((double) convolution / MAPS.size() / CHANNELS / 9);
        }
    }

    private static long nanos(Supplier<NDArray> work) {
        long started = System.nanoTime();
        work.get().close();
        return System.nanoTime() - started;
    }
}
