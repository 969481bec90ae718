package dev.hookline.email.provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x that the mail client is made with: every connection that it opens has a {@link
 * SilenceLimit}. The client (4.5) has one idle time-out for all that it waits for.
 */
final class WatchedConnections extends VertxWrapper {

    private final SmtpConfig config;

    WatchedConnections(Vertx vertx, SmtpConfig config) {
        super((VertxInternal) vertx);
        this.config = config;
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
        var client = super.createNetClient(options);
        return (NetClient)
                Proxy.newProxyInstance(
                        NetClient.class.getClassLoader(),
                        new Class<?>[] {NetClient.class},
                        (proxy, method, arguments) -> watched(call(client, method, arguments)));
    }

    private static Object call(NetClient client, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object watched(Object answer) {
        return answer instanceof Future<?> future ? future.map(this::watchedSocket) : answer;
    }

    private <T> T watchedSocket(T connected) {
        if (connected instanceof NetSocket socket) {
            var handler = ((NetSocketInternal) socket).channelHandlerContext();
            handler.pipeline().addBefore(handler.name(), "silence", new SilenceLimit(config));
        }
        return connected;
    }
}
