package dev.hookline.media.type;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Says what files are by their bytes. The name only tells kinds of the same format apart, a
 * spreadsheet from any other ZIP archive; it makes no picture of a text.
 */
@ApplicationScoped
public class MediaTypes {

    /** Type and subtype, each a token of RFC 6838, section 4.2. */
    private static final Pattern SYNTAX =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    /** Spellings that are common and in no registry. */
    private static final Map<String, String> MISSPELT =
            Map.of(
                    "image/jpg", "image/jpeg",
                    "image/pjpeg", "image/jpeg",
                    "image/x-png", "image/png",
                    "audio/mp3", "audio/mpeg");

    /** What text never is, whatever its name says. */
    private static final Set<String> NO_TEXT = Set.of("image", "audio", "video", "font", "model");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();
    private final MediaTypeRegistry registry = types.getMediaTypeRegistry();

    /** The first look takes half a second; no upload should pay for it. */
    void warmUp(@Observes StartupEvent event) {
        detect("warm".getBytes(StandardCharsets.UTF_8), null);
    }

    /** What a file is. */
    public String of(Path file, String name) throws IOException {
        byte[] head;
        try (var bytes = Files.newInputStream(file)) {
            head = bytes.readNBytes(types.getMinLength());
        }
        return of(head, name);
    }

    String of(byte[] head, String name) {
        var byBytes = detect(head, null);
        if (byBytes.equals(MediaType.OCTET_STREAM)) {
            return byBytes.toString();
        }
        var refined = detect(head, name);
        boolean isText = registry.isInstanceOf(byBytes, MediaType.TEXT_PLAIN);
        return (isText && NO_TEXT.contains(refined.getType()) ? byBytes : refined).toString();
    }

    /**
     * The one spelling of a media type, without parameters; empty for what is none.
     *
     * @param text as a client or plugin wrote it
     */
    public Optional<String> canonical(@Nullable String text) {
        var base = baseOf(text);
        if (base.isEmpty()) {
            return base;
        }
        var known = MISSPELT.getOrDefault(base.get(), base.get());
        var parsed = MediaType.parse(known);
        return Optional.of(parsed == null ? known : registry.normalize(parsed).toString());
    }

    private static Optional<String> baseOf(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var base = text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return SYNTAX.matcher(base).matches() ? Optional.of(base) : Optional.empty();
    }

    private MediaType detect(byte[] head, @Nullable String name) {
        var metadata = new Metadata();
        if (name != null) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        }
        try {
            return types.detect(new ByteArrayInputStream(head), metadata).getBaseType();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }
}
