package recontrast.metric;

import org.hipparchus.stat.descriptive.rank.Percentile;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * By how much one way to train is better than another, with its 95 % interval: a bootstrap over seeds and over test
 * images (Efron and Tibshirani 1993), both drawn alike for the two ways.
 *
 * @param mean over categories, then seeds; 0..1
 * @param low 2.5 % of the redrawn differences are below
 * @param high 2.5 % of them are above
 */
public record PairedDifference(double mean, double low, double high) {

    private static final int DRAWS = 1000;
    private static final double TAIL = 2.5; // percent

    /** A figure of a test set in which each image counts as often as it was drawn. */
    public enum Figure {
        /** Image AUROC. */
        IMAGE_AUROC("I-AUROC", Figure::auroc),
        /** AUPRO as published, the mean of the images' own. */
        AUPRO("AUPRO", Figure::aupro);

        private final String name;
        private final ToDoubleBiFunction<ImageFigures, Draw> value;

        Figure(String name, ToDoubleBiFunction<ImageFigures, Draw> value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public String toString() {
            return name;
        }

        /** Whether a test set has it. */
        boolean knownOf(ImageFigures figures) {
            return this == IMAGE_AUROC || !figures.aupros().isEmpty();
        }

        private static double auroc(ImageFigures figures, Draw draw) {
            int[] falling = draw.order(figures);
            int goods = figures.good().size();
            double found = 0;
            double area = 0;
            for (int at = 0, next; at < falling.length; at = next) { // images of one score at a time
                double good = 0;
                double defective = 0;
                for (next = at; next < falling.length && score(figures, falling[next]) == score(figures, falling[at]);
                        next++) {
                    if (falling[next] < goods) {
                        good += draw.good[falling[next]];
                    } else {
                        defective += draw.defective[falling[next] - goods];
                    }
                }
                area += good * (found + defective / 2);
                found += defective;
            }
            return area / ((double) goods * figures.defective().size());
        }

        private static float score(ImageFigures figures, int image) {
            int goods = figures.good().size();
            return image < goods ? figures.good().get(image) : figures.defective().get(image - goods);
        }

        private static double aupro(ImageFigures figures, Draw draw) {
            double sum = 0;
            for (int image = 0; image < draw.masked.length; image++) {
                sum += draw.masked[image] * figures.aupros().get(image);
            }
            return sum / draw.masked.length;
        }
    }

    /**
     * Both ways under one seed on one set of images.
     *
     * @param images which: pairs of the same images are redrawn together
     * @param seed of both trainings
     * @param before figures of the one way, at one or several evaluations, which are averaged
     * @param after those of the other
     */
    public record Pair(String images, long seed, List<ImageFigures> before, List<ImageFigures> after) { }

    /** How often each image of a set was drawn; and the images of each evaluation by score, sorted once. */
    private record Draw(Map<ImageFigures, int[]> orders, int[] good, int[] defective, int[] masked) {

        /** Each image once. */
        static Draw none(ImageFigures of, Map<ImageFigures, int[]> orders) {
            return new Draw(orders, once(of.good().size()), once(of.defective().size()), once(of.aupros().size()));
        }

        static Draw of(ImageFigures of, Map<ImageFigures, int[]> orders, SplittableRandom random) {
            int[] defective = drawn(of.defective().size(), random);
            boolean alike = of.aupros().size() == of.defective().size();
            return new Draw(orders, drawn(of.good().size(), random), defective,
                    alike ? defective : drawn(of.aupros().size(), random));
        }

        private static int[] once(int count) {
            int[] times = new int[count];
            Arrays.fill(times, 1);
            return times;
        }

        int[] order(ImageFigures figures) {
            return orders.computeIfAbsent(figures, Draw::falling);
        }

        private static int[] falling(ImageFigures figures) {
            return IntStream.range(0, figures.good().size() + figures.defective().size()).boxed()
                    .sorted((a, b) -> Float.compare(Figure.score(figures, b), Figure.score(figures, a)))
                    .mapToInt(i -> i).toArray();
        }
    }

    /**
     * The difference {@code after - before}.
     *
     * @param given at least one, in any order; each seed should have the same sets of images
     * @throws IllegalArgumentException if there is none, or one lacks the figure
     */
    public static PairedDifference of(Collection<Pair> given, Figure figure) {
        List<Pair> pairs = given.stream()
                .sorted(Comparator.comparing(Pair::images).thenComparing(Pair::seed)).toList(); // so are they drawn
        if (pairs.isEmpty() || !pairs.stream().flatMap(pair -> pair.before().stream()).allMatch(figure::knownOf)) {
            throw new IllegalArgumentException("expected runs with " + figure + " of each image to compare; found "
                    + pairs.size() + " pairs, not all with it");
        }
        Map<ImageFigures, int[]> orders = new HashMap<>();
        Map<String, ImageFigures> sets = new HashMap<>();
        pairs.forEach(pair -> sets.putIfAbsent(pair.images(), pair.before().get(0)));
        long[] seeds = pairs.stream().mapToLong(Pair::seed).distinct().toArray();
        Map<String, Draw> whole = new HashMap<>();
        sets.forEach((name, set) -> whole.put(name, Draw.none(set, orders)));
        SplittableRandom random = new SplittableRandom(0);
        double[] differences = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Map<String, Draw> drawn = new HashMap<>();
            sets.forEach((name, set) -> drawn.put(name, Draw.of(set, orders, random)));
            differences[draw] = mean(pairs, figure, seeds, drawn(seeds.length, random), drawn);
        }
        return new PairedDifference(mean(pairs, figure, seeds, Draw.once(seeds.length), whole),
                new Percentile(TAIL).evaluate(differences), new Percentile(100 - TAIL).evaluate(differences));
    }

    /** How often each of so many is drawn when as many are drawn with replacement. */
    private static int[] drawn(int count, SplittableRandom random) {
        int[] times = new int[count];
        for (int draw = 0; draw < count; draw++) {
            times[random.nextInt(count)]++;
        }
        return times;
    }

    private static double mean(
            Collection<Pair> pairs, Figure figure, long[] seeds, int[] times, Map<String, Draw> draws) {
        double sum = 0;
        int drawn = 0;
        for (int seed = 0; seed < seeds.length; seed++) {
            if (times[seed] > 0) {
                long number = seeds[seed];
                sum += times[seed] * pairs.stream().filter(pair -> pair.seed() == number)
                        .mapToDouble(pair -> difference(pair, figure, draws.get(pair.images()))).average().orElseThrow();
                drawn += times[seed];
            }
        }
        return sum / drawn;
    }

    private static double difference(Pair pair, Figure figure, Draw draw) {
        return mean(pair.after(), figure, draw) - mean(pair.before(), figure, draw);
    }

    private static double mean(List<ImageFigures> evaluations, Figure figure, Draw draw) {
        return evaluations.stream().mapToDouble(figures -> figure.value.applyAsDouble(figures, draw)).average()
                .orElseThrow();
    }

    /** In points, with its interval: {@code +2.1 [+0.4, +3.9]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.1f [%+.1f, %+.1f]", 100 * mean, 100 * low, 100 * high);
    }
}
