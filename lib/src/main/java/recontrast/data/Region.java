package recontrast.data;

/** Pixels of an image that hang together, gathered run by run: how many, where they end, and their centre. */
final class Region {

    private final int number;
    private Region joinedTo = this;
    private long area;
    private long rowSum;
    private long columnSum;
    private int top = Integer.MAX_VALUE;
    private int left = Integer.MAX_VALUE;
    private int bottom;
    private int right;

    /** A region without pixels, numbered in the order of discovery. */
    Region(int number) {
        this.number = number;
    }

    /** Adds the pixels of a row from one column up to, but not including, another. */
    void add(int row, int from, int to) {
        long length = to - from;
        area += length;
        rowSum += length * row;
        columnSum += length * (from + to - 1) / 2;
        include(row, from, row + 1, to);
    }

    /** The region that this one has become part of: itself, at first. */
    Region whole() {
        Region whole = this;
        while (whole.joinedTo != whole) {
            whole.joinedTo = whole.joinedTo.joinedTo;
            whole = whole.joinedTo;
        }
        return whole;
    }

    /** Both regions as one: the whole that was discovered earlier takes the pixels of the other. */
    Region joined(Region other) {
        Region mine = whole();
        Region theirs = other.whole();
        if (theirs.number < mine.number) {
            return theirs.joined(mine);
        }
        if (theirs != mine) {
            mine.absorb(theirs);
        }
        return mine;
    }

    private void absorb(Region other) {
        area += other.area;
        rowSum += other.rowSum;
        columnSum += other.columnSum;
        include(other.top, other.left, other.bottom, other.right);
        other.joinedTo = this;
    }

    private void include(int newTop, int newLeft, int newBottom, int newRight) {
        top = Math.min(top, newTop);
        left = Math.min(left, newLeft);
        bottom = Math.max(bottom, newBottom);
        right = Math.max(right, newRight);
    }

    /** In pixels. */
    long area() {
        return area;
    }

    /** Mean row of its pixels. */
    double centreRow() {
        return (double) rowSum / area;
    }

    /** Mean column of its pixels. */
    double centreColumn() {
        return (double) columnSum / area;
    }

    /** The longer side of the rectangle it fits in, in pixels. */
    int extent() {
        return Math.max(bottom - top, right - left);
    }
}
