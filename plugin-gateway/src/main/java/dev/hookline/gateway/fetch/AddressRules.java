package dev.hookline.gateway.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells public addresses from all others, after the special-purpose registries of IANA (RFC 6890)
 * and the addresses at which clouds serve credentials. Forms that carry an IPv4 address inside an
 * IPv6 one are what the inner address is.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 registry</a>
 */
final class AddressRules {

    private record Rule(AddressBlock block, AddressKind kind) {}

    private static final AddressKind PUBLIC = new AddressKind.Public();

    /** The first that fits counts. */
    private static final List<Rule> IPV4 =
            List.of(
                    forbidden("168.63.129.16/32", "a metadata service"),
                    forbidden("100.100.100.200/32", "a metadata service"),
                    forbidden("169.254.0.0/16", "link-local"),
                    forbidden("0.0.0.0/8", "this network"),
                    forbidden("192.0.0.0/24", "for protocols"),
                    forbidden("192.0.2.0/24", "for documentation"),
                    forbidden("198.51.100.0/24", "for documentation"),
                    forbidden("203.0.113.0/24", "for documentation"),
                    forbidden("192.88.99.0/24", "for 6to4 relays"),
                    forbidden("198.18.0.0/15", "for benchmarks"),
                    forbidden("224.0.0.0/4", "multicast"),
                    forbidden("240.0.0.0/4", "reserved"),
                    privately("127.0.0.0/8", "loopback"),
                    privately("10.0.0.0/8", "private"),
                    privately("172.16.0.0/12", "private"),
                    privately("192.168.0.0/16", "private"),
                    privately("100.64.0.0/10", "carrier-grade NAT"));

    private static final AddressBlock IPV4_MAPPED = AddressBlock.of("0:0:0:0:0:ffff/96");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002:0/16");
    private static final AddressBlock TEREDO = AddressBlock.of("2001:0/32");

    private static final List<Rule> IPV6 =
            List.of(
                    forbidden("fd00:ec2:0:0:0:0:0:254/128", "a metadata service"),
                    forbidden("fd20:ce:0:0:0:0:0:254/128", "a metadata service"),
                    privately("0:0:0:0:0:0:0:1/128", "loopback"),
                    privately("fc00:0/7", "unique local"),
                    forbidden("0:0:0:0:0:0/96", "IPv4-compatible"),
                    forbidden("64:ff9b:1/48", "for local translation"),
                    forbidden("fe80:0/10", "link-local"),
                    forbidden("fec0:0/10", "site-local"),
                    forbidden("ff00:0/8", "multicast"),
                    forbidden("2001:0/23", "for protocols"),
                    forbidden("2001:db8/32", "for documentation"),
                    forbidden("3fff:0/20", "for documentation"));

    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000:0/3");

    private AddressRules() {}

    static AddressKind kindOf(InetAddress address) {
        return kindOf(address.getAddress());
    }

    private static AddressKind kindOf(byte[] address) {
        return address.length == 4 ? first(IPV4, address, PUBLIC) : kindOfV6(address);
    }

    private static AddressKind kindOfV6(byte[] address) {
        if (IPV4_MAPPED.contains(address) || NAT64.contains(address)) {
            return kindOf(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return kindOf(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            return kindOfTeredo(address);
        }
        var elsewhere =
                GLOBAL_UNICAST.contains(address)
                        ? PUBLIC
                        : new AddressKind.Forbidden("not of the internet");
        return first(IPV6, address, elsewhere);
    }

    /** A Teredo address names a server, and a client whose address is written inverted. */
    private static AddressKind kindOfTeredo(byte[] address) {
        var client = Arrays.copyOfRange(address, 12, 16);
        for (int i = 0; i < client.length; i++) {
            client[i] = (byte) ~client[i];
        }
        var server = kindOf(Arrays.copyOfRange(address, 4, 8));
        return server.equals(PUBLIC) ? kindOf(client) : server;
    }

    private static AddressKind first(List<Rule> rules, byte[] address, AddressKind otherwise) {
        return rules.stream()
                .filter(rule -> rule.block().contains(address))
                .map(Rule::kind)
                .findFirst()
                .orElse(otherwise);
    }

    private static Rule forbidden(String block, String what) {
        return new Rule(AddressBlock.of(block), new AddressKind.Forbidden(what));
    }

    private static Rule privately(String block, String what) {
        return new Rule(AddressBlock.of(block), new AddressKind.Private(what));
    }
}
