package dev.hookline.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Bytes in a bucket, under the same names as in the directory of the local store, so that one can
 * be copied to the other. An object appears whole or not at all, since it is sent in one request,
 * with its hash, which the service checks.
 *
 * <p>Bytes that are there already are left as they are: their time stays that of the first keep.
 * The lock that goes with every removal makes that safe.
 */
final class S3Store implements MediaStore {

    private static final String OBJECTS = "objects/";
    private static final String NO_BUCKET = "NoSuchBucket";
    private static final int NOT_FOUND = 404;
    private static final int INSUFFICIENT_STORAGE = 507;

    /** What compatible servers say of a full disk or a used-up quota. */
    private static final Set<String> FULL =
            Set.of("XMinioStorageFull", "QuotaExceeded", "InsufficientCapacity");

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> brief;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> patient;

    S3Store(S3Client client, String bucket, S3Config config) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = config.prefix().orElse("") + OBJECTS;
        this.brief = within(config.timeout());
        this.patient = within(config.uploadTimeout());
    }

    @Override
    public void keep(Sha256 hash, Path received) throws IOException {
        if (!Sha256.of(received).equals(hash)) {
            throw new IOException("the received bytes are not those of " + hash);
        }
        long size = Files.size(received);
        if (find(hash).filter(kept -> kept.size() == size).isEmpty()) {
            var sum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash.hex()));
            call(() ->
                    client.putObject(
                            put ->
                                    put.bucket(bucket)
                                            .key(keyOf(hash))
                                            .contentLength(size)
                                            .contentType("application/octet-stream")
                                            .checksumSHA256(sum)
                                            .overrideConfiguration(patient),
                            RequestBody.fromFile(received)));
        }
    }

    @Override
    public Optional<StoredObject> find(Sha256 hash) throws IOException {
        try {
            var head =
                    call(() ->
                            client.headObject(look ->
                                    look.bucket(bucket)
                                            .key(keyOf(hash))
                                            .overrideConfiguration(brief)));
            return Optional.of(new StoredObject(hash, head.contentLength(), head.lastModified()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(Sha256 hash, long offset, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        var range = "bytes=" + offset + '-' + (offset + length - 1);
        var part =
                call(() ->
                        client.getObject(get ->
                                get.bucket(bucket)
                                        .key(keyOf(hash))
                                        .range(range)
                                        .overrideConfiguration(brief)));
        if (part.response().contentLength() != length) {
            part.abort();
            throw new IOException("the stored bytes are damaged sha256=" + hash);
        }
        return new S3Bytes(part, length);
    }

    @Override
    public Optional<Path> localFile(Sha256 hash) {
        return Optional.empty();
    }

    @Override
    public void remove(Sha256 hash) throws IOException {
        call(() ->
                client.deleteObject(delete ->
                        delete.bucket(bucket).key(keyOf(hash)).overrideConfiguration(brief)));
    }

    @Override
    public Stream<StoredObject> all() {
        return client
                .listObjectsV2Paginator(
                        list -> list.bucket(bucket).prefix(prefix).overrideConfiguration(brief))
                .contents()
                .stream()
                .flatMap(S3Store::stored);
    }

    @Override
    public long removeLeftovers(Instant before) {
        return 0;
    }

    @Override
    public void check() throws IOException {
        call(() -> client.headBucket(look -> look.bucket(bucket).overrideConfiguration(brief)));
    }

    private String keyOf(Sha256 hash) {
        var hex = hash.hex();
        return prefix + hex.substring(0, 2) + '/' + hex.substring(2, 4) + '/' + hex;
    }

    private static Stream<StoredObject> stored(S3Object object) {
        var name = object.key().substring(object.key().lastIndexOf('/') + 1);
        return Sha256.isHex(name)
                ? Stream.of(
                        new StoredObject(new Sha256(name), object.size(), object.lastModified()))
                : Stream.empty();
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration timeout) {
        return request -> request.apiCallTimeout(timeout);
    }

    private static <T> T call(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    private static IOException failure(SdkException failure) {
        if (failure instanceof AwsServiceException refusal) {
            var code = codeOf(refusal);
            if (refusal.statusCode() == NOT_FOUND && !code.equals(NO_BUCKET)) {
                return new NoSuchFileException(code);
            }
            if (refusal.statusCode() == INSUFFICIENT_STORAGE || FULL.contains(code)) {
                return new StorageFullException("no room in the bucket: " + code, refusal);
            }
        }
        return new IOException("the bucket cannot be used: " + failure.getMessage(), failure);
    }

    private static String codeOf(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
