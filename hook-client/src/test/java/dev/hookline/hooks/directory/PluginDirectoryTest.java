package dev.hookline.hooks.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PluginDirectoryTest {

    private static final String HOOK = "content:beforeSave";
    private static final Map<String, String> POSTS = Map.of("collection", "posts");

    private static final RecordSignatures UNSIGNED = signatures(Optional.empty());
    private static final RecordSignatures SIGNED =
            signatures(Optional.of(Base64.getEncoder().encodeToString(new byte[32])));

    private static RecordSignatures signatures(Optional<String> key) {
        return new RecordSignatures(key, List.of(), false, new SimpleMeterRegistry());
    }

    private final ObjectMapper json = new ObjectMapper();
    private final PluginDirectory directory = new PluginDirectory(json, UNSIGNED);

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
        assertThat(directory.unknown()).containsExactly("b");

        directory.replaceWith(
                directory.changed(damaged, message("b", entry("b", true, 2, Map.of()))));
        directory.requireComplete();
        assertThat(directory.subscribers(HOOK, POSTS)).hasSize(2);
    }

    /** A directory that believes signed records only. */
    @Nested
    class Guarded {

        private final PluginDirectory guarded = new PluginDirectory(json, SIGNED);
        private DirectorySnapshot topic = DirectorySnapshot.EMPTY;

        @Test
        void knowsItsPluginsWhenTheRosterIsThere() {
            arrives(signed(message("a", entry("a", true, 3, Map.of()))));
            assertThat(guarded.isComplete()).isFalse();

            arrives(roster(3, "a"));
            assertThat(guarded.isComplete()).isTrue();
            assertThat(guarded.plugins(HOOK)).containsExactly("a");
        }

        @Test
        void ignoresWhatIsNotSignedWithTheKey() {
            arrives(signed(message("a", entry("a", true, 3, Map.of()))));
            arrives(roster(3, "a"));

            arrives(tombstone("a", 4L));
            arrives(message("a", entry("a", false, 5, Map.of())));
            arrives(message("a", "{"));
            var altered = signed(message("a", entry("a", true, 6, Map.of())));
            arrives(
                    copy(
                            altered,
                            new String(altered.value(), StandardCharsets.UTF_8)
                                    .replace("\"active\":true", "\"active\":false")));

            assertThat(guarded.isComplete()).isTrue();
            assertThat(guarded.plugins(HOOK)).containsExactly("a");
        }

        @Test
        void refusesWritesWhileAPluginOfTheRosterIsMissing() {
            arrives(roster(3, "a", "b"));
            arrives(signed(message("a", entry("a", true, 3, Map.of()))));
            arrives(signed(message("b", entry("b", true, 2, Map.of()))));

            assertThatThrownBy(guarded::requireComplete).hasMessageContaining("[b]");

            arrives(signed(message("b", entry("b", true, 3, Map.of()))));
            guarded.requireComplete();
        }

        @Test
        void goesOnBetweenARemovalAndTheNextRoster() {
            arrives(signed(message("a", entry("a", true, 3, Map.of()))));
            arrives(roster(3, "a"));

            arrives(signed(tombstone("a", 4L)));
            guarded.requireComplete();
            assertThat(guarded.plugins(HOOK)).isEmpty();

            arrives(roster(4));
            guarded.requireComplete();
        }

        @Test
        void refusesWritesWhenTheRosterIsOlderThanThePlugins() {
            topic = guarded.changed(topic, signed(message("a", entry("a", true, 8, Map.of()))));
            arrives(roster(3));

            assertThatThrownBy(guarded::requireComplete).isInstanceOf(ProblemException.class);

            arrives(roster(8, "a"));
            guarded.requireComplete();
        }

        @Test
        void forgetsAnOldPluginThatIsNotOnTheRoster() {
            arrives(signed(message("a", entry("a", true, 3, Map.of()))));
            arrives(roster(4));

            assertThat(guarded.plugins(HOOK)).isEmpty();
        }

        @Test
        void keepsWhatItHoldsWhenTheTopicIsOlder() {
            arrives(signed(message("a", entry("a", true, 8, Map.of()))));
            arrives(roster(8, "a"));

            topic = DirectorySnapshot.EMPTY;
            arrives(roster(3));

            assertThat(guarded.isComplete()).isTrue();
            assertThat(guarded.plugins(HOOK)).containsExactly("a");
        }

        private void arrives(ConsumerRecord<String, byte[]> message) {
            topic = guarded.changed(topic, message);
            guarded.replaceWith(topic);
        }

        private ConsumerRecord<String, byte[]> roster(long revision, String... ids) {
            var roster = message(DirectoryEntry.ROSTER, DirectoryEntry.roster(revision));
            roster.headers()
                    .add(
                            CloudEventHeaders.DIRECTORY_PLUGINS,
                            String.join(",", ids).getBytes(StandardCharsets.UTF_8));
            return signed(roster);
        }

        private ConsumerRecord<String, byte[]> signed(ConsumerRecord<String, byte[]> message) {
            SIGNED.sign(message.topic(), message.key(), message.headers(), message.value());
            return message;
        }

        private ConsumerRecord<String, byte[]> copy(
                ConsumerRecord<String, byte[]> message, String value) {
            var copy = message(message.key(), value);
            message.headers().forEach(copy.headers()::add);
            return copy;
        }
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
