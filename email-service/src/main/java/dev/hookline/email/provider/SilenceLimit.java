package dev.hookline.email.provider;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose server falls silent: soon during the dialogue, late after the dot that
 * ends a message. After the dot the server may already deliver the message, so giving up early
 * sends it twice (RFC 5321, section 4.5.3.2.6, asks for ten minutes).
 *
 * <p>Sees what is sent before it is encrypted. A line that is a dot alone is never part of a
 * message, since the client doubles dots at the beginning of a line.
 */
final class SilenceLimit extends ChannelDuplexHandler {

    private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SmtpConfig config;
    private boolean isAfterDot;
    private @Nullable ScheduledFuture<?> end;

    SilenceLimit(SmtpConfig config) {
        this.config = config;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        restart(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stop();
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        isAfterDot = false;
        restart(context);
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        isAfterDot = message instanceof ByteBuf bytes && isDot(bytes);
        restart(context);
        super.write(context, message, promise);
    }

    private void restart(ChannelHandlerContext context) {
        stop();
        var limit = isAfterDot ? config.finalTimeout() : config.timeout();
        end =
                context.executor()
                        .schedule(
                                () -> close(context, limit),
                                limit.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    private void close(ChannelHandlerContext context, Duration limit) {
        context.fireExceptionCaught(new SilentServerException(limit, isAfterDot));
        context.close();
    }

    private void stop() {
        if (end != null) {
            end.cancel(false);
        }
    }

    private static boolean isDot(ByteBuf bytes) {
        if (bytes.readableBytes() != DOT.length) {
            return false;
        }
        var sent = new byte[DOT.length];
        bytes.getBytes(bytes.readerIndex(), sent);
        return Arrays.equals(sent, DOT);
    }
}
