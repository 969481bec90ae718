package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.schemas.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes an answer as a whole or not at all. */
@ApplicationScoped
class WholeAnswers implements AnswerCheck {

    private final SchemaValidator schemas;

    WholeAnswers(SchemaValidator schemas) {
        this.schemas = schemas;
    }

    @Override
    public Checked check(HookDefinition hook, JsonNode answer) {
        var violations = schemas.validate(hook.resultSchema(), answer);
        return violations.isEmpty()
                ? Checked.taken(answer)
                : Checked.malformed(
                        "the value does not fit the hook" + describe(violations.getFirst()));
    }

    /** Where and what, to be put behind the name of what is wrong. */
    static String describe(Violation violation) {
        var where = violation.path().isEmpty() ? "" : " at " + violation.path();
        return where + ": " + violation.message();
    }
}
