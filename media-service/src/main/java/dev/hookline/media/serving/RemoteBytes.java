package dev.hookline.media.serving;

import dev.hookline.kit.http.StreamedBody;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** Passes bytes on as fast as the client takes them, and lets go of them when it leaves. */
record RemoteBytes(InputStream bytes, HttpServerRequest request) implements StreamingOutput {

    private static final Logger LOG = Logger.getLogger(RemoteBytes.class);
    private static final int BUFFER = 32 * 1024;

    @Override
    public void write(OutputStream out) throws IOException {
        var client = new StreamedBody(out, request);
        try (bytes) {
            var buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                if (!isTaken(client, buffer, read)) {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            client.breakOff();
            throw e;
        }
    }

    private static boolean isTaken(OutputStream client, byte[] buffer, int length) {
        try {
            client.write(buffer, 0, length);
            return true;
        } catch (IOException e) {
            LOG.debugf("a reader left: %s", e.getMessage());
            return false;
        }
    }
}
