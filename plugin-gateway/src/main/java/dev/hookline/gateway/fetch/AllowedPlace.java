package dev.hookline.gateway.fetch;

import java.util.Set;

/**
 * An entry of {@code allowedHosts}: a host, {@code *.example.org} or {@code *}, and perhaps a port.
 *
 * @param port empty text for the usual ones
 */
record AllowedPlace(String host, String port) {

    /** The ports of web servers; what listens elsewhere often is no web server. */
    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

    static AllowedPlace parse(String entry) {
        int colon = entry.lastIndexOf(':');
        return colon < 0
                ? new AllowedPlace(entry, "")
                : new AllowedPlace(entry.substring(0, colon), entry.substring(colon + 1));
    }

    static boolean isUsual(int port) {
        return USUAL_PORTS.contains(port);
    }

    boolean coversHost(HostName name) {
        return name.isCoveredBy(host);
    }

    boolean covers(FetchTarget target) {
        return coversHost(target.host())
                && (port.isEmpty()
                        ? isUsual(target.port())
                        : port.equals(String.valueOf(target.port())));
    }
}
