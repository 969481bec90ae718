package dev.hookline.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.testsupport.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** An editor at the media service's API, who never has a whole file in memory. */
final class Uploader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "--of-the-parts";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI media;
    private final String token = TestTokens.editor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Uploader(URI media) {
        this.media = media;
    }

    /** What the service says of an upload. */
    record Answer(int status, JsonNode body) {

        String id() {
            return body.path("id").asText();
        }

        String url() {
            return body.path("url").asText();
        }
    }

    Answer upload(String filename, String type, byte[] bytes) throws Exception {
        return upload(filename, type, () -> new ByteArrayInputStream(bytes), bytes.length).get();
    }

    /** Starts an upload and tells its outcome later. */
    CompletableFuture<Answer> upload(
            String filename, String type, Supplier<InputStream> bytes, long size) {
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, filename, type);
        var tail = "\r\n--%s--\r\n".formatted(BOUNDARY);
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(bytes), size),
                        BodyPublishers.ofString(tail));
        var request =
                HttpRequest.newBuilder(media.resolve("/api/v1/media"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(body)
                        .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(answer -> new Answer(answer.statusCode(), json(answer.body())));
    }

    /** Reads what the service serves, as anybody may. */
    HttpResponse<byte[]> read(String url) throws Exception {
        return client.send(
                HttpRequest.newBuilder(media.resolve(url)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    int delete(String id) throws Exception {
        var request =
                HttpRequest.newBuilder(media.resolve("/api/v1/media/" + id))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + new String(body, 0, body.length), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
