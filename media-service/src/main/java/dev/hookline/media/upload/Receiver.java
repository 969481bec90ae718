package dev.hookline.media.upload;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.media.item.SafeName;
import dev.hookline.media.type.MediaTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** Brings a body to the disk and says what it is. */
@ApplicationScoped
class Receiver {

    private static final String UNTYPED = MediaType.OCTET_STREAM.toString();

    private final MediaTypes types;

    Receiver(MediaTypes types) {
        this.types = types;
    }

    /**
     * Reads the body to its end.
     *
     * @throws ProblemException for a body that is not as it should be
     * @throws IOException when the disk fails
     */
    Received receive(UploadBody body, @Nullable String contentType, IncomingFile file)
            throws IOException {
        var form = formOf(body, contentType, file);
        var name = SafeName.of(form.filename());
        var type = types.of(file.path(), name);
        var claimed =
                types.canonical(form.claimedType())
                        .filter(claim -> !claim.equals(type) && !claim.equals(UNTYPED))
                        .orElse(null);
        return new Received(file, name, type, claimed, form.alt(), form.caption());
    }

    private static UploadForm formOf(
            UploadBody body, @Nullable String contentType, IncomingFile file) throws IOException {
        try {
            var form = FormReader.read(MultipartBody.of(contentType, body), file);
            body.drain();
            return form;
        } catch (BodyLostException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "the body ended before it was complete");
        } catch (FileUploadException e) {
            throw MultipartBody.malformed(e);
        }
    }
}
