package dev.hookline.chaos.stack;

import dev.hookline.chaos.proxy.TcpProxy;
import dev.hookline.localstack.port.FreePorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The proxies of a stack by the names of their connections, such as {@code
 * content-service-1/database}.
 */
public final class Links implements AutoCloseable {

    private final Map<String, TcpProxy> proxies = new LinkedHashMap<>();

    /** Makes a connection; the port to connect to. */
    public synchronized int add(String name, Integer... targets) {
        var proxy = TcpProxy.start(FreePorts.any(), targets);
        proxies.put(name, proxy);
        return proxy.port();
    }

    public synchronized TcpProxy get(String name) {
        var proxy = proxies.get(name);
        if (proxy == null) {
            throw new IllegalArgumentException("no such connection: " + name);
        }
        return proxy;
    }

    public synchronized List<String> names() {
        return List.copyOf(proxies.keySet());
    }

    public synchronized void healAll() {
        proxies.values().forEach(TcpProxy::heal);
    }

    @Override
    public synchronized void close() {
        proxies.values().forEach(TcpProxy::close);
    }
}
