package recontrast.metric;

/** A projection matrix applied to both sides of a map, W D W^T, in double precision. */
final class Separable {

    private Separable() {
    }

    /** (featureSide, featureSide) distances to a (mapSide, mapSide) map, both row-major. */
    static double[] project(double[] distances, int featureSide, int mapSide, Smoothing smoothing) {
        float[] w = MapProjection.matrix(featureSide, mapSide, smoothing, MapProjection.Corners.ALIGNED);
        double[] columns = new double[mapSide * featureSide]; // W D
        for (int i = 0; i < mapSide; i++) {
            for (int k = 0; k < featureSide; k++) {
                for (int j = 0; j < featureSide; j++) {
                    columns[i * featureSide + j] += w[i * featureSide + k] * distances[k * featureSide + j];
                }
            }
        }
        double[] map = new double[mapSide * mapSide];
        for (int i = 0; i < mapSide; i++) {
            for (int j = 0; j < mapSide; j++) {
                for (int k = 0; k < featureSide; k++) {
                    map[i * mapSide + j] += columns[i * featureSide + k] * w[j * featureSide + k];
                }
            }
        }
        return map;
    }

    static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
