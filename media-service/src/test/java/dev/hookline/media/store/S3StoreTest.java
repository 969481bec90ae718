package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server that speaks S3, in memory. */
class S3StoreTest extends MediaStoreContract {

    private static final String BUCKET = "files";

    private static LocalS3 server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = LocalS3.builder().mode(LocalS3Mode.IN_MEMORY).port(-1).build();
        server.start();
        client = S3Clients.to(server.getPort());
        client.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        client.close();
        server.shutdown();
    }

    @Override
    MediaStore store() {
        return storeIn(client, BUCKET);
    }

    @Test
    void isUsableWhenTheBucketIsThere() throws IOException {
        store().check();

        assertThatThrownBy(() -> storeIn(client, "other").check()).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotTakeAMissingBucketForMissingBytes() {
        assertThatThrownBy(() -> storeIn(client, "other").read(new Sha256("0".repeat(64)), 0, 1))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
    }

    @Test
    void hasTheLayoutOfTheLocalStore() throws IOException {
        var hex = keep(bytes(10)).hex();
        var key = "site/objects/" + hex.substring(0, 2) + '/' + hex.substring(2, 4) + '/' + hex;

        assertThat(client.headObject(head -> head.bucket(BUCKET).key(key)).contentLength())
                .isEqualTo(10);
    }

    @Test
    void doesNotReadToTheEndOfWhatNobodyWants() throws IOException {
        var hash = keep(bytes(20 << 20));
        var part = store().read(hash, 0, 20 << 20);

        assertThat(part.read()).isNotNegative();
        part.close();

        assertThat(read(hash, (20 << 20) - 1, 1)).hasSize(1);
    }

    @Test
    void refusesASizeThatIsNotThere() throws IOException {
        var hash = keep(bytes(10));

        assertThatThrownBy(() -> read(hash, 5, 10)).isInstanceOf(IOException.class);
    }

    private static MediaStore storeIn(S3Client client, String bucket) {
        return new S3Store(client, bucket, S3Clients.CONFIG);
    }
}
