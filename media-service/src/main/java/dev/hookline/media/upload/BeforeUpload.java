package dev.hookline.media.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookOutcome;
import dev.hookline.hooks.before.HookProblems;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.media.item.SafeName;
import dev.hookline.media.type.MediaTypes;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.FileInfo;
import dev.hookline.schemas.event.MediaBeforeUpload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hook {@code media:beforeUpload}. */
@ApplicationScoped
class BeforeUpload {

    private static final String HOOK = "media:beforeUpload";

    private final BeforeHooks hooks;
    private final MediaTypes types;
    private final ObjectMapper json;

    BeforeUpload(BeforeHooks hooks, MediaTypes types, ObjectMapper json) {
        this.hooks = hooks;
        this.types = types;
        this.json = json;
    }

    /**
     * What plugins make of a file's name and type; its size is a fact. Must not be called within a
     * transaction.
     *
     * @throws ProblemException when they do not let it pass
     */
    FileInfo ask(String subject, FileInfo file, Actor actor) {
        ObjectNode event = json.valueToTree(new MediaBeforeUpload(file));
        return switch (hooks.ask(new HookCall(HOOK, subject, event, actor))) {
            case HookOutcome.Completed completed -> fileOf(file, completed.value());
            case HookOutcome.NoProvider missing -> throw HookProblems.toException(missing);
            case HookOutcome.Rejected rejected -> throw HookProblems.toException(rejected);
            case HookOutcome.Failed failed -> throw HookProblems.toException(failed);
            case HookOutcome.TimedOut late -> throw HookProblems.toException(late);
            case HookOutcome.Unreachable lost -> throw HookProblems.toException(lost);
        };
    }

    private FileInfo fileOf(FileInfo file, @Nullable JsonNode answer) {
        if (answer == null || answer.isNull()) {
            return file;
        }
        if (!answer.isObject()) {
            throw unfit("file", "must be an object");
        }
        var name = answer.path("name");
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw unfit("file.name", "must be a text that is not blank");
        }
        var type = types.canonical(answer.path("type").textValue());
        if (type.isEmpty()) {
            throw unfit("file.type", "must be a media type such as image/png");
        }
        return new FileInfo(SafeName.of(name.textValue()), type.get(), file.size());
    }

    private static ProblemException unfit(String field, String message) {
        return HookProblems.unfit(HOOK, "a file", List.of(new Fault(field, message)));
    }
}
