package dev.hookline.schemas.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityTest {

    @Test
    void knowsTheTwelveOfTheDocument() {
        assertThat(Arrays.stream(Capability.values()).map(Capability::id))
                .containsExactlyInAnyOrder(
                        "network:request",
                        "network:request:unrestricted",
                        "content:read",
                        "content:write",
                        "taxonomies:read",
                        "media:read",
                        "media:write",
                        "users:read",
                        "email:send",
                        "hooks.email-transport:register",
                        "hooks.email-events:register",
                        "hooks.page-fragments:register");
    }

    @ParameterizedTest
    @CsvSource({
        "network:fetch, network:request",
        "network:fetch:any, network:request:unrestricted",
        "read:content, content:read",
        "write:content, content:write",
        "read:media, media:read",
        "write:media, media:write",
        "read:users, users:read",
        "email:provide, hooks.email-transport:register",
        "email:intercept, hooks.email-events:register",
        "page:inject, hooks.page-fragments:register"
    })
    void renamesOldNames(String old, String current) {
        assertThat(Capability.named(old)).isEqualTo(Capability.named(current)).isPresent();
        assertThat(Capability.named(old).map(Capability::id)).contains(current);
    }

    @ParameterizedTest
    @CsvSource({"storage:write", "CONTENT:READ", "content", "''"})
    void knowsNoOther(String name) {
        assertThat(Capability.named(name)).isEmpty();
    }

    @Test
    void appendsWhatIsImpliedInItsFixedOrder() {
        assertThat(normalised("network:fetch:any", "write:content", "content:write", "page:inject"))
                .containsExactly(
                        "network:request:unrestricted",
                        "content:write",
                        "hooks.page-fragments:register",
                        "content:read",
                        "network:request");
    }

    @Test
    void keepsTheOrderOfWhatIsDeclared() {
        assertThat(normalised("media:write", "content:read", "content:write"))
                .containsExactly("media:write", "content:read", "content:write", "media:read");
    }

    @Test
    void impliesNothingByReading() {
        assertThat(normalised("content:read", "users:read"))
                .containsExactly("content:read", "users:read");
    }

    private static List<String> normalised(String... names) {
        var declared = Stream.of(names).map(Capability::named).flatMap(Optional::stream).toList();
        return Capability.withImplied(declared).stream().map(Capability::id).toList();
    }
}
