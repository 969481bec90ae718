package dev.hookline.media.serving;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Lets the kernel send a file. The framework's own way of doing so never answers when the file
 * cannot be opened, as when it was deleted a moment ago.
 */
@Provider
@Singleton
class FileSliceWriter implements ServerMessageBodyWriter<FileSlice> {

    private static final Logger LOG = Logger.getLogger(FileSliceWriter.class);

    private final RoutingContext request;

    FileSliceWriter(RoutingContext request) {
        this.request = request;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == FileSlice.class;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType media) {
        return type == FileSlice.class;
    }

    @Override
    public void writeResponse(FileSlice slice, Type genericType, ServerRequestContext context) {
        var response = request.response();
        response.sendFile(slice.file().toString(), slice.offset(), slice.length())
                .onFailure(failure -> giveUp(response, slice, failure));
    }

    @Override
    public void writeTo(
            FileSlice slice,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body) {
        throw new UnsupportedOperationException("files are sent by the server itself");
    }

    private static void giveUp(HttpServerResponse response, FileSlice slice, Throwable failure) {
        LOG.debugf("a file was not sent to its end file=%s: %s", slice.file(), failure);
        if (!response.closed()) {
            response.reset();
        }
    }
}
