package dev.hookline.kit.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose client takes too long, or keeps too much in memory. It stands next to the
 * socket, before encryption, and knows from {@link RequestCounter} what its bytes mean.
 *
 * <pre>
 *        ┌────────────── waiting ◄─────────────┐
 *  longer than idle        │ first byte        │ answered
 *        │                 ▼                   │
 *      close ◄─ slow ─── head ── complete ─► under way ─── answers read too slowly ──► close
 * </pre>
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final String COUNTER = "hookline-requests";

    private final Connections connections;
    private final ConnectionLimits limits;
    private final TakenBytes taken = new TakenBytes();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> checks;
    private boolean isHeadBegun;
    private int requests;
    private boolean isBodyOpen;
    private long takenBefore;
    private long windowBegan;
    private volatile boolean isWaiting = true;
    private volatile boolean isClosing;
    private volatile long waitingSince = System.nanoTime();
    private volatile long unreadSince;
    private volatile long unreadBytes;

    ConnectionGuard(Connections connections) {
        this.connections = connections;
        this.limits = connections.limits();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        long interval = Math.min(CHECK.toMillis(), shortest().toMillis());
        checks =
                ctx.executor()
                        .scheduleAtFixedRate(
                                this::check, interval, interval, TimeUnit.MILLISECONDS);
        connections.opened(this);
        countRequests(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (checks != null) {
            checks.cancel(false);
        }
        isClosing = true;
        connections.closed(this);
        unread(0);
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (isWaiting && !isHeadBegun) {
            isHeadBegun = true;
            waitingSince = System.nanoTime();
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object bytes, ChannelPromise promise) {
        taken.written(bytes);
        ctx.write(bytes, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        account(ctx);
    }

    /** Told by the counter of requests: the head of one has been read. */
    void requestBegan() {
        isHeadBegun = false;
        isBodyOpen = true;
        isWaiting = false;
        requests++;
        if (requests > limits.pipelined()) {
            close(CloseReason.PIPELINED);
        }
    }

    /** Told by the counter of requests: the last byte of a body has been read. */
    void requestEnded() {
        isBodyOpen = false;
        waitIfDone();
    }

    /** Told by the counter of requests: an answer has been written to its end. */
    void answered() {
        requests = Math.max(0, requests - 1);
        waitIfDone();
    }

    /** Whether no request is under way, so that closing takes nothing from the client. */
    boolean isWaiting() {
        return isWaiting && unreadBytes == 0 && !isClosing;
    }

    /** When it began to wait, by {@link System#nanoTime()}. */
    long waitingSince() {
        return waitingSince;
    }

    /** Bytes that the client has yet to read; none once the connection is being closed. */
    long unreadBytes() {
        return isClosing ? 0 : unreadBytes;
    }

    /** Since when there have been such bytes, by {@link System#nanoTime()}. */
    long unreadSince() {
        return unreadSince;
    }

    /** Closes the connection, unless that is under way; from any thread. */
    void close(CloseReason reason) {
        var here = context;
        if (here != null && !isClosing) {
            isClosing = true;
            connections.closing(reason);
            here.channel().close();
        }
    }

    private void waitIfDone() {
        if (requests == 0 && !isBodyOpen) {
            waitingSince = System.nanoTime();
            isWaiting = true;
        }
    }

    private void check() {
        var here = context;
        if (here == null || isClosing) {
            return;
        }
        account(here);
        long now = System.nanoTime();
        if (unreadBytes > 0) {
            checkReader(here, now);
        } else if (isWaiting && isHeadBegun && now - waitingSince > limits.head().toNanos()) {
            close(CloseReason.SLOW_HEAD);
        } else if (isWaiting && !isHeadBegun && now - waitingSince > limits.idle().toNanos()) {
            close(CloseReason.IDLE);
        }
    }

    private void checkReader(ChannelHandlerContext here, long now) {
        if (now - windowBegan < limits.readerGrace().toNanos()) {
            return;
        }
        long soFar = taken.bytes(here.channel());
        long wanted = limits.slowestReader() * limits.readerGrace().toMillis() / 1000;
        if (soFar - takenBefore < wanted) {
            close(CloseReason.SLOW_READER);
        } else {
            windowBegan = now;
            takenBefore = soFar;
        }
    }

    private void account(ChannelHandlerContext here) {
        long pending = TakenBytes.pending(here.channel());
        if (pending > 0 && unreadBytes == 0) {
            unreadSince = System.nanoTime();
            windowBegan = unreadSince;
            takenBefore = taken.bytes(here.channel());
        }
        unread(pending);
    }

    private void unread(long bytes) {
        long before = unreadBytes;
        if (bytes != before) {
            unreadBytes = bytes;
            connections.unreadChanged(bytes - before);
        }
    }

    /**
     * Places the counter where it sees messages: before the encoder, with TLS after the handshake.
     */
    private void countRequests(ChannelHandlerContext ctx) {
        var pipeline = ctx.pipeline();
        var encoder = pipeline.context(HttpResponseEncoder.class);
        if (encoder != null) {
            pipeline.addAfter(encoder.name(), COUNTER, new RequestCounter(this));
        } else {
            AfterHandshake.in(pipeline, () -> countRequests(ctx));
        }
    }

    private Duration shortest() {
        var head = limits.head();
        var idle = limits.idle();
        return head.compareTo(idle) < 0 ? head : idle;
    }
}
