package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.schemas.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Takes the good items of an answer and drops the bad ones: always makes an array of what a plugin
 * contributes, be it one item or several.
 */
@ApplicationScoped
class ItemisedAnswers implements AnswerCheck {

    /** Where an item is found in an array that holds nothing else. */
    private static final String ALONE = "/0";

    private final SchemaValidator schemas;
    private final CollectConfig config;

    ItemisedAnswers(SchemaValidator schemas, CollectConfig config) {
        this.schemas = schemas;
        this.config = config;
    }

    @Override
    public Checked check(HookDefinition hook, JsonNode answer) {
        // One by one: an array can have far more items than are taken, and as many faults.
        if (answer instanceof ArrayNode items) {
            return items.isEmpty() ? Checked.taken(items) : goodOnes(hook, items);
        }
        var violations = schemas.validate(hook.resultSchema(), answer);
        return violations.isEmpty()
                ? Checked.taken(JsonNodeFactory.instance.arrayNode().add(answer))
                : malformed(violations);
    }

    private Checked goodOnes(HookDefinition hook, ArrayNode items) {
        var good = items.arrayNode();
        var dropped = new Dropped();
        for (int i = 0; i < items.size(); i++) {
            if (i >= config.maxItems()) {
                dropped.add(items.size() - i, "more than " + config.maxItems() + " items");
                break;
            }
            var fault = faultOf(hook, items.get(i));
            if (fault.isPresent()) {
                dropped.add(1, "item " + i + fault.get());
            } else {
                good.add(items.get(i));
            }
        }
        if (dropped.isEmpty()) {
            return Checked.taken(good);
        }
        return good.isEmpty()
                ? Checked.malformed("no item fits the hook: " + dropped.complaint())
                : new Checked(Checked.taken(good).outcome(), dropped.complaint());
    }

    /** What is wrong with one item, as if it came alone. */
    private Optional<String> faultOf(HookDefinition hook, JsonNode item) {
        var alone = JsonNodeFactory.instance.arrayNode(1).add(item);
        return schemas.validate(hook.resultSchema(), alone).stream()
                .findFirst()
                .map(fault -> new Violation(within(fault.path()), fault.message()))
                .map(WholeAnswers::describe);
    }

    private static String within(String path) {
        return path.startsWith(ALONE) ? path.substring(ALONE.length()) : path;
    }

    private static Checked malformed(List<Violation> violations) {
        return Checked.malformed(
                "the value does not fit the hook" + WholeAnswers.describe(violations.getFirst()));
    }
}
