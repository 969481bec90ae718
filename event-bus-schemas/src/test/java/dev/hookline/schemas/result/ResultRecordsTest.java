package dev.hookline.schemas.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.result.FragmentContribution.Placement;
import dev.hookline.schemas.validation.SchemaValidator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultRecordsTest {

    private final SchemaValidator validator = new SchemaValidator();

    static List<MetadataContribution> metadata() {
        return List.of(
                new MetadataContribution.Meta("author", "Ada", "author"),
                new MetadataContribution.Property("og:type", "article", null),
                new MetadataContribution.Link(
                        MetadataContribution.Rel.ALTERNATE, "https://a.b/de", "de", "de"),
                new MetadataContribution.JsonLd("primary", Json.json("{'@type': 'Article'}")));
    }

    static List<FragmentContribution> fragments() {
        return List.of(
                new FragmentContribution.ExternalScript(
                        Placement.HEAD, "/a.js", true, false, Map.of("data-x", "1"), "a"),
                new FragmentContribution.InlineScript(Placement.BODY_END, "1", null, null),
                new FragmentContribution.Html(Placement.BODY_START, "<b>x</b>", "x"));
    }

    static List<ForbiddenAnswer> answers() {
        return List.of(
                new ForbiddenAnswer.Responded(
                        new ForbiddenAnswer.Response(
                                302, Map.of("Location", "/-/login"), null, null)),
                new ForbiddenAnswer.Rendered("login.html", Map.of("message", "no")));
    }

    static List<ActionItem> actions() {
        return List.of(
                new ActionItem.Link("/", "Home", "The homepage"),
                new ActionItem.Button("Pin", null, Map.of("data-pin", "posts")));
    }

    @ParameterizedTest
    @MethodSource("metadata")
    void metadataFitsItsSchema(MetadataContribution contribution) throws JsonProcessingException {
        survives(contribution, MetadataContribution.class);
        fits("page:metadata", contribution);
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void fragmentFitsItsSchema(FragmentContribution contribution) throws JsonProcessingException {
        survives(contribution, FragmentContribution.class);
        fits("page:fragments", contribution);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void forbiddenAnswerFitsItsSchema(ForbiddenAnswer answer) throws JsonProcessingException {
        survives(answer, ForbiddenAnswer.class);
        fits("forbidden", answer);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void actionFitsItsSchema(ActionItem action) throws JsonProcessingException {
        survives(action, ActionItem.class);
        fits("table_actions", new ActionItem[] {action});
    }

    @Test
    void anActionWithoutATypeIsALink() throws JsonProcessingException {
        assertThat(
                        Json.PLAIN.treeToValue(
                                Json.json("{'href': '/', 'label': 'A'}"), ActionItem.class))
                .isEqualTo(new ActionItem.Link("/", "A", null));
    }

    @Test
    void refusesAGraphThatIsText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetadataContribution.JsonLd(null, TextNode.valueOf("x")));
    }

    @Test
    void refusesAServerErrorAsAnAnswerToARefusal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForbiddenAnswer.Response(500, null, null, null))
                .withMessageContaining("500");
    }

    private static <T> void survives(T value, Class<T> type) throws JsonProcessingException {
        var written = Json.PLAIN.writeValueAsString(value);
        assertThat(Json.PLAIN.readValue(written, type)).isEqualTo(value);
    }

    private void fits(String hook, Object answer) throws JsonProcessingException {
        var schema = HookCatalogue.get(hook).resultSchema();
        var written = Json.PLAIN.readTree(Json.PLAIN.writeValueAsString(answer));
        assertThat(validator.validate(schema, written)).isEmpty();
    }
}
