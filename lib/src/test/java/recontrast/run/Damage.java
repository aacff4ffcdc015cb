package recontrast.run;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ways a file comes to grief on disks and networks; the same seed does the same damage. */
enum Damage {

    CUT {
        @Override
        byte[] to(byte[] whole, SplittableRandom random) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
    },

    ONE_BIT {
        @Override
        byte[] to(byte[] whole, SplittableRandom random) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            return damaged;
        }
    },

    SOME_BYTES {
        @Override
        byte[] to(byte[] whole, SplittableRandom random) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 9); i > 0; i--) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
            }
            return damaged;
        }
    },

    /** A block that was never written, or is all ones. */
    BLANKED {
        @Override
        byte[] to(byte[] whole, SplittableRandom random) {
            byte[] damaged = whole.clone();
            int from = random.nextInt(whole.length);
            int to = Math.min(whole.length, from + random.nextInt(1, 64));
            Arrays.fill(damaged, from, to, (byte) (random.nextBoolean() ? 0 : -1));
            return damaged;
        }
    },

    DROPPED {
        @Override
        byte[] to(byte[] whole, SplittableRandom random) {
            int from = random.nextInt(whole.length);
            int to = Math.min(whole.length, from + random.nextInt(1, 32));
            byte[] damaged = Arrays.copyOf(whole, whole.length - to + from);
            System.arraycopy(whole, to, damaged, from, whole.length - to);
            return damaged;
        }
    },

    REPEATED {
        @Override
        byte[] to(byte[] whole, SplittableRandom random) {
            int from = random.nextInt(whole.length);
            int to = Math.min(whole.length, from + random.nextInt(1, 32));
            byte[] damaged = Arrays.copyOf(whole, whole.length + to - from);
            System.arraycopy(whole, from, damaged, to, whole.length - from);
            return damaged;
        }
    };

    abstract byte[] to(byte[] whole, SplittableRandom random);

    /** A way and a place that the seed decides. */
    static byte[] of(byte[] whole, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return values()[random.nextInt(values().length)].to(whole, random);
    }
}
