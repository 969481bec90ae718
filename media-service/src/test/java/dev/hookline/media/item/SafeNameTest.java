package dev.hookline.media.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

    private static final String[] PIECES = {
        "a",
        ".",
        "..",
        " ",
        "/",
        "\\",
        "con",
        "NUL",
        "com1",
        ".png",
        ".tar.gz",
        "\u0000",
        "\n",
        "\u202e",
        "\u2066",
        "\u200f",
        "\ufeff",
        "e\u0301",
        "\u00e4",
        "\u6f22",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "\u00b9",
        "\u2003",
        "\u037e",
        ":",
        "*",
        "?",
        "\"",
        "<",
        "|",
        "%2e%2e",
        "x".repeat(90),
        "\u6f22".repeat(40),
        "\udb40\udc41"
    };

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "picture.png,             picture.png",
                "../../etc/passwd,        passwd",
                "..\\..\\boot.ini,        boot.ini",
                "C:\\Users\\me\\a.png,    a.png",
                "/,                       unnamed",
                "..,                      unnamed",
                ".htaccess,               htaccess",
                "a.png.,                  a.png",
                "`  a  b.png . `,         a b.png",
                "con,                     _con",
                "CON.txt,                 _CON.txt",
                "nul.tar.gz,              _nul.tar.gz",
                "LPT1 .txt,               _LPT1 .txt",
                "COM\u00b9,               _COM\u00b9",
                "console.txt,             console.txt",
                "com10,                   com10",
                "a<b>c:d\"e|f?g*h.txt,    a_b_c_d_e_f_g_h.txt",
                "e\u0301te\u0301.jpg,     \u00e9t\u00e9.jpg",
                "\u6f22\u5b57.png,        \u6f22\u5b57.png",
                "photo\u202egnp.exe,      photognp.exe",
                "a\u2028b\u0007.txt,      ab.txt",
                "\ud83d\udc68\u200d\ud83d\udc69.png, \ud83d\udc68\u200d\ud83d\udc69.png",
                "a\ud83d.png,             a.png"
            })
    void keepsWhatIsANameAndNothingElse(String name, String safe) {
        assertThat(SafeName.of(name)).isEqualTo(safe);
    }

    @Test
    void shortensTheNameAndKeepsItsExtension() {
        assertThat(SafeName.of("x".repeat(300) + ".jpeg")).isEqualTo("x".repeat(250) + ".jpeg");
        assertThat(SafeName.of("\ud83d\ude00".repeat(100) + ".png"))
                .isEqualTo("\ud83d\ude00".repeat(62) + ".png");
        assertThat(SafeName.of("a." + "y".repeat(300))).isEqualTo("a." + "y".repeat(253));
    }

    @Test
    void makesEveryTextASafeNameThatStaysTheSame() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            var name = new StringBuilder();
            for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
                name.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertSafe(name.toString(), SafeName.of(name.toString()));
        }
    }

    private static void assertSafe(String name, String safe) {
        assertThat(SafeName.of(safe)).as(name).isEqualTo(safe);
        assertThat(safe)
                .as(name)
                .isNotEmpty()
                .doesNotContainPattern("[/\\\\\\p{Cntrl}<>:\"|?*\u202a-\u202e\u2066-\u2069]")
                .doesNotStartWith(".")
                .doesNotStartWith(" ")
                .doesNotEndWith(".")
                .doesNotEndWith(" ")
                .doesNotMatch("(?i)(con|prn|aux|nul|com[0-9\u00b9]|lpt[0-9])( *\\..*)?");
        assertThat(safe.getBytes(StandardCharsets.UTF_8).length).as(name).isLessThanOrEqualTo(255);
        assertThat(Normalizer.isNormalized(safe, Normalizer.Form.NFC)).as(name).isTrue();
        assertThat(Path.of("/files").resolve(safe).normalize()).hasParentRaw(Path.of("/files"));
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(safe)).as(name).isTrue();
    }
}
