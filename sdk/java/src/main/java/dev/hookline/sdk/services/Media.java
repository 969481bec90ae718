package dev.hookline.sdk.services;

import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.http.Json;
import dev.hookline.sdk.storage.Page;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The site's files; reading needs {@code media:read}, writing {@code media:write}. */
public final class Media {

    /** Longer than the gateway waits for a service. */
    private static final Duration ANSWERED = Duration.ofSeconds(60);

    /** As the gateway has it by default, in bytes a second. */
    private static final long SLOWEST = 128 * 1024;

    /** For uploads of unknown length. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Gateway gateway;

    public Media(Gateway gateway) {
        this.gateway = gateway;
    }

    public Optional<MediaItem> get(String id) {
        return gateway.find(ApiRequest.of("GET", "media", id))
                .map(answer -> answer.as(MediaItem.class));
    }

    /**
     * A page of files.
     *
     * @param parameters as the media service's list takes them: {@code type}, {@code q}, {@code
     *     limit}, {@code cursor}
     */
    public Page<MediaItem> list(Map<String, String> parameters) {
        var request = ApiRequest.of("GET", "media");
        for (var parameter : parameters.entrySet()) {
            request = request.query(parameter.getKey(), parameter.getValue());
        }
        var answer = gateway.call(request).json();
        var items =
                StreamSupport.stream(answer.path("items").spliterator(), false)
                        .map(item -> Json.read(item, MediaItem.class))
                        .toList();
        return new Page<>(items, Optional.ofNullable(answer.path("nextCursor").textValue()));
    }

    /** Uploads a file; the hooks of uploads see it. */
    public MediaItem upload(String filename, String mimeType, byte[] bytes) {
        return upload(filename, mimeType, BodyPublishers.ofByteArray(bytes));
    }

    /** Uploads a file from this machine's disk, which may be larger than the memory. */
    public MediaItem upload(String filename, String mimeType, Path file) {
        try {
            return upload(filename, mimeType, BodyPublishers.ofFile(file));
        } catch (FileNotFoundException missing) {
            throw new UncheckedIOException("nothing to upload", missing);
        }
    }

    /** Uploads what comes out of a stream of any length; it is read to its end and closed. */
    public MediaItem upload(String filename, String mimeType, InputStream bytes) {
        return upload(filename, mimeType, BodyPublishers.ofInputStream(() -> bytes));
    }

    /**
     * Changes what is said of a file.
     *
     * @param changes {@code alt} and {@code caption}; what is not named stays, null takes away
     */
    public MediaItem update(String id, Map<String, ?> changes) {
        return gateway.call(ApiRequest.of("PATCH", "media", id).json(changes)).as(MediaItem.class);
    }

    /** A file's bytes as they come; to be closed. */
    public InputStream open(MediaItem file) {
        return gateway.open(bytesOf(file));
    }

    /**
     * The bytes of a smaller copy of a picture as they come; to be closed.
     *
     * @param width in pixels, one of those that the media service offers
     */
    public InputStream open(MediaItem picture, int width) {
        return gateway.open(bytesOf(picture).query("w", String.valueOf(width)));
    }

    private MediaItem upload(String filename, String mimeType, BodyPublisher bytes) {
        var form = MultipartFile.of(filename, mimeType, bytes);
        var request =
                ApiRequest.of("POST", "media")
                        .header("Content-Type", form.contentType())
                        .largeBody(form.body())
                        .timeout(timeFor(bytes.contentLength()));
        return gateway.call(request).as(MediaItem.class);
    }

    private static ApiRequest bytesOf(MediaItem file) {
        return ApiRequest.of("GET", "media", file.id(), file.filename()).timeout(ANSWERED);
    }

    private static Duration timeFor(long length) {
        return length < 0 ? LONGEST : ANSWERED.plusSeconds(length / SLOWEST);
    }

    /** Whether there was such a file. */
    public boolean delete(String id) {
        return gateway.find(ApiRequest.of("DELETE", "media", id)).isPresent();
    }
}
