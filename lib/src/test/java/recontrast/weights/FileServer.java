package recontrast.weights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that sends a file in the ways that files are sent, good and bad. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    FileServer(HttpHandler answer) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models/", exchange -> {
            ranges.add(range(exchange).orElse("whole"));
            try (exchange) {
                answer.handle(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    URI models() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/models/");
    }

    /** What was asked for, one entry a request: {@code whole}, or a range. */
    List<String> ranges() {
        return ranges;
    }

    static Optional<String> range(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
    }

    /** Where the range that was asked for begins. */
    static int begin(HttpExchange exchange) {
        return range(exchange).map(range -> Integer.parseInt(range.replaceAll("\\D", ""))).orElse(0);
    }

    /** Sends the file, or the rest of it that was asked for. */
    static HttpHandler sends(byte[] file) {
        return exchange -> send(exchange, file, file.length);
    }

    /** Announces the file, or the rest of it, and stops {@code count} bytes further. */
    static void send(HttpExchange exchange, byte[] file, int count) throws IOException {
        int begin = begin(exchange);
        int end = Math.min(file.length, begin + count);
        if (begin > 0) {
            exchange.getResponseHeaders().add("Content-Range",
                    "bytes " + begin + "-" + (file.length - 1) + "/" + file.length);
        }
        exchange.sendResponseHeaders(begin > 0 ? 206 : 200, file.length - begin);
        exchange.getResponseBody().write(file, begin, end - begin);
        exchange.getResponseBody().flush();
    }

    /** Sends the file whatever part was asked for. */
    static HttpHandler ignoresRanges(byte[] file) {
        return exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        };
    }

    /** Sends the file without saying how long it is. */
    static HttpHandler doesNotSayHowLong(byte[] file) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(file);
        };
    }

    static HttpHandler answers(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static byte[] different(byte[] file) {
        byte[] different = Arrays.copyOf(file, file.length);
        different[file.length / 2]++;
        return different;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
