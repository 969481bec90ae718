package dev.hookline.media.upload;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.media.item.Description;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the form of one upload, its file straight to the disk. */
final class FormReader {

    /** The longest text, each of its characters in four bytes. */
    private static final int MAX_TEXT_BYTES = 4 * Description.MAX_CAPTION;

    private final IncomingFile file;
    private @Nullable PartHead fileHead;
    private @Nullable String alt;
    private @Nullable String caption;

    private FormReader(IncomingFile file) {
        this.file = file;
    }

    /**
     * Reads to the end of the form.
     *
     * @throws ProblemException for a form that is not as it should be
     */
    static UploadForm read(MultipartBody body, IncomingFile file) throws IOException {
        var reader = new FormReader(file);
        for (var part = body.next(); part.isPresent(); part = body.next()) {
            reader.take(part.get());
        }
        return reader.form();
    }

    private void take(MultipartBody.Part part) throws IOException {
        switch (part.head().name()) {
            case "file" -> takeFile(part);
            case Description.ALT -> alt = once(alt, part);
            case Description.CAPTION -> caption = once(caption, part);
            default ->
                    throw ProblemException.invalid(
                            shown(part.head().name()), "is not a field of this form");
        }
    }

    private void takeFile(MultipartBody.Part part) throws IOException {
        if (fileHead != null) {
            throw ProblemException.invalid("file", "must be one file only");
        }
        var filename = part.head().filename();
        if (filename == null || filename.isBlank()) {
            throw ProblemException.invalid("file", "must be a file with a name");
        }
        fileHead = part.head();
        file.receive(part.content());
    }

    private UploadForm form() {
        if (fileHead == null || fileHead.filename() == null) {
            throw ProblemException.invalid("file", "is needed");
        }
        return new UploadForm(fileHead.filename(), fileHead.type(), alt, caption);
    }

    private static String once(@Nullable String earlier, MultipartBody.Part part)
            throws IOException {
        var name = part.head().name();
        if (earlier != null) {
            throw ProblemException.invalid(name, "must be given once only");
        }
        return Description.require(name, textOf(name, part.content()));
    }

    private static String textOf(String name, InputStream content) throws IOException {
        var bytes = content.readNBytes(MAX_TEXT_BYTES + 1);
        if (bytes.length > MAX_TEXT_BYTES) {
            throw ProblemException.invalid(name, "is too long");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid(name, "must be UTF-8");
        }
    }

    private static String shown(String name) {
        return name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? name : "?";
    }
}
