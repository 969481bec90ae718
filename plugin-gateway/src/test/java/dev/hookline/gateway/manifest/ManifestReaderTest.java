package dev.hookline.gateway.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import dev.hookline.schemas.validation.SchemaValidator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ManifestReader reader = new ManifestReader(new SchemaValidator());

    @Test
    void readsPausesBetweenAttempts() {
        assertThat(read(manifest("\"retries\": [\"5s\", \"PT2M\", \"24h\"]")).retries())
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofHours(24));
        assertThat(read(manifest("\"delivery\": \"http\"")).retries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"500ms\"", "\"25h\"", "\"PT0.5S\"", "\"-5s\"", "\"x\"", "5", "\"P1000D\""})
    void refusesPausesOutOfBounds(String pause) {
        assertThat(faultsOf(manifest("\"retries\": [" + pause + "]")))
                .extracting(Fault::field)
                .containsExactly("retries[0]");
    }

    @Test
    void refusesEventSchemasThatCannotBeCompiled() {
        assertThat(
                        faultsOf(
                                manifest(
                                        """
                                        "events": [{"name": "a", "schema": {"type": "nonsense"}},
                                                   {"name": "b", "schema": {"$ref": "https://example.org/s"}}]
                                        """)))
                .extracting(Fault::field)
                .anyMatch(field -> field.startsWith("events[0].schema"))
                .anyMatch(field -> field.startsWith("events[1].schema"));
    }

    @Test
    void keepsWhatWasReadInAFormOfItsOwn() {
        var manifest =
                read(
                        manifest(
                                """
                                "capabilities": ["write:content"], "retries": ["5s"],
                                "hooks": {"content:beforeSave": {"match": {"collection": ["posts"]}}},
                                "storage": {"a": {"indexes": [["x", "y"]]}},
                                "events": [{"name": "a", "schema": {"type": "object"}}],
                                "permissions": [{"name": "b", "abbr": "c"}],
                                "magicParameters": [{"prefix": "d"}]
                                """));
        var stored = StoredManifests.write(manifest);

        assertThat(StoredManifests.read(stored)).isEqualTo(manifest);
        ((ObjectNode) stored).remove("retries");
        ((ObjectNode) stored).put("future", true);
        assertThat(StoredManifests.read(stored).retries()).isEmpty();
    }

    @Test
    void readsTheManifestOfTheProtocolDocument() {
        var manifest =
                read(
                        """
                        {"id": "editorial-policy", "version": "1.0.0", "name": "Editorial policy",
                         "endpoint": "http://localhost:9101/", "capabilities": ["content:write"],
                         "allowedHosts": ["api.example.com", "*.example.org"],
                         "hooks": {"content:beforeSave": {"priority": 50, "timeout": 2000, "dependencies": [],
                                   "errorPolicy": "abort", "match": {"collection": ["posts"]}},
                                   "content:afterSave": {}, "email:deliver": {"exclusive": true}, "cron": {}},
                         "delivery": "http", "concurrency": 16,
                         "storage": {"entries": {"indexes": ["timestamp", ["collection", "action"]], "uniqueIndexes": []}},
                         "events": [{"name": "ban-user", "schema": {"type": "object"}}],
                         "permissions": [{"name": "upload-csvs", "abbr": null, "description": "Upload CSV files",
                                          "takes_database": true, "takes_resource": false, "default": false}],
                         "magicParameters": [{"prefix": "uuid"}]}
                        """);

        assertThat(manifest.endpoint()).hasToString("http://localhost:9101");
        assertThat(manifest.capabilities())
                .containsExactlyInAnyOrder(Capability.CONTENT_WRITE, Capability.CONTENT_READ);
        assertThat(manifest.hooks())
                .first()
                .isEqualTo(
                        new HookSubscription(
                                "content:beforeSave",
                                50,
                                2000,
                                List.of(),
                                ErrorPolicy.ABORT,
                                false,
                                Map.of("collection", List.of("posts"))));
        assertThat(manifest.hooks())
                .extracting(HookSubscription::hook)
                .containsExactly(
                        "content:beforeSave", "content:afterSave", "email:deliver", "cron");
        assertThat(manifest.delivery()).isEqualTo(Delivery.HTTP);
    }

    @Test
    void fillsInTheDefaultsOfTheReferenceDocument() {
        var hook = read(manifest("\"hooks\": {\"content:afterSave\": {}}")).hooks().getFirst();

        assertThat(hook.priority()).isEqualTo(100);
        assertThat(hook.timeoutMillis()).isEqualTo(5000);
        assertThat(hook.dependencies()).isEmpty();
        assertThat(hook.errorPolicy()).isEqualTo(ErrorPolicy.ABORT);
    }

    @Test
    void readsHooksAsAnArrayOfNamesAndObjects() {
        var hooks =
                read(manifest(
                                "\"hooks\": [\"cron\", {\"name\": \"content:afterSave\","
                                        + " \"priority\": 210}]"))
                        .hooks();

        assertThat(hooks)
                .extracting(HookSubscription::hook, HookSubscription::priority)
                .containsExactly(tuple("cron", 100), tuple("content:afterSave", 210));
    }

    @Test
    void renamesOldCapabilities() {
        assertThat(read(manifest("\"capabilities\": [\"email:intercept\"]")).capabilities())
                .containsExactly(Capability.EMAIL_EVENTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "hooks": {"content:beforeSav": {}}                          | hooks["content:beforeSav"]
                    "hooks": {"content:beforeSave": {"timeout": 0}}             | hooks["content:beforeSave"].timeout
                    "hooks": {"content:beforeSave": {"timeout": 60001}}         | hooks["content:beforeSave"].timeout
                    "hooks": {"content:beforeSave": {"priority": "high"}}       | hooks["content:beforeSave"].priority
                    "hooks": {"content:beforeSave": {"errorPolicy": "ignore"}}  | hooks["content:beforeSave"].errorPolicy
                    "hooks": {"content:beforeSave": {"exclusive": true}}        | hooks["content:beforeSave"].exclusive
                    "hooks": {"content:beforeSave": {"dependencies": ["A b"]}}  | hooks["content:beforeSave"].dependencies[0]
                    "hooks": {"content:beforeSave": {"match": {"slug": ["a"]}}} | hooks["content:beforeSave"].match.slug
                    "hooks": {"content:beforeSave": {"prio": 1}}                | hooks["content:beforeSave"].prio
                    "hooks": {"register_events": {}}                            | hooks["register_events"]
                    "hooks": {"page:fragments": {}}                             | hooks["page:fragments"]
                    "hooks": ["cron", "cron"]                                   | hooks[1]
                    "hooks": [1]                                                | hooks[0]
                    "hooks": "cron"                                             | hooks
                    "capabilities": ["storage:write"]                           | capabilities[0]
                    "allowedHosts": ["http://x"]                                | allowedHosts[0]
                    "delivery": "pigeon"                                        | delivery
                    "concurrency": 0                                            | concurrency
                    "concurrency": 1.5                                          | concurrency
                    "permissions": [{"name": "a"}, {"name": "a"}]               | permissions[1].name
                    "magicParameters": [{"prefix": "a"}, {"prefix": "a"}]       | magicParameters[1].prefix
                    "magicParameters": [{"prefix": "my_pfx"}]                   | magicParameters[0].prefix
                    "events": [{"name": "Ban User"}]                            | events[0].name
                    "events": [{"name": "a"}, {"name": "a"}]                    | events[1].name
                    "storage": {"9": {}}                                        | storage.9
                    "storage": {"c": {"indexes": ["a b"]}}                      | storage.c.indexes[0]
                    "surprise": 1                                               | surprise
                    """)
    void namesTheFault(String member, String field) {
        assertThat(faultsOf(manifest(member))).extracting(Fault::field).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "Audit Log, 1.0.0, http://localhost:1, id",
        "-a, 1.0.0, http://localhost:1, id",
        "a, one, http://localhost:1, version",
        "a, 1.0.0, ftp://localhost:1, endpoint",
        "a, 1.0.0, http://user:pw@localhost:1, endpoint",
        "a, 1.0.0, http://localhost:1/?q=1, endpoint",
    })
    void refusesABadIdentity(String id, String version, String endpoint, String field) {
        var json =
                "{\"id\": \"%s\", \"version\": \"%s\", \"endpoint\": \"%s\"}"
                        .formatted(id, version, endpoint);

        assertThat(faultsOf(json)).extracting(Fault::field).contains(field);
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThat(faultsOf("{\"hooks\": {\"nope\": {}}, \"delivery\": \"pigeon\"}"))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "id", "version", "endpoint", "hooks[\"nope\"]", "delivery");
    }

    @Test
    void takesPageFragmentsFromATrustedPlugin() throws Exception {
        var json = JSON.readTree(manifest("\"hooks\": {\"page:fragments\": {}}"));

        assertThat(reader.read(json, true).hooks()).hasSize(1);
    }

    @Test
    void refusesAnythingButAnObject() {
        assertThatThrownBy(() -> reader.read(JSON.readTree("[]"), false))
                .isInstanceOf(ProblemException.class);
    }

    private Manifest read(String json) {
        return reader.read(tree(json), false);
    }

    private List<Fault> faultsOf(String json) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> read(json));
        assertThat(refusal).as("refusal of %s", json).isNotNull();
        return refusal.problem().errors();
    }

    private static String manifest(String member) {
        return "{\"id\": \"a\", \"version\": \"1.0.0\", \"endpoint\": \"http://localhost:9101\", "
                + member
                + "}";
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "smtp", "system"})
    void noPluginTakesANameOfThePlatform(String id) {
        var manifest =
                "{\"id\": \"%s\", \"version\": \"1.0.0\", \"endpoint\": \"http://localhost:1\"}";

        assertThat(faultsOf(manifest.formatted(id))).extracting(Fault::field).containsExactly("id");
        assertThat(read(manifest.formatted(id + "-2")).id()).isEqualTo(id + "-2");
    }
}
