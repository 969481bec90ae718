package dev.hookline.gateway.cause;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.secret.DerivedKeysFixture;
import dev.hookline.kit.cause.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsUnderWayTest {

    private final CauseTokens tokens =
            new CauseTokens(DerivedKeysFixture.of((byte) 1), new ObjectMapper());
    private final CallsUnderWay calls = new CallsUnderWay(tokens);

    @Test
    void aPluginIsToldWhatCausedTheEventThatItIsToldOf() {
        try (var call =
                calls.begin(
                        "audit-log",
                        "content:afterSave",
                        "e2",
                        new Cause("e1", 1, List.of("search")))) {
            assertThat(tokens.read("audit-log", call.token()))
                    .contains(new Told("content:afterSave", new Cause("e2", 1, List.of("search"))));
        }
    }

    @Test
    void theDeepestCallUnderWayCountsAndOnlyWhileItIsUnderWay() {
        try (var shallow = calls.begin("audit-log", "content:afterSave", "e0", null)) {
            try (var deep =
                            calls.begin(
                                    "audit-log",
                                    "content:afterSave",
                                    "e9",
                                    new Cause("e8", 5, List.of("search")));
                    var other =
                            calls.begin(
                                    "search",
                                    "content:afterSave",
                                    "e9",
                                    new Cause("e8", 7, List.of()))) {
                assertThat(calls.deepest("audit-log").orElseThrow().depth()).isEqualTo(5);
            }
            assertThat(calls.deepest("audit-log").orElseThrow().depth()).isZero();
        }
        assertThat(calls.deepest("audit-log")).isEmpty();
    }

    @Test
    void aTokenIsNeitherBorrowedNorChangedNorMadeUp() {
        try (var call =
                calls.begin(
                        "audit-log",
                        "content:afterSave",
                        "e2",
                        new Cause("e1", 7, List.of("search")))) {
            var token = call.token();
            var parts = token.split("\\.");
            var shorter =
                    new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)
                            .replace("7", "0");
            var forged =
                    Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(shorter.getBytes(StandardCharsets.UTF_8))
                            + '.'
                            + parts[1];

            assertThat(tokens.read("search", token)).isEmpty();
            assertThat(tokens.read("audit-log", forged)).isEmpty();
            assertThat(tokens.read("audit-log", parts[0])).isEmpty();
            assertThat(tokens.read("audit-log", "x.y")).isEmpty();
            assertThat(tokens.read("audit-log", "ü.ü")).isEmpty();
            assertThat(tokens.read("audit-log", "x".repeat(100_000) + '.')).isEmpty();
            assertThat(
                            new CauseTokens(DerivedKeysFixture.of((byte) 2), new ObjectMapper())
                                    .read("audit-log", token))
                    .isEmpty();
        }
    }
}
