package dev.hookline.schemas.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

/** The one document that describes every message on the bus. */
public final class AsyncApiDocument {

    private static final String VERSION = "1.0.0";

    private AsyncApiDocument() {}

    /** The document as a tree. */
    public static ObjectNode tree() {
        var document = object().put("asyncapi", "3.0.0");
        document.set("info", info());
        document.put("defaultContentType", "application/json");
        document.putObject("servers")
                .putObject("broker")
                .put("host", "localhost:9092")
                .put("protocol", "kafka")
                .put("description", "The broker of the local stack; each deployment has its own.");
        document.set("channels", Channels.all());
        document.set("operations", Operations.all());
        var components = document.putObject("components");
        components.set("messages", Messages.all());
        components.set("schemas", ComponentSchemas.usedBy(components));
        components
                .putObject("correlationIds")
                .putObject("call")
                .put("description", "Joins a reply to its request.")
                .put("location", "$message.header#/ce_correlationid");
        return document;
    }

    /** The document as it is committed. */
    public static String yaml() {
        var factory =
                YAMLFactory.builder()
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .stringQuotingChecker(new NothingButText())
                        .build();
        try {
            return new YAMLMapper(factory).writeValueAsString(tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always YAML", e);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode reference(String target) {
        return object().put("$ref", target);
    }

    private static ObjectNode info() {
        var info =
                object().put("title", "Hookline event bus")
                        .put("version", VERSION)
                        .put(
                                "description",
                                "Every message that services and the plugin gateway exchange:"
                                        + " CloudEvents 1.0 in Kafka's binary mode with JSON data."
                                        + " Plugins that subscribe to topics themselves read the"
                                        + " same messages.");
        info.putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        return info;
    }

    /** Quotes what YAML 1.1 would read as a time or a number. */
    private static final class NothingButText extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value)
                    || value.matches("[-+.~]?\\d.*|[*&!%@`|>?'\"{\\[].*");
        }
    }
}
