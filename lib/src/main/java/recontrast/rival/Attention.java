package recontrast.rival;

import ai.djl.ndarray.NDArray;
import recontrast.model.Constant;
import recontrast.model.Scope;

import java.util.Optional;

/** Multi-head attention (Vaswani et al. 2017, section 3.2.2). */
record Attention(Linear query, Linear key, Linear value, Linear out, int heads) {

    Attention(Scope scope, int channels, int heads) {
        this(Linear.glorot(scope.at("query"), channels, channels), Linear.glorot(scope.at("key"), channels, channels),
                Linear.glorot(scope.at("value"), channels, channels), Linear.glorot(scope.at("out"), channels, channels),
                heads);
    }

    /**
     * What each of N points takes from M: (B, N, C).
     *
     * @param queries (B, N, C)
     * @param keys (B, M, C)
     * @param values (B, M, C)
     * @param mask (N, M), minus infinity where a point does not look
     */
    NDArray of(NDArray queries, NDArray keys, NDArray values, Optional<NDArray> mask) {
        NDArray shares = shares(split(query.of(queries)), split(key.of(keys)), mask);
        NDArray taken = shares.matMul(split(value.of(values))).transpose(0, 2, 1, 3); // (B, N, heads, C / heads)
        long channels = values.getShape().get(2);
        return out.of(taken.reshape(-1, queries.getShape().get(1), channels));
    }

    private static NDArray shares(NDArray queries, NDArray keys, Optional<NDArray> mask) {
        NDArray scale = Constant.of(1 / Math.sqrt(queries.getShape().get(3)), queries);
        try (NDArray logits = queries.mul(scale).matMul(keys.transpose(0, 1, 3, 2))) { // (B, heads, N, M)
            mask.ifPresent(logits::addi);
            return logits.softmax(-1);
        }
    }

    /** (B, heads, N, C / heads) */
    private NDArray split(NDArray points) {
        long channels = points.getShape().get(2);
        return points.reshape(points.getShape().get(0), -1, heads, channels / heads).transpose(0, 2, 1, 3);
    }
}
