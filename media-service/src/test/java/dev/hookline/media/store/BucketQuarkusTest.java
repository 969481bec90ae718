package dev.hookline.media.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Map;
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

    /** A server with a bucket, and how to find it. */
    public static final class Bucket implements QuarkusTestResourceLifecycleManager {

        private @Nullable LocalS3 server;

        @Override
        public Map<String, String> start() {
            server = LocalS3.builder().mode(LocalS3Mode.IN_MEMORY).port(-1).build();
            server.start();
            try (var client = S3Clients.to(server.getPort())) {
                client.createBucket(create -> create.bucket("files"));
            }
            return Map.of(
                    "hookline.media.store.kind", "s3",
                    "hookline.media.s3.bucket", "files",
                    "quarkus.s3.endpoint-override", "http://127.0.0.1:" + server.getPort(),
                    "quarkus.s3.path-style-access", "true",
                    "quarkus.s3.aws.region", "us-east-1",
                    "quarkus.s3.aws.credentials.type", "static",
                    "quarkus.s3.aws.credentials.static-provider.access-key-id", "id",
                    "quarkus.s3.aws.credentials.static-provider.secret-access-key", "secret");
        }

        @Override
        public void stop() {
            if (server != null) {
                server.shutdown();
            }
        }
    }
}
