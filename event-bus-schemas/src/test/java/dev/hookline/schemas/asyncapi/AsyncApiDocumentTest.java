package dev.hookline.schemas.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hookline.schemas.CommittedFile;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncApiDocumentTest {

    /** The AsyncAPI Initiative's own schema of the format; NOTICE beside it names its origin. */
    private static final Schema FORMAT =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Json.resource("/asyncapi/asyncapi-3.0.0.json"));

    private final ObjectNode document = AsyncApiDocument.tree();

    @Test
    void committedDocumentIsUpToDate() {
        new CommittedFile(Path.of("asyncapi.yaml"), "asyncapi.write")
                .assertIs(AsyncApiDocument.yaml());
    }

    @Test
    void yamlSaysWhatTheTreeSays() throws JsonProcessingException {
        assertThat(
                        Json.PLAIN.readTree(
                                new YAMLMapper().readTree(AsyncApiDocument.yaml()).toString()))
                .isEqualTo(Json.PLAIN.readTree(document.toString()));
    }

    @Test
    void isAnAsyncApiDocument() {
        assertThat(FORMAT.validate(document)).extracting(Error::toString).isEmpty();
    }

    @Test
    void wouldBeRefusedWithAFault() {
        ((ObjectNode) document.at("/operations/send.content.before")).put("action", "publish");
        assertThat(FORMAT.validate(document)).isNotEmpty();
    }

    @Test
    void hasAChannelForEveryTopic() {
        assertThat(document.path("channels").valueStream().map(c -> c.path("address").asText()))
                .containsExactlyElementsOf(Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void everyTopicCarriesSomething() {
        assertThat(document.path("channels"))
                .allSatisfy(channel -> assertThat(channel.path("messages")).isNotEmpty());
    }

    @Test
    void describesEveryHookThatTravels() {
        var travelling =
                HookCatalogue.all().stream()
                        .filter(hook -> Topics.carrying(hook).isPresent())
                        .map(HookDefinition::name)
                        .toList();
        assertThat(
                        document.at("/components/messages")
                                .valueStream()
                                .map(m -> m.path("name").asText()))
                .containsAll(travelling)
                .hasSize(travelling.size() + 4);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var dangling = new ArrayList<String>();
        for (var target : document.findValuesAsText("$ref")) {
            if (document.at(target.substring(1)).isMissingNode()) {
                dangling.add(target);
            }
        }
        assertThat(dangling).isEmpty();
    }

    @Test
    void headerSchemasKnowEveryHeader() {
        var described = new ArrayList<String>();
        for (var name : List.of("cloudEventHeaders", "hookRequestHeaders", "hookReplyHeaders")) {
            document.at("/components/schemas/" + name + ".type.v1/properties")
                    .fieldNames()
                    .forEachRemaining(described::add);
        }
        assertThat(described).containsAll(headerNames());
        assertThat(headerNames()).containsAll(described);
    }

    @Test
    void examplesFitTheirPayloadSchemasAsTheDocumentHasThem() {
        for (JsonNode message : document.at("/components/messages")) {
            var whole = document.deepCopy();
            whole.set("$ref", message.at("/payload/$ref"));
            var schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(whole);
            for (JsonNode example : message.path("examples")) {
                assertThat(schema.validate(example.path("payload")))
                        .as(message.path("name").asText())
                        .isEmpty();
            }
        }
    }

    private static List<String> headerNames() {
        return Arrays.stream(CloudEventHeaders.class.getFields())
                .map(AsyncApiDocumentTest::valueOf)
                .toList();
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
