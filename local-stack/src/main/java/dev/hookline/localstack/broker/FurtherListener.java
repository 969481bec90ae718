package dev.hookline.localstack.broker;

/**
 * Another port of a broker, which tells its clients to come by a third one, such as that of a
 * proxy.
 *
 * @param name upper-case letters, digits and underscores
 * @param port where the broker listens on the loopback address
 * @param advertisedPort where clients are sent
 */
public record FurtherListener(String name, int port, int advertisedPort) {

    public FurtherListener {
        if (!name.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("not the name of a listener: " + name);
        }
    }

    /** As a process argument: {@code NAME:port:advertisedPort}. */
    static FurtherListener parse(String argument) {
        var parts = argument.split(":", -1);
        return new FurtherListener(
                parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    String argument() {
        return name + ":" + port + ":" + advertisedPort;
    }

    String address(int atPort) {
        return name + "://127.0.0.1:" + atPort;
    }
}
