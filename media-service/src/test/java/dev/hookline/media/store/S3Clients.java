package dev.hookline.media.store;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of servers of this machine. */
final class S3Clients {

    static final String SECRET = "the-secret-of-the-bucket";
    static final S3Config CONFIG = new Brief();

    private S3Clients() {}

    static S3Client to(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", SECRET)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private record Brief() implements S3Config {

        @Override
        public Optional<String> bucket() {
            return Optional.empty();
        }

        @Override
        public Optional<String> prefix() {
            return Optional.of("site/");
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration uploadTimeout() {
            return Duration.ofSeconds(20);
        }
    }
}
