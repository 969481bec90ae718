package dev.hookline.gateway.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host in its one normal form: lower case, IDN in its ASCII form, no trailing dot, IPv4 as four
 * decimal numbers. What has no such form is refused rather than guessed, since every reader guesses
 * differently.
 *
 * @param text the name, or the address; IPv6 in brackets
 * @param literal the address when it is one
 */
record HostName(String text, @Nullable InetAddress literal) {

    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    /** Names that mean this machine, or a place where clouds serve credentials. */
    private static final List<String> LOCAL = List.of("localhost", "localdomain");

    private static final List<String> METADATA =
            List.of(
                    "metadata",
                    "metadata.google.internal",
                    "metadata.google",
                    "metadata.goog",
                    "metadata.azure.internal",
                    "instance-data",
                    "instance-data.ec2.internal");

    /** Services that answer any name with the address that is written in it. */
    private static final List<String> WILDCARD_DNS =
            List.of(
                    "nip.io",
                    "sslip.io",
                    "xip.io",
                    "traefik.me",
                    "lvh.me",
                    "localtest.me",
                    "vcap.me",
                    "lacolhost.com",
                    "localho.st");

    /** The normal form, empty when there is none. */
    static Optional<HostName> parse(String raw) {
        if (raw.startsWith("[") && raw.endsWith("]")) {
            return ipv6(raw.substring(1, raw.length() - 1));
        }
        try {
            var ascii = IDN.toASCII(raw).toLowerCase(Locale.ROOT);
            var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            if (NUMERIC_END.matcher(name).matches()) {
                return IPV4.matcher(name).matches()
                        ? Optional.of(new HostName(name, InetAddress.getByName(name)))
                        : Optional.empty();
            }
            return name.length() <= LONGEST && NAME.matcher(name).matches()
                    ? Optional.of(new HostName(name, null))
                    : Optional.empty();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Why nobody may fetch from a host of this name, empty when its addresses decide. */
    Optional<String> objection(boolean privateIsAllowed) {
        if (!privateIsAllowed && isBelowAny(LOCAL)) {
            return Optional.of("the name means this machine");
        }
        if (METADATA.contains(text)) {
            return Optional.of("the name is that of a metadata service");
        }
        return isBelowAny(WILDCARD_DNS)
                ? Optional.of("the name can mean any address")
                : Optional.empty();
    }

    /** Whether an entry of {@code allowedHosts}, without its port, covers this host. */
    boolean isCoveredBy(String entry) {
        if (entry.equals("*")) {
            return true;
        }
        var isWildcard = entry.startsWith("*.");
        return parse(isWildcard ? entry.substring(2) : entry)
                .map(allowed ->
                        text.equals(allowed.text())
                                || isWildcard && text.endsWith('.' + allowed.text()))
                .orElse(false);
    }

    private boolean isBelowAny(List<String> domains) {
        return domains.stream()
                .anyMatch(domain -> text.equals(domain) || text.endsWith('.' + domain));
    }

    private static Optional<HostName> ipv6(String address) {
        // A zone names a network interface of this machine.
        if (!address.contains(":") || !address.matches("[0-9A-Fa-f:.]+")) {
            return Optional.empty();
        }
        try {
            var literal = InetAddress.getByName(address);
            return Optional.of(new HostName('[' + address.toLowerCase(Locale.ROOT) + ']', literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
