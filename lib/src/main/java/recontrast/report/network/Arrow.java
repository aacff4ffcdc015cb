package recontrast.report.network;

/** Something that runs from one part to another. */
public record Arrow(Part from, Part to, Flow flow) {

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
