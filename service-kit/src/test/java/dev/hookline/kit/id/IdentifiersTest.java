package dev.hookline.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    @Test
    void makesUuidsOfVersionSeven() {
        var id = UuidV7.at(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsByTimeOfCreation() {
        assertThat(UuidV7.at(NOW).toString()).isLessThan(UuidV7.at(NOW.plusMillis(1)).toString());
        assertThat(Ulid.at(NOW)).isLessThan(Ulid.at(NOW.plusMillis(1)));
    }

    @Test
    void makesUlidsOfTheirAlphabet() {
        assertThat(Ulid.at(NOW)).hasSize(Ulid.LENGTH).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    }

    @Test
    void doesNotRepeatItself() {
        var seen = new HashSet<Object>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(UuidV7.at(NOW));
            seen.add(Ulid.at(NOW));
        }
        assertThat(seen).hasSize(20_000);
    }
}
