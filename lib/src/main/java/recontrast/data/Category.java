package recontrast.data;

import org.apiguardian.api.API;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one model is trained and tested on: good images to learn from, good and defective ones to judge.
 *
 * @param dataset name of the data set it belongs to
 * @param name name within the data set: {@code bottle}
 * @param train good images, at least one
 * @param validation good images set apart, which nothing learns from: a threshold is set by them
 * @param test good and defective images; empty where there is only something to train on
 */
@API(status = API.Status.STABLE)
public record Category(
        String dataset, String name, List<Sample> train, List<Sample> validation, List<Sample> test) {

    public Category {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (train.isEmpty()) {
            throw new DataException("expected good training images in " + name + ", found none: add some");
        }
        train.stream().filter(Sample::anomalous).findFirst().ifPresent(sample -> {
            throw new DataException("expected only good images to train on in " + name + ", found " + sample.id()
                    + " with defect " + sample.defect() + ": move it to the test images");
        });
    }

    /** With nothing set apart for validation. */
    public Category(String dataset, String name, List<Sample> train, List<Sample> test) {
        this(dataset, name, train, List.of(), test);
    }

    /**
     * Several categories as one, for one model of all of them; metrics are taken of each and then averaged.
     *
     * @param categories of one data set, at least one; one stays as it is
     */
    public static Category joined(List<Category> categories) {
        if (categories.stream().map(Category::dataset).distinct().count() != 1) {
            throw new DataException("expected categories of one data set to join; found "
                    + categories.stream().map(each -> each.dataset() + ' ' + each.name()).toList());
        }
        return categories.size() == 1 ? categories.get(0) : new Category(
                categories.get(0).dataset,
                categories.size() + " categories",
                joined(categories, Category::train),
                joined(categories, Category::validation),
                joined(categories, Category::test));
    }

    private static List<Sample> joined(List<Category> categories, Function<Category, List<Sample>> split) {
        return categories.stream()
                .flatMap(category -> split.apply(category).stream().map(sample -> sample.from(category.name)))
                .toList();
    }

    /** Names of the categories that were joined; its own where none was. */
    public List<String> parts() {
        List<String> joined = train.stream().flatMap(sample -> sample.origin().stream()).distinct().toList();
        return joined.isEmpty() ? List.of(name) : joined;
    }

    /** The test images of each category that was joined; all of them together where none was. */
    public Collection<List<Sample>> testSets() {
        return test.stream().collect(
                Collectors.groupingBy(Sample::origin, LinkedHashMap::new, Collectors.toList())).values();
    }

    /** The test images without a defect. */
    public List<Sample> goodTest() {
        return test.stream().filter(sample -> !sample.anomalous()).toList();
    }

    /** The test images with a defect. */
    public List<Sample> defectiveTest() {
        return test.stream().filter(Sample::anomalous).toList();
    }

    /** The same category with only the first {@code count} images to train on. */
    public Category firstTrain(int count) {
        return new Category(dataset, name, train.subList(0, Math.min(count, train.size())), validation, test);
    }

    /**
     * The same category with {@code count} of its training images set apart: drawn at random, but always the same ones,
     * so that runs of several seeds learn from the same images.
     *
     * @throws DataException if that leaves none to train on
     */
    public Category holdingOut(int count) {
        if (count < 1 || count >= train.size()) {
            throw new DataException("expected 1 to " + (train.size() - 1) + " good images of " + name
                    + " to hold out of training; found " + count + ": hold out fewer, or add images");
        }
        List<Sample> shuffled = new ArrayList<>(train);
        Collections.shuffle(shuffled, new Random(0));
        Set<Sample> held = Set.copyOf(shuffled.subList(0, count));
        return new Category(dataset, name, train.stream().filter(sample -> !held.contains(sample)).toList(),
                Stream.concat(validation.stream(), train.stream().filter(held::contains)).toList(), test);
    }

    /** Whether there are defective images and each has a mask, so that pixels can be judged too. */
    public boolean hasMasks() {
        List<Sample> defective = defectiveTest();
        return !defective.isEmpty() && defective.stream().allMatch(sample -> sample.mask().isPresent());
    }

    /** The {@linkplain #fingerprint(FileDigests) fingerprint}, every file read. */
    public String fingerprint() {
        return fingerprint(FileDigests.AFRESH);
    }

    /**
     * SHA-256, in hex, over id, defect and contents of what is trained and tested on, masks too: the same data has it
     * wherever it lies.
     *
     * @throws DataException where a file cannot be read
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    public String fingerprint(FileDigests digests) {
        return fingerprint(Stream.concat(train.stream(), test.stream()).toList(), digests);
    }

    /** The same of what is set apart, which no run's figures depend on. */
    public String validationFingerprint(FileDigests digests) {
        return fingerprint(validation, digests);
    }

    private static String fingerprint(List<Sample> samples, FileDigests digests) {
        Map<Path, String> contents = digests.of(samples.stream().flatMap(sample -> sample.files().stream()).toList());
        return Sha256.of(samples.stream().map(sample -> sample.id() + '\t' + sample.defect() + '\t'
                + sample.files().stream().map(contents::get).collect(Collectors.joining("+"))
                + sample.fingerprint() + '\n').collect(Collectors.joining()));
    }

    /** {@code 320 good images to train on}, and how many are held out, where any are. */
    public String trainInWords() {
        return train.size() + " good images to train on"
                + (validation.isEmpty() ? "" : ", " + validation.size() + " held out");
    }

    /** {@code Category: washer of embedded, 320 good images to train on, 40 good and 60 defective ones to test}. */
    @Override
    public String toString() {
        return Printable.of("Category: %s of %s, %s, %d good and %d defective ones to test"
                .formatted(name, dataset, trainInWords(), goodTest().size(), defectiveTest().size()));
    }
}
