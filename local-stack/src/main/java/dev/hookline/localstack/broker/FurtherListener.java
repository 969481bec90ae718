package dev.hookline.localstack.broker;

/**
 * Another port of a broker, which tells its clients to come by a third one, such as that of a
 * proxy.
 *
 * @param name upper-case letters, digits and underscores
 * @param port where the broker listens on the loopback address
 * @param advertisedPort where clients are sent
 * @param guarded whether clients log in with SCRAM-SHA-512 and have only the rights that they were
 *     given; those of the other listeners may do everything
 */
public record FurtherListener(String name, int port, int advertisedPort, boolean guarded) {

    private static final String GUARDED = "guarded";

    /** A listener that lets everybody in. */
    public FurtherListener(String name, int port, int advertisedPort) {
        this(name, port, advertisedPort, false);
    }

    public FurtherListener {
        if (!name.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("not the name of a listener: " + name);
        }
    }

    /** As a process argument: {@code NAME:port:advertisedPort}, and {@code :guarded}. */
    static FurtherListener parse(String argument) {
        var parts = argument.split(":", -1);
        return new FurtherListener(
                parts[0],
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                parts.length > 3 && parts[3].equals(GUARDED));
    }

    String argument() {
        return name + ":" + port + ":" + advertisedPort + (guarded ? ":" + GUARDED : "");
    }

    String protocol() {
        return name + (guarded ? ":SASL_PLAINTEXT" : ":PLAINTEXT");
    }

    String address(int atPort) {
        return name + "://127.0.0.1:" + atPort;
    }
}
