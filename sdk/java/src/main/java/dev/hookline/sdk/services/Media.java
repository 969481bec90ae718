package dev.hookline.sdk.services;

import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.http.Json;
import dev.hookline.sdk.storage.Page;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The site's files; reading needs {@code media:read}, writing {@code media:write}. */
public final class Media {

    private static final Duration UPLOAD = Duration.ofSeconds(60);

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
     * @param parameters as the media service's list takes them: {@code limit}, {@code cursor}
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
        var body = MultipartFile.of(filename, mimeType, bytes);
        var request =
                ApiRequest.of("POST", "media")
                        .header("Content-Type", body.contentType())
                        .body(body.bytes())
                        .timeout(UPLOAD);
        return gateway.call(request).as(MediaItem.class);
    }

    /** Whether there was such a file. */
    public boolean delete(String id) {
        return gateway.find(ApiRequest.of("DELETE", "media", id)).isPresent();
    }
}
