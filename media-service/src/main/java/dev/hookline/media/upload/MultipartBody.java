package dev.hookline.media.upload;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart body, one after the other as they come (RFC 7578). */
final class MultipartBody {

    /** Of one part: a file name of 255 bytes, encoded twice, fits. */
    private static final int MAX_HEADERS = 4 * 1024;

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final int MAX_BOUNDARY = 70;

    private final MultipartInput parts;
    private boolean hasBegun;

    /** A part whose content is read before the next one is asked for. */
    record Part(PartHead head, InputStream content) {}

    private MultipartBody(MultipartInput parts) {
        this.parts = parts;
    }

    /**
     * Begins to read a body.
     *
     * @throws ProblemException 400 {@code malformed-request} without a usable boundary
     */
    static MultipartBody of(@Nullable String contentType, InputStream body) throws IOException {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        var boundary = parser.parse(contentType, new char[] {';', ','}).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw malformed("the content type has no usable boundary");
        }
        return new MultipartBody(
                MultipartInput.builder()
                        .setInputStream(body)
                        .setBufferSize(BUFFER_SIZE)
                        .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                        .setPartHeaderSizeMax(MAX_HEADERS)
                        .get());
    }

    /**
     * The next part, empty behind the last one.
     *
     * @throws ProblemException 400 {@code malformed-request}
     */
    Optional<Part> next() throws IOException {
        boolean hasNext = hasBegun ? parts.readBoundary() : parts.skipPreamble();
        hasBegun = true;
        if (!hasNext) {
            return Optional.empty();
        }
        parts.setHeaderCharset(StandardCharsets.UTF_8);
        try {
            return Optional.of(new Part(PartHead.of(parts.readHeaders()), parts.newInputStream()));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** What a client is told of a body that is not what it says it is. */
    static ProblemException malformed(FileUploadException failure) {
        return malformed(String.valueOf(failure.getMessage()));
    }

    private static ProblemException malformed(String reason) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST, "the multipart body cannot be read: " + reason);
    }
}
