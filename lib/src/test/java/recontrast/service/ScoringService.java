package recontrast.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import recontrast.data.DataException;
import recontrast.data.MaskRule;
import recontrast.data.Picture;
import recontrast.run.Compute;
import recontrast.run.RunStore;
import recontrast.run.TrainedModel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/** The example of lib/README.md: an image is sent to /score, its map and score come back as JSON. */
record ScoringService(TrainedModel model, ObjectMapper json) {

    private static final int LARGEST = 1 << 25; // bytes of an image; a larger one is cut, and so refused

    static HttpServer start(Path results, String run, int port) throws IOException {
        RunStore store = RunStore.in(results);
        TrainedModel model = TrainedModel.open(
                store, store.named(run).spec(), MaskRule.ANY_NON_ZERO, Compute.standardDevice());
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4)); // images that are computed at once
        server.createContext("/score", new ScoringService(model, new ObjectMapper())::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] image = exchange.getRequestBody().readNBytes(LARGEST);
            try {
                reply(exchange, 200, model.score(Picture.read(image)));
            } catch (DataException noImage) {
                reply(exchange, 400, Map.of("error", noImage.getMessage()));
            }
        }
    }

    private void reply(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] body = json.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
