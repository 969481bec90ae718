package dev.hookline.media.upload;

import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/** A request body that must arrive by a deadline, and whose failures are told from the disk's. */
final class UploadBody extends FilterInputStream {

    private final Clock clock;
    private final Instant deadline;

    UploadBody(InputStream request, Clock clock, Instant deadline) {
        super(request);
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (clock.instant().isAfter(deadline)) {
            throw Problem.of(ProblemType.REQUEST_TIMEOUT).asException();
        }
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw new BodyLostException(e);
        }
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
