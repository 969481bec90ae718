package dev.hookline.media.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png",
                "a b%.png",
                "x?y#z.txt",
                "\u00e4\u6f22\ud83d\ude00",
                "a+b&c=d;e",
                "~-_."
            })
    void comesBackFromAUrlAsItWas(String name) {
        var encoded = PathSegment.encode(name);

        assertThat(encoded).matches("[A-Za-z0-9%._~-]+");
        assertThat(URI.create("/media/1/" + encoded).getPath()).isEqualTo("/media/1/" + name);
    }
}
