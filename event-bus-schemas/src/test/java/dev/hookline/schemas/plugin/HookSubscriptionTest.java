package dev.hookline.schemas.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hookline.schemas.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookSubscriptionTest {

    @Test
    void matchesEverythingWithoutConditions() {
        assertThat(matching(Map.of()).matches(Map.of("collection", "posts"))).isTrue();
        assertThat(matching(Map.of()).matches(Map.of())).isTrue();
    }

    @Test
    void matchesAnyOfTheValues() {
        var subscription = matching(Map.of("collection", List.of("posts", "pages")));
        assertThat(subscription.matches(Map.of("collection", "pages"))).isTrue();
        assertThat(subscription.matches(Map.of("collection", "Posts"))).isFalse();
    }

    @Test
    void matchesOnlyWhenEveryConditionHolds() {
        var subscription =
                matching(Map.of("database", List.of("content"), "table", List.of("posts")));
        assertThat(subscription.matches(Map.of("database", "content", "table", "posts"))).isTrue();
        assertThat(subscription.matches(Map.of("database", "content", "table", "pages"))).isFalse();
    }

    @Test
    void doesNotMatchAnEventWithoutTheProperty() {
        var subscription = matching(Map.of("query_name", List.of("by_author")));
        assertThat(subscription.matches(Map.of("database", "content"))).isFalse();
    }

    @Test
    void isNotChangedThroughItsArguments() {
        var values = new ArrayList<>(List.of("posts"));
        var conditions = new HashMap<String, List<String>>(Map.of("collection", values));
        var subscription = matching(conditions);
        values.clear();
        conditions.clear();
        assertThat(subscription.match()).isEqualTo(Map.of("collection", List.of("posts")));
    }

    @Test
    void refusesATimeoutThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HookSubscription(
                                "cron", 100, 0, List.of(), ErrorPolicy.ABORT, false, Map.of()))
                .withMessageContaining("cron");
    }

    @Test
    void survivesTheWayThroughJson() throws Exception {
        var subscription = matching(Map.of("collection", List.of("posts")));
        var written = Json.PLAIN.writeValueAsString(subscription);
        assertThat(Json.PLAIN.readValue(written, HookSubscription.class)).isEqualTo(subscription);
        assertThat(Json.PLAIN.readTree(written).path("errorPolicy").asText()).isEqualTo("continue");
        assertThat(written).doesNotContain("dependencies");
    }

    private static HookSubscription matching(Map<String, List<String>> match) {
        return new HookSubscription(
                "content:afterSave", 100, 5000, List.of(), ErrorPolicy.CONTINUE, false, match);
    }
}
