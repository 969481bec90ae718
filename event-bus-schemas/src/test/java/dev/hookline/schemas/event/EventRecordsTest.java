package dev.hookline.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.hookline.schemas.Json;
import dev.hookline.schemas.event.explorer.WebRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

    @Test
    void refuseABlankNameAndSayWhich() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentBeforeSave.ofNew(" ", Map.of()))
                .withMessageContaining("collection");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailMessage("a@b.c", "", "text", null))
                .withMessageContaining("subject");
    }

    @Test
    void refuseWhatIsMissingAndSayWhich() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CronTick("daily", null, null))
                .withMessage("scheduledAt");
    }

    @Test
    void refuseANegativeSizeWithTheValueInTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileInfo("a.png", "image/png", -1))
                .withMessageContaining("-1");
    }

    @Test
    void keepFieldsThatAreNull() {
        var content = new HashMap<String, Object>();
        content.put("subtitle", null);

        var written = Json.PLAIN.valueToTree(ContentBeforeSave.ofNew("posts", content));

        assertThat(written.path("content").has("subtitle")).isTrue();
    }

    @Test
    void omitWhatOnlyAnUpdateHas() {
        var written = Json.PLAIN.valueToTree(ContentBeforeSave.ofNew("posts", Map.of()));
        assertThat(written.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("content", "collection", "isNew");
    }

    @Test
    void areNotChangedThroughTheirArguments() {
        var content = new HashMap<String, Object>(Map.of("title", "Hello"));
        var values = new ArrayList<>(List.of("title"));
        var event = ContentBeforeSave.ofNew("posts", content);
        var request =
                new WebRequest(
                        "GET",
                        "/",
                        "/?_sort=title",
                        Map.of("_sort", values),
                        null,
                        null,
                        null,
                        "/",
                        null);
        content.clear();
        values.clear();

        assertThat(event.content()).containsEntry("title", "Hello");
        assertThat(event.content()).isUnmodifiable();
        assertThat(request.args()).containsEntry("_sort", List.of("title"));
    }

    @Test
    void takeTheCollectionFromTheItem() {
        var item =
                new ContentItem(
                        "1", "posts", "hello", "draft", Map.of(), 1, null, NOW, NOW, null, null);
        assertThat(ContentAfterSave.of(item, true))
                .isEqualTo(new ContentAfterSave(item, "posts", true));
        assertThat(ContentAfterPublish.of(item).collection()).isEqualTo("posts");
        assertThat(ContentAfterUnpublish.of(item).collection()).isEqualTo("posts");
    }

    @Test
    void showEveryPropertyOfAnItemEvenWhenItIsNull() {
        var item =
                new ContentItem(
                        "1", "posts", "hello", "draft", Map.of(), 1, null, NOW, NOW, null, null);
        assertThat(Json.PLAIN.valueToTree(item).has("publishedAt")).isTrue();
    }

    @Test
    void writeTimesAsTextWhateverTheMapper() {
        var written = Json.PLAIN.valueToTree(new CronTick("daily", null, NOW));
        assertThat(written.path("scheduledAt").textValue()).isEqualTo("2026-11-21T08:30:00Z");
    }
}
