package dev.hookline.schemas.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.tracked.BuiltInEventTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code docs/hooks.md}: the catalogue for those who write plugins. */
final class HooksDocument {

    private static final String SCHEMAS = "../event-bus-schemas/src/main/resources";

    private HooksDocument() {}

    static String markdown() {
        var lines = new ArrayList<String>();
        lines.add("# Hooks");
        lines.add("");
        lines.add(
                "<!-- Written from the hook catalogue by a test of event-bus-schemas; don't edit."
                        + " -->");
        lines.add("");
        lines.add(
                "Every hook of the platform. A name links to the schema of the event, *answer* to"
                        + " the schema of what a plugin may answer; an optional property has a"
                        + " question mark. A plugin always may answer nothing (*void*), and may"
                        + " reject where somebody waits for it. With *match*, a manifest narrows a"
                        + " hook down to events with certain values of these properties.");
        lines.add("");
        addModes(lines);
        for (var domain : HookDomain.values()) {
            addHooks(lines, domain);
        }
        addEventTypes(lines);
        addLinks(lines);
        return String.join("\n", lines) + "\n";
    }

    private static void addModes(List<String> lines) {
        lines.add("## Modes");
        lines.add("");
        lines.add("| mode | caller waits | how plugins are asked and their answers combined |");
        lines.add("|---|---|---|");
        for (var mode : HookMode.values()) {
            lines.add(
                    "| %s | %s | %s |"
                            .formatted(
                                    nameOf(mode), mode.callerWaits() ? "yes" : "no", text(mode)));
        }
        lines.add("");
    }

    private static String text(HookMode mode) {
        return switch (mode) {
            case FILTER ->
                    "One after the other; each receives the value that the one before returned."
                            + " Void keeps it, a rejection cancels the operation.";
            case GATE -> "One after the other; the first `false` blocks the operation.";
            case EXCLUSIVE ->
                    "Only the selected provider: a plugin with `exclusive: true`, the only one or"
                            + " the operator's choice. Its error always fails the operation; none"
                            + " selected is told apart from that.";
            case COLLECT ->
                    "All at once; the items of all answers are put together in pipeline order. One"
                            + " plugin's failure costs nothing but its own answer, a bad item"
                            + " nothing but itself; `errorPolicy` has no effect.";
            case FIRST -> "One after the other, until one answers something other than void.";
            case NOTIFY -> "Each gets its own delivery, at least once, after the fact.";
            case LIFECYCLE -> "Only the plugin whose life changes.";
            case REGISTER -> "Nobody is called: the manifest declares it.";
        };
    }

    private static void addHooks(List<String> lines, HookDomain domain) {
        lines.add("## " + title(domain));
        lines.add("");
        lines.add("| hook | mode | when | event | answer | match |");
        lines.add("|---|---|---|---|---|---|");
        for (var hook : HookCatalogue.all()) {
            if (hook.domain() == domain) {
                lines.add(row(hook));
            }
        }
        lines.add("");
        var needs = needs(domain);
        if (!needs.isEmpty()) {
            lines.addAll(needs);
            lines.add("");
        }
    }

    private static String title(HookDomain domain) {
        return switch (domain) {
            case CONTENT -> "Content, public pages and the data explorer";
            case MEDIA -> "Media";
            case EMAIL -> "Email";
            case PLUGIN -> "Plugins, schedules and tracked events";
        };
    }

    private static String row(HookDefinition hook) {
        var event = schema(hook.eventSchema());
        var name = "`%s`".formatted(hook.name());
        return "| %s | %s | %s | %s | [answer][%s]: %s | %s |"
                .formatted(
                        hook.isCalled()
                                ? "[%s][%s]".formatted(name, keyOf(hook.eventSchema()))
                                : name,
                        nameOf(hook.mode()),
                        hook.isCalled()
                                ? event.path("description").asText()
                                : "Declared in the manifest.",
                        properties(event),
                        keyOf(hook.resultSchema()),
                        schema(hook.resultSchema()).path("description").asText(),
                        hook.matchKeys().stream()
                                .sorted()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(", ")));
    }

    private static List<String> needs(HookDomain domain) {
        var needs = new ArrayList<String>();
        for (var hook : HookCatalogue.all()) {
            if (hook.domain() != domain) {
                continue;
            }
            if (hook.requiredCapability() != null) {
                needs.add(
                        "- `%s` is skipped without the capability `%s`."
                                .formatted(hook.name(), hook.requiredCapability().id()));
            }
            if (hook.trustedOnly()) {
                needs.add("- `%s` is only for trusted plugins.".formatted(hook.name()));
            }
        }
        return needs;
    }

    private static String properties(JsonNode event) {
        var required = new TreeSet<String>();
        event.path("required").forEach(name -> required.add(name.asText()));
        var names = new ArrayList<String>();
        event.path("properties")
                .fieldNames()
                .forEachRemaining(n -> names.add("`" + n + (required.contains(n) ? "`" : "?`")));
        return String.join(", ", names);
    }

    private static void addEventTypes(List<String> lines) {
        lines.add("## Built-in event types");
        lines.add("");
        lines.add(
                "What the platform itself tracks; `track_event` delivers it, and a manifest narrows"
                        + " it down with `match` on `name`. No plugin may register one of these"
                        + " names. [Their schemas][tracked-events]");
        lines.add("");
        lines.add("| name | when | properties |");
        lines.add("|---|---|---|");
        for (var type : BuiltInEventTypes.all()) {
            lines.add(
                    "| `%s` | %s | %s |"
                            .formatted(type.name(), type.description(), properties(type.schema())));
        }
        lines.add("");
        lines.add("[tracked-events]: %s/tracked-events.json".formatted(SCHEMAS));
    }

    private static void addLinks(List<String> lines) {
        for (var hook : HookCatalogue.all()) {
            if (hook.isCalled()) {
                lines.add(target(hook.eventSchema()));
            }
            lines.add(target(hook.resultSchema()));
        }
    }

    private static String target(String schema) {
        return "[%s]: %s%s".formatted(keyOf(schema), SCHEMAS, SchemaUris.resourceOf(schema));
    }

    /** {@code content.beforeSave.event.v1}. */
    private static String keyOf(String schema) {
        return SchemaUris.resourceOf(schema).substring("/schemas/".length()).replace(".json", "");
    }

    private static JsonNode schema(String uri) {
        return Json.resource(SchemaUris.resourceOf(uri));
    }

    private static String nameOf(HookMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
