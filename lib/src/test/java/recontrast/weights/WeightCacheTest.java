package recontrast.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recontrast.model.Backbone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever a server does, the cache holds the right file or none. */
@Timeout(30)
class WeightCacheTest {

    private static final byte[] CONTENT = new byte[300_000];

    static {
        for (int i = 0; i < CONTENT.length; i++) {
            CONTENT[i] = (byte) ((long) i * i / 7 + i);
        }
    }

    /** {@code CONTENT}, whose SHA-256 starts so (by Python's hashlib). */
    private static final PublishedFile FILE =
            new PublishedFile("resnet18-54a8b3c2", Backbone.RESNET18, CONTENT.length);

    @TempDir
    private Path folder;

    private Optional<FileServer> server = Optional.empty();

    private WeightCache cache(HttpHandler answer) throws IOException {
        server = Optional.of(new FileServer(answer));
        return cache(server.get().models());
    }

    private WeightCache cache(URI source) {
        return new WeightCache(folder.resolve("cache"), source, WeightCache.Access.ONLINE, Duration.ofMillis(700));
    }

    private List<String> asked() {
        return server.orElseThrow().ranges();
    }

    private Path place() {
        return folder.resolve("cache/" + FILE.fileName());
    }

    private Path part() {
        return folder.resolve("cache/" + FILE.fileName() + ".part");
    }

    private void partOf(byte[] content, int length) throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(content, length));
    }

    @AfterEach
    void stop() {
        server.ifPresent(FileServer::close);
    }

    private void assertFetched(WeightCache cache) {
        assertThat(cache.fetch(FILE, DownloadListener.silent())).isEqualTo(place()).hasBinaryContent(CONTENT);
        assertThat(part()).doesNotExist();
        assertThat(cache.state(FILE)).isEqualTo(WeightCache.State.VERIFIED);
    }

    private void assertRefused(WeightCache cache, String... parts) {
        assertThatThrownBy(() -> cache.fetch(FILE, DownloadListener.silent())).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("expected to download " + FILE.fileName() + " to " + folder.resolve("cache")
                        + "; found that ")
                .hasMessageContainingAll(parts)
                .hasMessageEndingWith(
                        ": try again, or put " + cache.source() + FILE.fileName() + " (0.3 MB) at " + place())
                .message().hasLineCount(1);
        assertThat(place()).doesNotExist();
    }

    @Test
    void downloadsOnceAndVerifies() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT));
        assertThat(cache.state(FILE)).isEqualTo(WeightCache.State.MISSING);
        assertFetched(cache);
        assertFetched(cache);
        assertThat(asked()).containsExactly("whole");
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        List<Long> received = new ArrayList<>();
        List<Path> places = new ArrayList<>();
        cache(FileServer.sends(CONTENT)).fetch(FILE, new DownloadListener() {
            @Override
            public void downloading(PublishedFile file, long bytes, long total) {
                assertThat(total).isEqualTo(CONTENT.length);
                received.add(bytes);
            }

            @Override
            public void downloaded(PublishedFile file, Path place) {
                places.add(place);
            }
        });
        assertThat(received).startsWith(0L).endsWith((long) CONTENT.length).isSorted();
        assertThat(places).containsExactly(place());
    }

    @Test
    void goesOnWhereAnEarlierDownloadStopped() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT));
        partOf(CONTENT, 100_000);
        assertThat(cache.state(FILE)).isEqualTo(WeightCache.State.INCOMPLETE);
        assertFetched(cache);
        assertThat(asked()).containsExactly("bytes=100000-");
    }

    @Test
    void goesOnByItselfAfterACut() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        assertFetched(cache(exchange -> FileServer.send(
                exchange, CONTENT, requests.incrementAndGet() == 1 ? 120_000 : CONTENT.length)));
        assertThat(asked()).hasSize(2).first().isEqualTo("whole");
        assertThat(asked().get(1)).matches("bytes=\\d+-");
    }

    @Test
    void givesUpWhereEveryAttemptIsCutAndKeepsWhatArrived() throws IOException {
        assertRefused(cache(exchange -> FileServer.send(exchange, CONTENT, 10_000)), "it fails");
        assertThat(asked()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void doesNotWaitForAStalledServer() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        WeightCache cache = cache(exchange -> {
            FileServer.send(exchange, CONTENT, FileServer.begin(exchange) == 0 ? 50_000 : 0);
            hold(never);
        });
        assertRefused(cache, "nothing arrives for 0.7 s");
        assertThat(part()).hasSize(50_000);
        never.countDown();
    }

    @Test
    void doesNotWaitForASilentServer() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        assertRefused(cache(exchange -> hold(never)), "nothing arrives for 0.7 s");
        never.countDown();
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    @Test
    void startsAnewWhereTheServerKnowsNoRanges() throws IOException {
        WeightCache cache = cache(FileServer.ignoresRanges(CONTENT));
        partOf(CONTENT, 100_000);
        assertFetched(cache);
    }

    @Test
    void startsAnewWhereThePartWasOfAnotherFile() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT));
        partOf(FileServer.different(CONTENT), 200_000);
        assertFetched(cache);
        assertThat(asked()).containsExactly("bytes=200000-", "whole");
    }

    @Test
    void startsAnewWhereThePartIsLongerThanTheFile() throws IOException {
        HttpHandler sends = FileServer.sends(CONTENT);
        WeightCache cache = cache(exchange -> {
            if (FileServer.begin(exchange) >= CONTENT.length) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                sends.handle(exchange);
            }
        });
        partOf(CONTENT, CONTENT.length + 5);
        assertFetched(cache);
    }

    @Test
    void neverKeepsAWrongFile() throws IOException {
        assertRefused(cache(FileServer.sends(FileServer.different(CONTENT))),
                "the server sends a file with a SHA-256 that starts with ", ", not with " + FILE.digest());
        assertThat(part()).doesNotExist();
    }

    @Test
    void refusesAFileOfAnotherLength() throws IOException {
        assertRefused(cache(FileServer.sends(Arrays.copyOf(CONTENT, 300_001))),
                "the server announces bytes 0 to 300001, not 0 to 300000");
        assertThat(part()).isEmptyFile();
    }

    @Test
    void refusesAFileLongerThanItShouldBe() throws IOException {
        assertRefused(cache(FileServer.doesNotSayHowLong(Arrays.copyOf(CONTENT, 900_000))),
                "the server sends more than the 300000 bytes of this file");
        assertThat(Files.size(part())).isLessThanOrEqualTo(CONTENT.length);
    }

    @Test
    void acceptsAFileWhoseLengthIsNotSaid() throws IOException {
        assertFetched(cache(FileServer.doesNotSayHowLong(CONTENT)));
    }

    @Test
    void refusesAnotherPartThanWasAskedFor() throws IOException {
        WeightCache cache = cache(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 5-299999/300000");
            exchange.sendResponseHeaders(206, CONTENT.length - 5);
            exchange.getResponseBody().write(CONTENT, 5, CONTENT.length - 5);
        });
        partOf(CONTENT, 100_000);
        assertRefused(cache, "the server announces bytes 5 to 300000, not 100000 to 300000");
    }

    @Test
    void saysTheStatusOfARefusal() throws IOException {
        assertRefused(cache(FileServer.answers(404)), "the server answers with status 404");
        assertRefused(cache(FileServer.answers(503)), "the server answers with status 503");
        assertRefused(cache(FileServer.answers(416)), "the server answers with status 416");
    }

    @Test
    void saysWhereNoServerAnswers() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT));
        server.orElseThrow().close();
        assertRefused(cache, "no server answers at localhost");
    }

    @Test
    void followsRedirects() throws IOException {
        HttpHandler sends = FileServer.sends(CONTENT);
        assertFetched(cache(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/models/moved/")) {
                sends.handle(exchange);
            } else {
                exchange.getResponseHeaders().add("Location", "/models/moved/" + FILE.fileName());
                exchange.sendResponseHeaders(302, -1);
            }
        }));
    }

    /** Which the JDK's policy NORMAL says of itself. */
    @Test
    void neverFollowsARedirectFromHttpsToHttp() {
        assertThat(Download.client(Duration.ofSeconds(1)).followRedirects()).isEqualTo(HttpClient.Redirect.NORMAL);
    }

    @Test
    void endsARoundOfRedirects() throws IOException {
        assertRefused(cache(exchange -> {
            exchange.getResponseHeaders().add("Location", exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(302, -1);
        }), "302");
    }

    @Test
    void downloadsOnceForSeveralWhoWant() throws Exception {
        WeightCache cache = cache(exchange -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            FileServer.send(exchange, CONTENT, CONTENT.length);
        });
        List<CompletableFuture<Path>> wanting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> cache.fetch(FILE, DownloadListener.silent())))
                .toList();
        for (CompletableFuture<Path> each : wanting) {
            assertThat(each.get()).hasBinaryContent(CONTENT);
        }
        assertThat(asked()).containsExactly("whole");
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        WeightCache cache = cache(exchange -> {
            arrived.countDown();
            hold(never);
        });
        Thread here = Thread.currentThread();
        CompletableFuture.runAsync(() -> {
            try {
                arrived.await();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
            here.interrupt();
        });
        assertThatThrownBy(() -> cache.fetch(FILE, DownloadListener.silent()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }

    @Test
    void doesNotBeginWhenInterruptedBefore() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> cache.fetch(FILE, DownloadListener.silent()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertFetched(cache);
    }

    @Test
    void asksNobodyOffline() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT)).offline();
        assertThatThrownBy(() -> cache.fetch(FILE, DownloadListener.silent())).hasMessage("expected " + FILE.fileName()
                + " in " + folder.resolve("cache") + "; found none, and offline nothing is downloaded: put "
                + cache.source() + FILE.fileName() + " (0.3 MB) at " + place());
        assertThat(asked()).isEmpty();
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void usesAFileThatWasPutThereOffline() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT)).offline();
        Files.createDirectories(place().getParent());
        Files.write(place(), CONTENT);
        assertFetched(cache);
        assertThat(asked()).isEmpty();
    }

    @Test
    void refusesADamagedFileThatWasPutThere() throws IOException {
        WeightCache cache = cache(FileServer.sends(CONTENT));
        Files.createDirectories(place().getParent());
        Files.write(place(), FileServer.different(CONTENT));
        assertThat(cache.state(FILE)).isEqualTo(WeightCache.State.DAMAGED);
        assertThatThrownBy(() -> cache.fetch(FILE, DownloadListener.silent()))
                .hasMessageStartingWith("expected " + place() + " with a SHA-256 that starts with " + FILE.digest())
                .hasMessageEndingWith(": delete the file and fetch it again");
        assertThat(asked()).isEmpty();
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        assertThatThrownBy(() -> cache(FileServer.sends(CONTENT)).fetch(FILE, DownloadListener.silent()))
                .hasMessageContaining("expected to download").hasMessageContaining("FileAlreadyExists");
    }

    private static WeightCache of(Map<String, String> environment) {
        return WeightCache.of(new CacheFolder(environment, "Linux", Path.of("/home/me")));
    }

    @Test
    void isWhatTheEnvironmentSays() {
        WeightCache standard = of(Map.of());
        assertThat(standard.source()).isEqualTo(URI.create("https://download.pytorch.org/models/"));
        assertThat(standard.access()).isEqualTo(WeightCache.Access.ONLINE);
        assertThat(of(Map.of("RECONTRAST_WEIGHTS_URL", "http://mirror/a")).source())
                .isEqualTo(URI.create("http://mirror/a/"));
        assertThat(of(Map.of("RECONTRAST_OFFLINE", "1")).access()).isEqualTo(WeightCache.Access.OFFLINE);
        assertThat(of(Map.of("RECONTRAST_OFFLINE", "0")).access()).isEqualTo(WeightCache.Access.ONLINE);
    }

    @Test
    void refusesAMirrorThatIsNoAddress() {
        for (String wrong : List.of("/mnt/models/", "file:///mnt/models/", "my mirror/", "C:\\models/")) {
            assertThatThrownBy(() -> of(Map.of("RECONTRAST_WEIGHTS_URL", wrong))).hasMessage("expected the http or"
                    + " https address of a folder of weights, such as https://download.pytorch.org/models/; found "
                    + wrong + ": set RECONTRAST_WEIGHTS_URL to one, or unset it");
        }
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        assertFetched(cache(FileServer.sends(CONTENT)));
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(FILE.fileName(), FILE.fileName() + ".lock");
        }
    }
}
