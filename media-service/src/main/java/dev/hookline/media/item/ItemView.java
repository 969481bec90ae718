package dev.hookline.media.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as clients see it.
 *
 * @param claimedType what the client said it was, when the bytes say something else
 * @param size in bytes
 * @param url of its bytes, relative to the media service
 * @param width in pixels as seen, null unless it is an image
 * @param blurhash a placeholder of a few characters
 * @param derivatives smaller copies that can be had, the smallest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ItemView(
        String id,
        String filename,
        String mimeType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String claimedType,
        long size,
        String url,
        Instant createdAt,
        Instant updatedAt,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String blurhash,
        @Nullable String alt,
        @Nullable String caption,
        String uploadedBy,
        long version,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DerivativeView> derivatives) {

    /**
     * A smaller copy.
     *
     * @param width in pixels
     * @param url relative to the media service
     */
    public record DerivativeView(int width, String url) {}

    public ItemView {
        derivatives = List.copyOf(derivatives);
    }

    static ItemView of(Item item, List<Integer> widths) {
        var image = item.image();
        return new ItemView(
                item.id(),
                item.filename(),
                item.mimeType(),
                item.claimedType(),
                item.size(),
                item.url(),
                item.createdAt(),
                item.updatedAt(),
                item.sha256().hex(),
                image == null ? null : image.width(),
                image == null ? null : image.height(),
                image == null ? null : image.blurhash(),
                item.alt(),
                item.caption(),
                item.uploadedBy(),
                item.version(),
                widths.stream()
                        .map(width -> new DerivativeView(width, item.url() + "?w=" + width))
                        .toList());
    }
}
