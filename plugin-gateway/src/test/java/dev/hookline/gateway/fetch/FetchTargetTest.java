package dev.hookline.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTargetTest {

    @ParameterizedTest
    @CsvSource({
        "HTTP://Example.ORG, http://example.org/",
        "https://example.org.:443/a?b=c#d, https://example.org/a?b=c",
        "http://example.org:8080/, http://example.org:8080/",
        "http://bücher.example/straße?q=ü, http://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC",
        "http://127.0.0.1, http://127.0.0.1/",
        "http://[::1]:81/x, http://[::1]:81/x",
        // Full-width digits and the ideographic full stop are what they look like.
        "http://１２７。0.0.1/, http://127.0.0.1/",
        "http://under_score.example/, http://under_score.example/"
    })
    void hasOneNormalForm(String url, String normal) {
        assertThat(FetchTarget.parse(url).url()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://example.org/",
                "javascript:alert(1)",
                "http://user:secret@example.org/",
                "http://example.org@127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://example.0x1/",
                "http://[fe80::1%25eth0]/",
                "http://%31%32%37.0.0.1/",
                "http://exa%6Dple.org/",
                "http://-example.org/",
                "http://example..org/"
            })
    void neverLeadsThere(String url) {
        refused(url, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org/",
                "http://",
                "http:///path",
                "http:example.org",
                "http://example.org:0/",
                "http://example.org:65536/",
                "http://example.org:port/",
                "http://exa mple.org/",
                "http://example.org\\@127.0.0.1/",
                "http://[::1/"
            })
    void isNoUrl(String url) {
        refused(url, 422);
    }

    @Test
    void aUrlHasABoundedLength() {
        refused("http://example.org/" + "x".repeat(10_000), 422);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.org, api.example.org, true",
        "api.example.org, API.Example.Org., true",
        "api.example.org, example.org, false",
        "api.example.org, *.example.org, true",
        "a.b.example.org, *.example.org, true",
        "example.org, *.example.org, true",
        "badexample.org, *.example.org, false",
        "example.org.evil.com, *.example.org, false",
        "anything.at.all, *, true",
        "xn--bcher-kva.example, bücher.example, true"
    })
    void anEntryOfAllowedHostsCoversWhatItSays(String host, String entry, boolean covered) {
        assertThat(HostName.parse(host).orElseThrow().isCoveredBy(entry)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "db.localhost",
                "metadata.google.internal",
                "metadata",
                "instance-data",
                "127.0.0.1.nip.io",
                "nip.io",
                "lvh.me",
                "x.localtest.me"
            })
    void someNamesAreRefusedBeforeTheyAreLookedUp(String host) {
        assertThat(HostName.parse(host).orElseThrow().objection(false)).isPresent();
    }

    @Test
    void developmentMayNameThisMachineButNoMetadataService() {
        assertThat(HostName.parse("localhost").orElseThrow().objection(true)).isEmpty();
        assertThat(HostName.parse("metadata.google.internal").orElseThrow().objection(true))
                .isPresent();
    }

    private static void refused(String url, int status) {
        assertThatThrownBy(() -> FetchTarget.parse(url))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }
}
