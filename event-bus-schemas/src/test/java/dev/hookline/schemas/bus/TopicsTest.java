package dev.hookline.schemas.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDomain;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

    private static final Duration COMPACTED = Duration.ZERO;

    @Test
    void areThoseOfTheArchitectureWithTheirRetention() {
        assertThat(Topics.all().stream().collect(Collectors.toMap(Topic::name, Topic::retention)))
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("hookline.content.before", Duration.ofMinutes(10)),
                                Map.entry("hookline.media.before", Duration.ofMinutes(10)),
                                Map.entry("hookline.email.before", Duration.ofMinutes(10)),
                                Map.entry("hookline.before.replies", Duration.ofMinutes(10)),
                                Map.entry("hookline.content.after", Duration.ofDays(7)),
                                Map.entry("hookline.media.after", Duration.ofDays(7)),
                                Map.entry("hookline.email.after", Duration.ofDays(7)),
                                Map.entry("hookline.events", Duration.ofDays(7)),
                                Map.entry("hookline.cron", Duration.ofDays(1)),
                                Map.entry("hookline.plugins", COMPACTED),
                                Map.entry("hookline.dead-letters", Duration.ofDays(30))));
    }

    @Test
    void directoryIsCompactedAndNothingElse() {
        assertThat(Topics.all().stream().filter(Topic::isCompacted).map(Topic::name))
                .containsExactly(Topics.PLUGINS);
    }

    @Test
    void compactedTopicIsNeverDeletedFrom() {
        var directory = topic(Topics.PLUGINS);
        assertThat(directory.configuration())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void otherTopicsForgetAfterTheirRetention() {
        assertThat(topic("hookline.content.before").configuration())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "600000");
    }

    @Test
    void everyTopicTakesAnEventAroundABodyOfOneMebibyte() {
        assertThat(Topics.all())
                .allSatisfy(topic ->
                        assertThat(Integer.parseInt(topic.configuration().get("max.message.bytes")))
                                .isGreaterThanOrEqualTo(2 * 1024 * 1024));
    }

    @Test
    void refusesATopicWithoutPartitions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic("hookline.nothing", 0, COMPACTED));
    }

    @Test
    void gatewayHasNoDomainTopics() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.before(HookDomain.PLUGIN));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.after(HookDomain.PLUGIN));
    }

    @ParameterizedTest
    @CsvSource({
        "content:beforeSave, hookline.content.before",
        "content:beforeDelete, hookline.content.before",
        "page:metadata, hookline.content.before",
        "forbidden, hookline.content.before",
        "media:beforeUpload, hookline.media.before",
        "email:deliver, hookline.email.before",
        "content:afterSave, hookline.content.after",
        "media:afterUpload, hookline.media.after",
        "email:afterSend, hookline.email.after",
        "track_event, hookline.events",
        "cron, hookline.cron"
    })
    void carryTheHooksOfTheirKind(String hook, String topic) {
        assertThat(Topics.carrying(HookCatalogue.get(hook))).contains(topic);
    }

    @ParameterizedTest
    @CsvSource({"plugin:install", "plugin:uninstall", "register_events"})
    void carryNeitherLifecycleNorDeclarations(String hook) {
        assertThat(Topics.carrying(HookCatalogue.get(hook))).isEmpty();
    }

    private static Topic topic(String name) {
        return Topics.all().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }
}
