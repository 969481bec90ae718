package dev.hookline.hooks.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginDirectoryTest {

    private static final String HOOK = "content:beforeSave";
    private static final Map<String, String> POSTS = Map.of("collection", "posts");

    private final ObjectMapper json = new ObjectMapper();
    private final PluginDirectory directory = new PluginDirectory(json);

    @Test
    void refusesWritesUntilItHasBeenRead() {
        assertThatThrownBy(directory::requireComplete)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(503));

        directory.replaceWith(DirectorySnapshot.EMPTY);

        directory.requireComplete();
    }

    @Test
    void findsTheSubscribersOfAHook() {
        read(entry("a", true, 1, Map.of()), entry("b", true, 2, Map.of()));

        assertThat(directory.subscribers(HOOK, POSTS)).hasSize(2);
        assertThat(directory.subscribers("content:afterSave", POSTS)).isEmpty();
    }

    @Test
    void leavesOutInactivePlugins() {
        read(entry("a", false, 1, Map.of()));

        assertThat(directory.subscribers(HOOK, POSTS)).isEmpty();
    }

    @Test
    void leavesOutPluginsThatMatchSomethingElse() {
        read(entry("a", true, 1, Map.of("collection", List.of("pages"))));

        assertThat(directory.subscribers(HOOK, POSTS)).isEmpty();
        assertThat(directory.subscribers(HOOK, Map.of("collection", "pages"))).hasSize(1);
    }

    @Test
    void forgetsARemovedPluginButNotItsRevision() {
        var snapshot = read(entry("a", true, 7, Map.of()));

        directory.replaceWith(directory.changed(snapshot, tombstone("a", null)));

        assertThat(directory.subscribers(HOOK, POSTS)).isEmpty();
        assertThat(directory.revision()).isEqualTo(7);
    }

    @Test
    void takesTheNewestStateOfAPlugin() {
        read(entry("a", true, 1, Map.of()), entry("a", false, 2, Map.of()));

        assertThat(directory.subscribers(HOOK, POSTS)).isEmpty();
        assertThat(directory.revision()).isEqualTo(2);
    }

    @Test
    void knowsTheProviderOfAnExclusiveHook() {
        assertThat(directory.provider("email:deliver")).isEmpty();

        read(provider("old", true, 1), provider("new", true, 2), entry("a", true, 3, Map.of()));
        assertThat(directory.provider("email:deliver")).hasValue("new");

        read(provider("off", false, 4));
        assertThat(directory.provider("email:deliver")).isEmpty();
    }

    private static DirectoryEntry provider(String id, boolean active, long revision) {
        return new DirectoryEntry(
                id,
                "1.0.0",
                active,
                false,
                Delivery.HTTP,
                revision,
                List.of(),
                List.of("email:deliver"));
    }

    @Test
    void ignoresAnEntryOlderThanTheOneHeld() {
        read(entry("a", true, 2, Map.of()), entry("a", false, 1, Map.of()));

        assertThat(directory.subscribers(HOOK, POSTS)).hasSize(1);
    }

    @Test
    void ignoresAnEntryOlderThanTheRemoval() {
        var removed = directory.changed(read(entry("a", true, 2, Map.of())), tombstone("a", 3L));

        directory.replaceWith(
                directory.changed(removed, message("a", entry("a", true, 2, Map.of()))));
        assertThat(directory.subscribers(HOOK, POSTS)).isEmpty();
        assertThat(directory.revision()).isEqualTo(3);

        directory.replaceWith(
                directory.changed(removed, message("a", entry("a", true, 4, Map.of()))));
        assertThat(directory.subscribers(HOOK, POSTS)).hasSize(1);
    }

    @Test
    void ignoresARemovalOlderThanTheEntry() {
        var installedAgain = read(entry("a", true, 5, Map.of()));

        directory.replaceWith(directory.changed(installedAgain, tombstone("a", 4L)));

        assertThat(directory.subscribers(HOOK, POSTS)).hasSize(1);
    }

    @Test
    void refusesWritesWhileAnEntryCannotBeRead() {
        var before = read(entry("a", true, 1, Map.of()));
        var damaged = directory.changed(before, message("b", "{"));

        directory.replaceWith(damaged);
        assertThatThrownBy(directory::requireComplete).hasMessageContaining("[b]");
        assertThat(directory.unreadable()).containsExactly("b");

        directory.replaceWith(
                directory.changed(damaged, message("b", entry("b", true, 2, Map.of()))));
        directory.requireComplete();
        assertThat(directory.subscribers(HOOK, POSTS)).hasSize(2);
    }

    private DirectorySnapshot read(DirectoryEntry... entries) {
        var snapshot = DirectorySnapshot.EMPTY;
        for (var entry : entries) {
            snapshot = directory.changed(snapshot, message(entry.id(), entry));
        }
        directory.replaceWith(snapshot);
        return snapshot;
    }

    private ConsumerRecord<String, byte[]> message(String key, DirectoryEntry entry) {
        try {
            return message(key, json.writeValueAsString(entry));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ConsumerRecord<String, byte[]> message(String key, String value) {
        return new ConsumerRecord<>(
                Topics.PLUGINS, 0, 0, key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<String, byte[]> tombstone(String key, @Nullable Long revision) {
        var message = new ConsumerRecord<String, byte[]>(Topics.PLUGINS, 0, 0, key, null);
        if (revision != null) {
            message.headers()
                    .add(
                            CloudEventHeaders.DIRECTORY_REVISION,
                            revision.toString().getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private static DirectoryEntry entry(
            String id, boolean active, long revision, Map<String, List<String>> match) {
        var hook =
                new HookSubscription(HOOK, 100, 5000, List.of(), ErrorPolicy.ABORT, false, match);
        return new DirectoryEntry(
                id, "1.0.0", active, false, Delivery.HTTP, revision, List.of(hook));
    }
}
