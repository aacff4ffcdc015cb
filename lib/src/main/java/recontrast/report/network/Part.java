package recontrast.report.network;

import java.util.Locale;

/**
 * A part of the network at work for one encoder. The two passes through a bottleneck or decoder are parts of their own,
 * so that arrows tell who reconstructs whom.
 *
 * @param role what it is for
 * @param side up to the bottleneck whose view passes through, from the decoder on whose features are reconstructed
 */
public record Part(Role role, Side side) {

    static final Part IMAGE = new Part(Role.IMAGE, Side.BOTH);

    @Override
    public String toString() {
        String name = role.name().toLowerCase(Locale.ROOT);
        return side == Side.BOTH ? name : name + " (" + side.word() + ")";
    }
}
