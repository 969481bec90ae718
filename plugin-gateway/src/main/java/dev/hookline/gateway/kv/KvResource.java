package dev.hookline.gateway.kv;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.memory.OutgoingAnswers;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.gateway.pluginapi.Names;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.gateway.pluginapi.Prefix;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.kit.page.Cursor;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The documents' {@code ctx.kv}: values under keys that a plugin chooses. */
@Path("/plugin-api/v1/kv")
@Tag(name = "Plugin API")
@ForPlugins
@RunOnVirtualThread
class KvResource {

    private static final int LONGEST_KEY = 512;
    private static final String VALUE = "value";
    private static final String ABSENT = "null";

    /** A key with its value. */
    record EntryView(
            String key, @JsonRawValue @Schema(implementation = JsonNode.class) String value) {}

    /** A value alone. */
    record ValueView(@JsonRawValue @Schema(implementation = JsonNode.class) String value) {}

    private final KvStore store;
    private final CallingPlugin caller;
    private final OutgoingAnswers answers;
    private final QuotasConfig quotas;

    KvResource(KvStore store, CallingPlugin caller, OutgoingAnswers answers, QuotasConfig quotas) {
        this.store = store;
        this.caller = caller;
        this.answers = answers;
        this.quotas = quotas;
    }

    @GET
    @Operation(summary = "The plugin's keys in the order of their characters, with their values")
    public Page<EntryView> list(
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        var page = PageRequest.of(limit, cursor);
        var list = "kv " + caller.id() + " " + checkedPrefix(prefix);
        var after = cursor == null ? null : Cursor.read(cursor, list, 1).values().getFirst();
        var found = store.list(caller.id(), new Prefix(prefix), after, page.limit() + 1);
        answers.hold(caller.id(), found.stream().mapToLong(entry -> entry.value().length()).sum());
        var items =
                found.stream()
                        .limit(page.limit())
                        .map(entry -> new EntryView(entry.key(), entry.value()))
                        .toList();
        return new Page<>(
                items,
                found.size() <= page.limit()
                        ? null
                        : Cursor.after(list, List.of(items.getLast().key())).encode());
    }

    @GET
    @Path("/{key:.+}")
    @Operation(summary = "The value of a key; one that is null reads as absent")
    public ValueView get(@RestPath String key) {
        var value = store.get(caller.id(), checked(key)).orElse(ABSENT);
        if (value.equals(ABSENT)) {
            throw absent(key);
        }
        return new ValueView(value);
    }

    @PUT
    @Path("/{key:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Stores any JSON value under a key")
    public void put(
            @RestPath String key,
            @RequestBody(content = @Content(schema = @Schema(implementation = ValueView.class)))
                    byte[] body) {
        var value =
                PluginJson.storable(VALUE, valueOf(body), quotas.kv().maxValueSize().asLongValue());
        store.put(caller.id(), checked(key), value);
    }

    private static JsonNode valueOf(byte[] body) {
        var json = PluginJson.read(body);
        if (json.size() != 1 || !json.has(VALUE)) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "the body must be {\"value\": …}");
        }
        return json.get(VALUE);
    }

    @DELETE
    @Path("/{key:.+}")
    @Operation(summary = "Removes a key; 404 when it is not there")
    public void delete(@RestPath String key) {
        if (!store.delete(caller.id(), checked(key))) {
            throw absent(key);
        }
    }

    private static String checked(String key) {
        return Names.checked("key", key, LONGEST_KEY);
    }

    private static String checkedPrefix(String prefix) {
        if (prefix.length() > 2 * LONGEST_KEY || PluginJson.flawIn(prefix) != null) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(new Fault("prefix", "must be the beginning of a key")));
        }
        return prefix;
    }

    private static ProblemException absent(String key) {
        return ProblemException.notFound("there is no key " + key);
    }
}
