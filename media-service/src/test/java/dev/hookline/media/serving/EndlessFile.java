package dev.hookline.media.serving;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A file of a store elsewhere, too large for any memory. */
@Path("/test/endless")
class EndlessFile {

    static final AtomicLong READ = new AtomicLong();
    static final CountDownLatch CLOSED = new CountDownLatch(1);

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response get(@Context RoutingContext request) {
        return Response.ok(new RemoteBytes(new Endless(), request.request()))
                .header(HttpHeaders.CONTENT_LENGTH, Long.MAX_VALUE)
                .build();
    }

    /** A file whose store fails in the middle. */
    @GET
    @Path("failing")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response failing(@Context RoutingContext request) {
        return Response.ok(new RemoteBytes(new Failing(), request.request()))
                .header(HttpHeaders.CONTENT_LENGTH, Long.MAX_VALUE)
                .build();
    }

    private static final class Failing extends InputStream {

        private long left = 1 << 20;

        @Override
        public int read() throws IOException {
            left--;
            if (left < 0) {
                throw new IOException("the store is gone");
            }
            return 0;
        }
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            READ.incrementAndGet();
            return 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            READ.addAndGet(length);
            return length;
        }

        @Override
        public void close() {
            CLOSED.countDown();
        }
    }
}
