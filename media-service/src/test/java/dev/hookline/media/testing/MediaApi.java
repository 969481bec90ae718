package dev.hookline.media.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.testsupport.TestTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The service's HTTP interface as tests use it. */
public final class MediaApi {

    public static final String MEDIA = "/api/v1/media";

    /** The smallest picture there is: one pixel. */
    public static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
                                + "awAAAABJRU5ErkJggg==");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private MediaApi() {}

    /** What an upload was answered. */
    public record Answer(int status, String text, HttpHeaders headers) {

        public JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        public String get(String field) {
            return body().path(field).asText();
        }
    }

    /** A picture whose bytes no other test has stored: it would not be seen that they are. */
    public static byte[] unknownPicture() {
        var mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        var picture = Arrays.copyOf(PNG, PNG.length + mark.length);
        System.arraycopy(mark, 0, picture, PNG.length, mark.length);
        return picture;
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public static RequestSpecification asAdmin() {
        return as(TestTokens.admin());
    }

    /** Uploads as an administrator. */
    public static Answer upload(String filename, String type, byte[] content) {
        return upload(TestTokens.admin(), Form.of(filename, type, content));
    }

    public static Answer upload(String token, Form form, String... headers) {
        return post("Bearer " + token, form, headers);
    }

    /** Uploads a picture that must be fine, and gives its id. */
    public static String uploaded(String filename) {
        var answer = upload(filename, "image/png", PNG);
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.get("id");
    }

    /** Uploads with any header {@code Authorization}. */
    public static Answer post(String authorization, Form form, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + MEDIA))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", authorization)
                        .header("Content-Type", Form.CONTENT_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something at the same time as the test goes on. */
    public static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }
}
