package dev.hookline.kit.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Does something once the server has set up a connection's pipeline for HTTP within TLS. */
final class AfterHandshake extends ChannelInboundHandlerAdapter {

    private final Runnable action;

    private AfterHandshake(Runnable action) {
        this.action = action;
    }

    static void in(ChannelPipeline pipeline, Runnable action) {
        var tls = pipeline.context(SslHandler.class);
        if (tls != null) {
            pipeline.addAfter(tls.name(), null, new AfterHandshake(action));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // The server's own handler comes behind this one, and sets up the pipeline when it is told.
        ctx.fireUserEventTriggered(event);
        if (event == SslHandshakeCompletionEvent.SUCCESS) {
            ctx.pipeline().remove(this);
            action.run();
        }
    }
}
