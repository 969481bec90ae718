package dev.hookline.kit.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Puts a guard on every connection that a server accepts. Netty finds it as a service: neither
 * Quarkus nor Vert.x lets an application near a connection before its first request.
 */
public final class GuardInstaller extends ChannelInitializerExtension {

    private static volatile @Nullable Connections guarded;

    /** Guards the connections of servers that are started from now on. */
    static void guard(Connections connections) {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        guarded = connections;
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        var connections = guarded;
        if (connections != null) {
            connection.pipeline().addFirst(new ConnectionGuard(connections));
        }
    }
}
