package dev.hookline.media.item;

import dev.hookline.kit.id.Ulid;
import dev.hookline.media.image.ImageFacts;
import dev.hookline.media.store.Sha256;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file as people know it; several may have the same bytes.
 *
 * @param filename safe on every file system
 * @param mimeType by its bytes, or what plugins made of that
 * @param claimedType what the client said it was, when the bytes say something else
 * @param size in bytes
 * @param sha256 under which its bytes are stored
 * @param image null unless it is an image that can be read
 * @param uploadedBy id of the actor
 * @param version 1 for a new item, and one more with each change
 */
public record Item(
        String id,
        String filename,
        String mimeType,
        @Nullable String claimedType,
        long size,
        Sha256 sha256,
        @Nullable ImageFacts image,
        @Nullable String alt,
        @Nullable String caption,
        String uploadedBy,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final Pattern ID = Pattern.compile("[0-9A-Z]{" + Ulid.LENGTH + '}');

    /** Whether a text can be an id at all, and be looked up. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Where its bytes are served, relative to the media service. */
    public String url() {
        return "/media/" + id + '/' + PathSegment.encode(filename);
    }

    /** This item under another name, or with other texts. */
    Item described(String newFilename, @Nullable String newAlt, @Nullable String newCaption) {
        return new Item(
                id,
                newFilename,
                mimeType,
                claimedType,
                size,
                sha256,
                image,
                newAlt,
                newCaption,
                uploadedBy,
                version,
                createdAt,
                updatedAt);
    }

    /** Its subject in hooks and events. */
    public static String subjectOf(String id) {
        return "media/" + id;
    }
}
