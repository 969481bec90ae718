package dev.hookline.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hookline.kit.limit.ByteBudget;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldBodyTest {

    private static final int LIMIT = 100_000;
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final ByteBudget budget = new ByteBudget(1_000_000);
    private final ByteBudget.Reservation memory = budget.tryReserve(0).orElseThrow();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 50_000, LIMIT})
    void givesBackWhatWasSent(int length) throws IOException {
        var sent = "x".repeat(length).getBytes(UTF_8);

        assertThat(body(new ByteArrayInputStream(sent)).readAllBytes()).isEqualTo(sent);
    }

    @Test
    void readsNothingUntilItIsAsked() {
        body(
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("read too early");
                    }
                });

        assertThat(budget.reserved()).isZero();
    }

    @Test
    void refusesOneByteMoreThanTheLimit() {
        assertProblem(ProblemType.TOO_LARGE, () -> bodyOf("x".repeat(LIMIT + 1)).readAllBytes());
    }

    @Test
    void holdsWhatHasArrivedAndNotWhatIsDeclared() {
        var pausing =
                new FilterInputStream(new ByteArrayInputStream(new byte[9_000])) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        int read = super.read(bytes, offset, length);
                        if (read < 0) {
                            throw new IOException("the client has gone");
                        }
                        return read;
                    }
                };

        // Not as an error of the service, which would write a stack trace for each such client.
        assertProblem(ProblemType.REQUEST_TIMEOUT, () -> body(pausing).readAllBytes());
        assertThat(budget.reserved()).isBetween(9_000L, 20_000L);
    }

    @Test
    void holdsAnEstimateOfWhatIsMadeOfIt() throws IOException {
        bodyOf("[" + "{},".repeat(999) + "{}]").readAllBytes();

        assertThat(budget.reserved()).isBetween(160_000L, 200_000L);
        memory.close();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void refusesWhatTheBudgetHasNoRoomFor() {
        budget.tryReserve(900_000).orElseThrow();

        assertProblem(
                ProblemType.OVERLOADED,
                () -> bodyOf("[" + "{},".repeat(999) + "{}]").readAllBytes());
    }

    @Test
    void refusesWhatIsTooComplex() {
        assertProblem(
                ProblemType.MALFORMED_REQUEST, () -> bodyOf("[".repeat(1_000)).readAllBytes());
    }

    @Test
    void refusesABodyThatIsNotWholeByTheDeadline() {
        var source = new ByteArrayInputStream(new byte[100]);
        var clock = Clock.fixed(NOW.plusSeconds(31), ZoneOffset.UTC);
        var body = new HeldBody(source, LIMIT, memory, clock, NOW.plusSeconds(30));

        assertProblem(ProblemType.REQUEST_TIMEOUT, body::readAllBytes);
    }

    @Test
    void doesNotWaitForTheRestWhenItIsClosed() throws IOException {
        var source =
                new ByteArrayInputStream(new byte[10]) {
                    @Override
                    public void close() throws IOException {
                        throw new IOException("would block");
                    }
                };

        body(source).close();
    }

    private HeldBody bodyOf(String text) {
        return body(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private HeldBody body(InputStream source) {
        return new HeldBody(
                source, LIMIT, memory, Clock.fixed(NOW, ZoneOffset.UTC), NOW.plusSeconds(30));
    }

    private static void assertProblem(ProblemType type, ThrowingCallable action) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(action)
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(type.uri()));
    }
}
