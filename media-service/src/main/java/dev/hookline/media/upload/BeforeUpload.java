package dev.hookline.media.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookOutcome;
import dev.hookline.hooks.before.HookProblems;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.media.item.Item;
import dev.hookline.media.item.NamePolicy;
import dev.hookline.media.item.SafeName;
import dev.hookline.media.type.MediaTypes;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.FileInfo;
import dev.hookline.schemas.event.MediaBeforeUpload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hook {@code media:beforeUpload}, for files that are uploaded or renamed. */
@ApplicationScoped
class BeforeUpload implements NamePolicy {

    private static final String HOOK = "media:beforeUpload";

    private final BeforeHooks hooks;
    private final PluginDirectory directory;
    private final MediaTypes types;
    private final ObjectMapper json;

    BeforeUpload(
            BeforeHooks hooks, PluginDirectory directory, MediaTypes types, ObjectMapper json) {
        this.hooks = hooks;
        this.directory = directory;
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

    /** Asks as for an upload; a plugin that answers with another type changes the name alone. */
    @Override
    public String nameFor(Item item, String wanted, Actor actor) {
        directory.requireComplete();
        return ask(
                        Item.subjectOf(item.id()),
                        new FileInfo(wanted, item.mimeType(), item.size()),
                        actor)
                .name();
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
