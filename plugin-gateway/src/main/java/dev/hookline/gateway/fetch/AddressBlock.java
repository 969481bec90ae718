package dev.hookline.gateway.fetch;

import java.util.HexFormat;

/** A block of IP addresses: the first {@code prefix} bits of a network address. */
@SuppressWarnings("ArrayRecordComponent")
record AddressBlock(byte[] network, int prefix) {

    /** Reads {@code 10.0.0.0/8} or, with all eight groups in hexadecimal, {@code 2001:db8/32}. */
    static AddressBlock of(String text) {
        var parts = text.split("/");
        var network =
                parts[0].contains(":") || !parts[0].contains(".") ? v6(parts[0]) : v4(parts[0]);
        return new AddressBlock(network, Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] v4(String text) {
        var parts = text.split("\\.");
        var bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    /** The leading groups; those that are left out are zero. */
    private static byte[] v6(String text) {
        var bytes = new byte[16];
        var groups = text.split(":");
        for (int i = 0; i < groups.length; i++) {
            int group = HexFormat.fromHexDigits(groups[i]);
            bytes[2 * i] = (byte) (group >> 8);
            bytes[2 * i + 1] = (byte) group;
        }
        return bytes;
    }
}
