package recontrast.report.network;

/** What a part of the network is for. */
public enum Role { IMAGE, ENCODER, BOTTLENECK, DECODER, PROJECTION, DISTANCE }
