package recontrast.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.Picture;
import recontrast.data.Sample;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

class ScoringServiceTest {

    @TempDir
    private Path results;

    private static byte[] png(Picture picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < picture.rgb().length; i++) {
            int pixel = i / 3;
            image.getRaster().setSample(pixel % picture.width(), pixel / picture.width(), i % 3, picture.rgb()[i]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static HttpResponse<byte[]> post(HttpServer server, byte[] body) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/score");
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void answersAnImageWithItsMapAndScore() throws Exception {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(1).withBatch(4).withEvaluateEvery(1));
        RunResult run = experiment.train(Config.A, RunListener.silent());
        Sample sample = FewImages.washers(4).test().get(0);
        HttpServer server = ScoringService.start(results, run.spec().id(), 0);
        try (TrainedModel model = experiment.open(run)) {
            HttpResponse<byte[]> answer = post(server, png(sample.picture().get()));
            JsonNode json = new ObjectMapper().readTree(answer.body());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json.get("score").asDouble()).isEqualTo(model.score(List.of(sample)).get(0).map().max());
            assertThat(json.get("map").get("height").asInt()).isEqualTo(64);
            assertThat(json.get("map").get("width").asInt()).isEqualTo(64);
            assertThat(json.get("map").get("values")).hasSize(64 * 64);

            HttpResponse<byte[]> refused = post(server, "no image".getBytes());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(new String(refused.body())).contains("expected a readable PNG, JPEG or BMP image");
        } finally {
            server.stop(0);
        }
    }

    /** Surefire's working folder is the module's. */
    @Test
    void standsInTheReadmeAsItIsCompiled() throws IOException {
        String source = Files.readString(Path.of("src/test/java/recontrast/service/ScoringService.java"));
        assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("record ")).strip());
    }
}
