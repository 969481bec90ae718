package dev.hookline.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:82a::200e",
                "2001:200::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2001:0:808:808:0:0:f7f7:f7f7"
            })
    void isPublic(String address) {
        assertThat(kindOf(address)).isInstanceOf(AddressKind.Public.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "::1",
                "fc00::1",
                "fdff:ffff::1",
                "64:ff9b::10.1.2.3",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2001:0:808:808:0:0:80ff:fffe",
                "2001:0:a00:1:0:0:f7f7:f7f7"
            })
    void isPrivate(String address) {
        assertThat(kindOf(address)).isInstanceOf(AddressKind.Private.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.0",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::8.8.8.8",
                "::127.0.0.1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "64:ff9b:1::1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:2::1",
                "2002:a9fe:a9fe::1",
                "2001:db8::1",
                "2001:10::1",
                "2001:20::1",
                "3fff::1",
                "100::1",
                "4000::1",
                "2001:0:808:808:0:0:5601:5601"
            })
    void isForbidden(String address) {
        assertThat(kindOf(address)).isInstanceOf(AddressKind.Forbidden.class);
    }

    /**
     * The JDK turns mapped addresses into IPv4 when it parses them, but not when told otherwise.
     */
    @Test
    void aMappedAddressIsWhatItMaps() throws UnknownHostException {
        assertThat(kindOf(mapped(127, 0, 0, 1))).isInstanceOf(AddressKind.Private.class);
        assertThat(kindOf(mapped(169, 254, 169, 254))).isInstanceOf(AddressKind.Forbidden.class);
        assertThat(kindOf(mapped(8, 8, 8, 8))).isInstanceOf(AddressKind.Public.class);
        assertThat(kindOf("::ffff:10.0.0.1")).isInstanceOf(AddressKind.Private.class);
    }

    private static AddressKind kindOf(String address) {
        try {
            return kindOf(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static AddressKind kindOf(InetAddress address) {
        return AddressRules.kindOf(address);
    }

    private static InetAddress mapped(int... octets) throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        for (int i = 0; i < 4; i++) {
            bytes[12 + i] = (byte) octets[i];
        }
        return Inet6Address.getByAddress(null, bytes, -1);
    }
}
