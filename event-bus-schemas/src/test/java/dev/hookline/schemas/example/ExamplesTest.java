package dev.hookline.schemas.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.call.HookQuestions;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.event.EmailMessage;
import dev.hookline.schemas.event.FileInfo;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.PluginTransition;
import dev.hookline.schemas.result.ActionItem;
import dev.hookline.schemas.result.EventTypeDeclaration;
import dev.hookline.schemas.result.ForbiddenAnswer;
import dev.hookline.schemas.result.FragmentContribution;
import dev.hookline.schemas.result.MagicParameterDeclaration;
import dev.hookline.schemas.result.MetadataContribution;
import dev.hookline.schemas.result.PermissionDeclaration;
import dev.hookline.schemas.validation.SchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    private static final SchemaValidator VALIDATOR = new SchemaValidator();

    private static final Set<HookMode> ANSWER_IGNORED =
            Set.of(HookMode.NOTIFY, HookMode.LIFECYCLE, HookMode.EXCLUSIVE);

    private static final JavaType ACTIONS = listOf(ActionItem.class);
    private static final Map<String, JavaType> ANSWER_TYPES =
            Map.ofEntries(
                    Map.entry("media:beforeUpload", type(FileInfo.class)),
                    Map.entry("email:beforeSend", type(EmailMessage.class)),
                    Map.entry("page:metadata", listOf(MetadataContribution.class)),
                    Map.entry("page:fragments", listOf(FragmentContribution.class)),
                    Map.entry("homepage_actions", ACTIONS),
                    Map.entry("database_actions", ACTIONS),
                    Map.entry("table_actions", ACTIONS),
                    Map.entry("row_actions", ACTIONS),
                    Map.entry("view_actions", ACTIONS),
                    Map.entry("query_actions", ACTIONS),
                    Map.entry("menu_links", ACTIONS),
                    Map.entry("forbidden", type(ForbiddenAnswer.class)),
                    Map.entry("register_events", listOf(EventTypeDeclaration.class)),
                    Map.entry("register_permissions", listOf(PermissionDeclaration.class)),
                    Map.entry(
                            "register_magic_parameters", listOf(MagicParameterDeclaration.class)));

    static Stream<HookDefinition> hooks() {
        return HookCatalogue.all().stream();
    }

    static Stream<HookDefinition> calledHooks() {
        return hooks().filter(HookDefinition::isCalled);
    }

    static Stream<HookDefinition> hooksWithAnswerTypes() {
        return hooks().filter(hook -> ANSWER_TYPES.containsKey(hook.name()));
    }

    @ParameterizedTest
    @MethodSource("calledHooks")
    void eventFitsItsSchema(HookDefinition hook) {
        assertThat(VALIDATOR.validate(hook.eventSchema(), Examples.of(hook.name()).event()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calledHooks")
    void recordSurvivesTheWayThroughJson(HookDefinition hook) throws JsonProcessingException {
        var event = Examples.of(hook.name()).event();
        var written = written(Json.PLAIN.treeToValue(event, hook.eventType()));

        assertThat(Json.withoutNulls(written)).isEqualTo(Json.withoutNulls(event));
        assertThat(VALIDATOR.validate(hook.eventSchema(), written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void hasAnswersUnlessTheyAreIgnored(HookDefinition hook) {
        assertThat(Examples.of(hook.name()).answers().isEmpty())
                .isEqualTo(ANSWER_IGNORED.contains(hook.mode()));
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void answersFitTheirSchema(HookDefinition hook) {
        for (var answer : Examples.of(hook.name()).answers()) {
            assertThat(VALIDATOR.validate(hook.resultSchema(), answer)).as("%s", answer).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("hooksWithAnswerTypes")
    void answerSurvivesTheWayThroughJson(HookDefinition hook) throws JsonProcessingException {
        var type = ANSWER_TYPES.get(hook.name());
        for (var answer : Examples.of(hook.name()).answers()) {
            if (answer.isBoolean()) {
                continue;
            }
            var list = type.isContainerType() && !answer.isArray() ? List.of(answer) : answer;
            var given = Json.PLAIN.valueToTree(list);
            var written = given(type, given);

            assertThat(withoutDefaults(written)).isEqualTo(withoutDefaults(given));
            assertThat(VALIDATOR.validate(hook.resultSchema(), written)).isEmpty();
        }
    }

    @Test
    void replyFitsItsSchemaAndItsRecord() throws JsonProcessingException {
        fits(MessageTypes.HOOK_REPLY, HookReply.class);
    }

    @Test
    void questionsFitTheirSchemaAndTheirRecord() throws JsonProcessingException {
        fits(MessageTypes.HOOK_QUESTIONS, HookQuestions.class);
    }

    @Test
    void directoryEntryFitsItsSchemaAndItsRecord() throws JsonProcessingException {
        fits(MessageTypes.PLUGIN_CHANGED, DirectoryEntry.class);
    }

    @Test
    void pluginTransitionFitsItsSchemaAndItsRecord() throws JsonProcessingException {
        fits(MessageTypes.PLUGIN_TRANSITION, PluginTransition.class);
    }

    @Test
    void refusesAHookThatDoesNotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> Examples.of("content:afterThought"));
    }

    private static void fits(String messageType, Class<?> type) throws JsonProcessingException {
        var example = Examples.message(messageType);
        var written = written(Json.PLAIN.treeToValue(example, type));
        assertThat(written).isEqualTo(example);
        assertThat(VALIDATOR.validate(SchemaUris.of(messageType, "event"), written)).isEmpty();
    }

    /** What Jackson makes of it on the wire, which is not always what it makes of it in memory. */
    private static JsonNode written(Object value) throws JsonProcessingException {
        return Json.PLAIN.readTree(Json.PLAIN.writeValueAsString(value));
    }

    private static JsonNode given(JavaType type, JsonNode answer) throws JsonProcessingException {
        var value = Json.PLAIN.readerFor(type).readValue(answer.toString());
        return Json.PLAIN.readTree(Json.PLAIN.writerFor(type).writeValueAsString(value));
    }

    /** An action item without a type is a link. */
    private static JsonNode withoutDefaults(JsonNode answer) {
        var copy = Json.withoutNulls(answer);
        for (var item : copy) {
            if (item.path("type").asText().equals("link")) {
                ((ObjectNode) item).remove("type");
            }
        }
        return copy;
    }

    private static JavaType type(Class<?> type) {
        return TypeFactory.defaultInstance().constructType(type);
    }

    private static JavaType listOf(Class<?> type) {
        return TypeFactory.defaultInstance().constructCollectionType(List.class, type);
    }
}
