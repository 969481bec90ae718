package dev.hookline.kit.http;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hookline.kit.json.JsonLimits;
import dev.hookline.kit.limit.ByteBudget.Reservation;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body that is received whole before anything is built of it. So a client that sends slowly holds
 * no more than the bytes it has sent, and what a document will take is known before it takes it.
 *
 * <pre>
 * first read ── receive ──┬── more than the limit ─────────────► 413 too-large
 *                         ├── not whole by the deadline ───────► 408 request-timeout
 *                         ├── no room in the budget ───────────► 503 overloaded
 *                         └── whole ── weigh ──┬── too complex ► 400 malformed-request
 *                                              ├── no room ────► 503 overloaded
 *                                              └── read from memory
 * </pre>
 */
final class HeldBody extends InputStream {

    private static final int FIRST_BUFFER = 8 * 1024;

    private final InputStream source;
    private final int limit;
    private final Reservation memory;
    private final Clock clock;
    private final Instant deadline;
    private @Nullable InputStream received;

    /**
     * Creates a stream over what has yet to come.
     *
     * @param limit in bytes
     * @param memory empty; grows with what is held, and is given back by the caller when the
     *     request has ended
     */
    HeldBody(InputStream source, int limit, Reservation memory, Clock clock, Instant deadline) {
        this.source = source;
        this.limit = limit;
        this.memory = memory;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        return received().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return received().read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
        return received().available();
    }

    /** Nothing: closing the source would wait for the rest of a body that was refused. */
    @Override
    public void close() {}

    private InputStream received() throws IOException {
        var whole = received;
        if (whole == null) {
            whole = receive();
            received = whole;
        }
        return whole;
    }

    private InputStream receive() throws IOException {
        var bytes = new byte[Math.min(FIRST_BUFFER, limit + 1)];
        hold(bytes.length);
        int length = 0;
        int read = next(bytes, 0);
        while (read >= 0) {
            length += read;
            if (length > limit) {
                throw BodyLimit.tooLarge(limit).asException();
            }
            if (clock.instant().isAfter(deadline)) {
                throw new ProblemException(
                        ProblemType.REQUEST_TIMEOUT, "the body took too long to arrive");
            }
            if (length == bytes.length) {
                // One byte beyond the limit shows that there are more.
                int larger = Math.min(2 * length, limit + 1);
                hold(larger - length);
                bytes = Arrays.copyOf(bytes, larger);
            }
            read = next(bytes, length);
        }
        hold(Math.max(0, weigh(bytes, length) - memory.bytes()));
        return new ByteArrayInputStream(bytes, 0, length);
    }

    /** A client that pauses too long or goes away is no error of ours: it is not logged as one. */
    private int next(byte[] bytes, int from) {
        try {
            return source.read(bytes, from, bytes.length - from);
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemType.REQUEST_TIMEOUT, "the body did not arrive to its end");
        }
    }

    private static long weigh(byte[] bytes, int length) {
        try {
            return JsonLimits.weightOf(bytes, 0, length);
        } catch (StreamConstraintsException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "the body is too complex: at most %d JSON tokens, nested %d deep, are taken"
                            .formatted(JsonLimits.MAX_TOKENS, JsonLimits.MAX_DEPTH));
        }
    }

    private void hold(long bytes) {
        if (!memory.tryGrow(bytes)) {
            throw Problem.of(ProblemType.OVERLOADED).asException();
        }
    }
}
