package dev.hookline.email.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ann@example.org, ann@example.org",
        "'Ann <ann@example.org>', ann@example.org",
        "'\"Ann, the first\" <ann+tag@example.org>', ann+tag@example.org",
        "' o''neil@example.co.uk ', o'neil@example.co.uk",
        "jürgen@bücher.example, jürgen@xn--bcher-kva.example",
        "用户@例え.jp, 用户@xn--r8jz45g.jp",
        "root@localhost, root@localhost",
    })
    void takesAddresses(String text, String mailbox) {
        assertThat(EmailAddress.of(text)).map(EmailAddress::mailbox).contains(mailbox);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.org",
                "ann@",
                "ann@example.org.",
                "ann@exa mple.org",
                "ann bee@example.org",
                "ann..bee@example.org",
                ".ann@example.org",
                "ann@-example.org",
                "ann@[127.0.0.1]",
                "ann@example.org, bob@example.org",
                "Ann <ann@example.org> Bob <bob@example.org>",
                "Ann\r\nBcc: x@example.org <ann@example.org>",
                "ann@example.org\n",
                "Ann \"the\" first <ann@example.org>",
                "ann@exam\u0000ple.org"
            })
    void refusesWhatIsNone(String text) {
        assertThat(EmailAddress.of(text)).isEmpty();
    }

    @Test
    void boundsTheLength() {
        assertThat(EmailAddress.of("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.of("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.of("a@" + "b".repeat(63) + "." + "c".repeat(63) + ".org"))
                .isPresent();
        assertThat(EmailAddress.of("a@" + ("b".repeat(62) + ".").repeat(4) + "org")).isEmpty();
    }

    @Test
    void quotesTheNameInItsHeader() {
        assertThat(EmailAddress.of("Ann, the first <ann@example.org>"))
                .map(EmailAddress::toString)
                .contains("\"Ann, the first\" <ann@example.org>");
    }
}
