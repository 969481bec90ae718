package dev.hookline.localstack.database;

/**
 * What a caller may choose about the server.
 *
 * @param port on the loopback address, 0 for a free one
 * @param durable whether a commit survives a power cut; tests that throw their data away do without
 * @param maxConnections of all services together
 */
public record DatabaseSettings(int port, boolean durable, int maxConnections) {

    private static final int CONNECTIONS = 100;

    public DatabaseSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no such port: " + port);
        }
        if (maxConnections < 10) {
            throw new IllegalArgumentException("too few connections: " + maxConnections);
        }
    }

    /** For data that must persist. */
    public static DatabaseSettings persistent() {
        return new DatabaseSettings(0, true, CONNECTIONS);
    }

    /** For tests: no waiting for the disk. A killed process still loses nothing. */
    public static DatabaseSettings disposable() {
        return new DatabaseSettings(0, false, CONNECTIONS);
    }

    public DatabaseSettings onPort(int chosen) {
        return new DatabaseSettings(chosen, durable, maxConnections);
    }

    /** Lines of a {@code postgresql.conf}. */
    String configuration() {
        var onOff = durable ? "on" : "off";
        return """
        listen_addresses = '127.0.0.1'
        port = %d
        # Nothing of ours connects through a socket file, and /tmp is everybody's.
        unix_socket_directories = ''
        max_connections = %d
        fsync = %s
        synchronous_commit = %s
        full_page_writes = %s
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] %%q%%u@%%d '
        """
                .formatted(port, maxConnections, onOff, onOff, onOff);
    }
}
