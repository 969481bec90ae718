package dev.hookline.chaos.load;

import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.plugin.Policy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Uploads files and removes some of them. */
final class Uploader extends Worker {

    private static final String PATH = "/api/v1/media";
    private static final String BOUNDARY = "--of-the-parts";
    private static final int SMALLEST = 1_000;
    private static final int LARGEST = 60_000;

    private final List<String> files = new ArrayList<>();

    Uploader(String name, long seed, Session session, History history, Clock clock) {
        super(name, seed, session, history, clock);
    }

    @Override
    void act() throws InterruptedException {
        if (!files.isEmpty() && chance(15)) {
            remove(files.remove(random.nextInt(files.size())));
        } else {
            upload();
        }
    }

    @Override
    void pause() throws InterruptedException {
        Thread.sleep(random.nextInt(400));
    }

    private void upload() throws InterruptedException {
        var operation = nextOperation();
        boolean forbidden = chance(8);
        boolean keyed = chance(70);
        var bytes = new byte[random.nextInt(SMALLEST, LARGEST)];
        random.nextBytes(bytes);
        var filename = (forbidden ? Policy.FORBIDDEN + "-" : "") + operation + ".bin";
        var request =
                Request.of(operation, Action.UPLOAD, "POST", PATH)
                        .body("multipart/form-data; boundary=" + BOUNDARY, form(filename, bytes));
        if (keyed) {
            request = request.with("Idempotency-Key", operation);
        }
        var pending =
                begin(operation, Action.UPLOAD)
                        .keyed(keyed)
                        .forbidden(forbidden)
                        .digest(digest(bytes));
        var outcome = session.send(request, keyed);
        if (outcome.told() == Told.ACKNOWLEDGED) {
            var id = outcome.last().json().path("id").asText();
            files.add(id);
            pending.subject(id);
        }
        pending.end(outcome.told(), 0);
    }

    private void remove(String id) throws InterruptedException {
        var operation = nextOperation();
        var pending = begin(operation, Action.REMOVE_FILE).subject(id);
        var outcome =
                session.send(
                        Request.of(operation, Action.REMOVE_FILE, "DELETE", PATH + "/" + id), true);
        pending.end(outcome.told(), 0);
    }

    private static byte[] form(String filename, byte[] bytes) {
        var form = new ByteArrayOutputStream(bytes.length + 300);
        form.writeBytes(
                ascii(
                        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                                .formatted(BOUNDARY, filename)));
        form.writeBytes(bytes);
        form.writeBytes(ascii("\r\n--%s--\r\n".formatted(BOUNDARY)));
        return form.toByteArray();
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
