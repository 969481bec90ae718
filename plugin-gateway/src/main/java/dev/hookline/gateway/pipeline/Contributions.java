package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The items of a reply, each with the plugin that contributed it: what is written of {@link
 * dev.hookline.schemas.call.Contribution}s. Never larger than a message on the bus may be.
 */
final class Contributions {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    /** What the name of a plugin and the punctuation add to an item. */
    private static final int FRAME = 100;

    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private final long largestItem;
    private long left;

    Contributions(long largestItem, long largestReply) {
        this.largestItem = largestItem;
        this.left = largestReply;
    }

    void add(String pluginId, JsonNode item, Dropped dropped) {
        long size = sizeOf(item);
        if (size > largestItem) {
            dropped.add(1, "an item larger than " + largestItem + " bytes");
        } else if (size + FRAME > left) {
            dropped.add(1, "the reply is full");
        } else {
            left -= size + FRAME;
            items.addObject().put("pluginId", pluginId).set("value", item);
        }
    }

    /** Bytes that a reply has left for the items of another hook. */
    long left() {
        return left;
    }

    ArrayNode items() {
        return items;
    }

    private static long sizeOf(JsonNode item) {
        var counter = new Counter();
        try {
            JSON.writeValue(counter, item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.bytes;
    }

    private static final class Counter extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
