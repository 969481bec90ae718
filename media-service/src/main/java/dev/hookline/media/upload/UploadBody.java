package dev.hookline.media.upload;

import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A request body that must arrive by a deadline and at a minimum rate, and whose failures are told
 * from the disk's.
 */
final class UploadBody extends FilterInputStream {

    private final Clock clock;
    private final Instant begin;
    private final UploadConfig.Upload limits;
    private long received;

    UploadBody(InputStream request, Clock clock, UploadConfig.Upload limits) {
        super(request);
        this.clock = clock;
        this.begin = clock.instant();
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (isTooSlow(Duration.between(begin, clock.instant()))) {
            throw Problem.of(ProblemType.REQUEST_TIMEOUT).asException();
        }
        try {
            int read = super.read(buffer, offset, length);
            received += Math.max(0, read);
            return read;
        } catch (IOException e) {
            throw new BodyLostException(e);
        }
    }

    private boolean isTooSlow(Duration taken) {
        return taken.compareTo(limits.longest()) > 0
                || (taken.compareTo(limits.grace()) > 0
                        && received < limits.slowest().asLongValue() * taken.toSeconds());
    }

    /** Reads what is left, so that a client that still sends gets to hear the answer. */
    void drain() throws IOException {
        var unwanted = new byte[8 * 1024];
        int read = 0;
        while (read >= 0) {
            read = read(unwanted, 0, unwanted.length);
        }
    }

    /** Leaves the request open: the server ends it. */
    @Override
    public void close() {}
}
