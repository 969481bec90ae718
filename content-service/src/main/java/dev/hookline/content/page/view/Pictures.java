package dev.hookline.content.page.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.text.Picture;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the media service for the sizes, texts and placeholders of pictures. A picture that it does
 * not tell about in time is shown without them.
 */
@ApplicationScoped
public class Pictures {

    private static final Logger LOG = Logger.getLogger(Pictures.class);

    /**
     * What was found.
     *
     * @param complete whether the media service answered about each
     */
    public record Found(Map<String, Picture> byId, boolean complete) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PagesConfig.Media config;
    private final Site site;
    private final ObjectMapper json;

    Pictures(PagesConfig config, Site site, ObjectMapper json) {
        this.config = config.media();
        this.site = site;
        this.json = json;
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /** Asks for all at once, within the time that pages wait for pictures. */
    public Found find(Set<String> ids) {
        var asked = new HashMap<String, CompletableFuture<Optional<Picture>>>();
        ids.forEach(id -> asked.put(id, ask(id)));
        var pictures = new HashMap<String, Picture>();
        boolean complete = true;
        for (var entry : asked.entrySet()) {
            var picture = entry.getValue().join();
            complete &= picture.isPresent();
            pictures.put(
                    entry.getKey(),
                    picture.orElseGet(() -> Picture.unknown(site.mediaUrl(entry.getKey()))));
        }
        return new Found(pictures, complete);
    }

    private CompletableFuture<Optional<Picture>> ask(String id) {
        var base = config.internalUrl().orElse(config.url());
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/media/" + id))
                        .timeout(config.timeout())
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(answer -> Optional.of(pictureOf(id, answer)))
                .orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    LOG.warnf("media service did not answer mediaId=%s: %s", id, failure);
                    return Optional.empty();
                });
    }

    private Picture pictureOf(String id, HttpResponse<byte[]> answer) {
        var url = site.mediaUrl(id);
        if (answer.statusCode() != 200) {
            return Picture.unknown(url);
        }
        try {
            var item = json.readTree(answer.body());
            return new Picture(
                    url,
                    number(item.path("width")),
                    number(item.path("height")),
                    text(item.path("blurhash")),
                    text(item.path("alt")),
                    text(item.path("caption")),
                    widths(item.path("derivatives")));
        } catch (IOException e) {
            return Picture.unknown(url);
        }
    }

    private static List<Integer> widths(JsonNode derivatives) {
        var widths = new ArrayList<Integer>();
        derivatives.forEach(it -> widths.add(it.path("width").asInt()));
        return widths;
    }

    private static @Nullable Integer number(JsonNode value) {
        return value.isInt() ? value.intValue() : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }
}
