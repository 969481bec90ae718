package dev.hookline.media.store;

import static dev.hookline.media.testing.MediaApi.meanwhile;
import static dev.hookline.media.testing.MediaApi.unknownPicture;
import static dev.hookline.media.testing.MediaApi.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import dev.hookline.media.serving.KeptFiles;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The service with a bucket: the configuration that operators write, and a file's way through. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
@WithTestResource(BucketQuarkusTest.Bucket.class)
class BucketQuarkusTest {

    private static final String TEN = "0123456789";

    /** More than the service has database connections. */
    private static final int UPLOADS = 24;

    @Inject KeptFiles files;
    @Inject MediaStore store;

    @Test
    void servesFilesFromTheBucket() throws IOException {
        var item = files.keep("ten.txt", "text/plain", TEN.getBytes());
        assertThat(store.localFile(item.sha256())).isEmpty();

        given().urlEncodingEnabled(false)
                .get(item.url())
                .then()
                .statusCode(200)
                .header("Content-Length", "10")
                .body(equalTo(TEN));
        given().header("Range", "bytes=-3")
                .get(item.url())
                .then()
                .statusCode(206)
                .body(equalTo("789"));
        given().head(item.url()).then().statusCode(200).header("Content-Length", "10");
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'media store' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'media store' }.data.kind", equalTo("s3"));
    }

    @Test
    void servesPublicFilesWhileTheBucketIsSlow() throws IOException {
        var item = files.keep("public.txt", "text/plain", TEN.getBytes());
        var bucket = Bucket.front();
        int kept = bucket.kept();
        bucket.holdLaterLooks();
        var uploads =
                IntStream.range(0, UPLOADS)
                        .mapToObj(i ->
                                meanwhile(() -> upload("a.png", "image/png", unknownPicture())))
                        .toList();
        // From here on each upload asks the bucket once more, with the lock of its bytes.
        await().atMost(Duration.ofSeconds(20)).until(() -> bucket.kept() == kept + UPLOADS);
        await().atMost(Duration.ofSeconds(5)).until(() -> bucket.held() >= 4);

        given().urlEncodingEnabled(false).get(item.url()).then().statusCode(200).body(equalTo(TEN));
        bucket.release();

        assertThat(uploads).allSatisfy(upload -> assertThat(upload.join().status()).isEqualTo(201));
    }

    /** A server with a bucket, and how to find it. */
    public static final class Bucket implements QuarkusTestResourceLifecycleManager {

        private static @Nullable SlowBucket front;

        private @Nullable LocalS3 server;

        static SlowBucket front() {
            return Objects.requireNonNull(front);
        }

        @Override
        public Map<String, String> start() {
            server = LocalS3.builder().mode(LocalS3Mode.IN_MEMORY).port(-1).build();
            server.start();
            try (var client = S3Clients.to(server.getPort())) {
                client.createBucket(create -> create.bucket("files"));
            }
            front = frontOf(server.getPort());
            return Map.of(
                    "hookline.media.store.kind", "s3",
                    "hookline.media.s3.bucket", "files",
                    "quarkus.s3.endpoint-override", "http://127.0.0.1:" + front.port(),
                    "quarkus.s3.path-style-access", "true",
                    "quarkus.s3.aws.region", "us-east-1",
                    "quarkus.s3.aws.credentials.type", "static",
                    "quarkus.s3.aws.credentials.static-provider.access-key-id", "id",
                    "quarkus.s3.aws.credentials.static-provider.secret-access-key", "secret");
        }

        private static SlowBucket frontOf(int port) {
            try {
                return new SlowBucket(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            if (front != null) {
                front.close();
            }
            if (server != null) {
                server.shutdown();
            }
        }
    }
}
