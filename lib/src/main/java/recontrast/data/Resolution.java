package recontrast.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apiguardian.api.API;

import java.util.List;
import java.util.Optional;

/**
 * The size that images are resized to, whatever their own proportions, and what the network sees of them: the part cropped
 * from their centre or, where images are divided into tiles, one tile after another.
 *
 * @param resize size after resizing, on no side smaller than the crop, at most 8192 a side; none where images keep the
 *     size that they have, which tiles alone allow
 * @param crop size that the network sees, that of a tile: each side a multiple of 32, 64 to 8192 pixels
 * @param overlap of neighbouring tiles, in pixels, where there are tiles; left out of run files where there are none
 */
@API(status = API.Status.STABLE)
public record Resolution(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ImageSize> resize,
        ImageSize crop,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> overlap) {

    private static final int MULTIPLE = 32;
    private static final int LEAST = 64;
    private static final int MOST = 8192; // 200 MB an image

    public Resolution {
        int longest = Math.max(resize.map(Resolution::longest).orElse(0), longest(crop));
        if (longest > MOST) {
            throw new IllegalArgumentException("expected an image side of at most " + MOST + "; found "
                    + longest + ": the paper has 256");
        }
        ImageSize nearest = new ImageSize(nearest(crop.height()), nearest(crop.width()));
        if (!crop.equals(nearest)) {
            throw new IllegalArgumentException("expected " + (overlap.isPresent() ? "a tile" : "an image side")
                    + " that is a multiple of " + MULTIPLE + ", at least " + LEAST + "; found " + crop + ": use " + nearest);
        }
        if (resize.isEmpty() && overlap.isEmpty()) {
            throw new IllegalArgumentException("expected a size to resize images to; found none: give one, or tiles");
        }
        if (resize.filter(size -> !size.holds(crop)).isPresent()) {
            throw new IllegalArgumentException(overlap.isPresent()
                    ? "expected images of at least a tile of " + crop + "; found " + resize.get()
                            + ": give a larger size or smaller tiles"
                    : "expected images resized to at least the crop of " + crop + "; found "
                            + resize.get() + ": resize to " + crop + " or crop less");
        }
        int most = Math.min(crop.height(), crop.width()) - 1;
        if (overlap.filter(pixels -> pixels < 0 || pixels > most).isPresent()) {
            throw new IllegalArgumentException("expected an overlap of 0 to " + most + " pixels, less than a tile; found "
                    + overlap.get() + ": an eighth of a tile is usual");
        }
    }

    /** With no tiles. */
    public Resolution(ImageSize resize, ImageSize crop) {
        this(Optional.of(resize), crop, Optional.empty());
    }

    /** Resized to this size, nothing cropped. */
    public static Resolution of(ImageSize size) {
        return new Resolution(size, size);
    }

    /** Resized to this side, nothing cropped. */
    public static Resolution square(int side) {
        return of(ImageSize.square(side));
    }

    /** Images of the size that they have, in square tiles. */
    public static Resolution tiles(int side, int overlap) {
        return new Resolution(Optional.empty(), ImageSize.square(side), Optional.of(overlap));
    }

    /** Of images resized to that size: in tiles as these, else whole. */
    public Resolution resized(ImageSize size) {
        return overlap.isPresent() ? new Resolution(Optional.of(size), crop, overlap) : of(size);
    }

    private static int longest(ImageSize size) {
        return Math.max(size.height(), size.width());
    }

    /** The closest side that the network can take. */
    private static int nearest(int side) {
        return Math.max(LEAST, Math.round((float) side / MULTIPLE) * MULTIPLE);
    }

    /** Whether maps are joined of tiles' maps; not where every image is known to be one tile. */
    public boolean divides() {
        return overlap.isPresent() && !resize.equals(Optional.of(crop));
    }

    /**
     * For what can be had of whole images alone.
     *
     * @param what it is
     * @throws IllegalArgumentException if they are divided
     */
    public void requireWhole(String what) {
        if (divides()) {
            throw new IllegalArgumentException("expected a run that sees images whole, for " + what + "; found one of "
                    + inWords() + ": train without tiles");
        }
    }

    /** How the samples are divided, each into one tile where there are no others. */
    List<Tiling> tilings(List<Sample> samples) {
        return resize.isPresent() ? samples.stream().map(this::tiling).toList() : InParallel.map(samples, this::tiling);
    }

    private Tiling tiling(Sample sample) {
        ImageSize image = overlap.isEmpty() ? crop : resize.orElseGet(sample::size);
        if (!image.holds(crop)) {
            throw new DataException("expected an image of at least a tile of " + crop + "; found " + image
                    + (sample.id().isEmpty() ? "" : " in " + sample.id())
                    + ": choose smaller tiles, or a size to resize images to");
        }
        return new Tiling(image, crop, overlap.orElse(0));
    }

    /** How many images the network sees of these: the tiles of all of them. */
    public int inputs(List<Sample> samples) {
        return tilings(samples).stream().mapToInt(Tiling::count).sum();
    }

    /**
     * The one size of the maps of these samples.
     *
     * @throws IllegalArgumentException if there are several
     */
    public ImageSize mapSize(List<Sample> samples) {
        List<ImageSize> sizes = tilings(samples).stream().map(Tiling::image).distinct().toList();
        if (sizes.size() > 1) {
            throw new IllegalArgumentException("expected images of one size for an array of maps; found "
                    + String.join(", ", sizes.stream().limit(3).map(ImageSize::toString).toList())
                    + ": take those of one size together");
        }
        return sizes.stream().findFirst().orElse(crop);
    }

    /** {@code 256 px}, or {@code tiles of 256 px, overlapping by 32, of images of 2048 px}. */
    public String inWords() {
        return overlap.map(pixels -> "tiles of " + crop + " px, overlapping by " + pixels + ", of "
                + resize.map(size -> "images of " + size + " px").orElse("whole images")).orElse(crop + " px");
    }
}
