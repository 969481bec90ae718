package dev.hookline.plugins.image;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import java.time.Clock;

/** Takes images of at most 10 MB, and puts the time before their names. */
public final class ImagePolicy {

    private static final long LARGEST = 10 * 1024 * 1024;

    private ImagePolicy() {}

    public static void main(String[] arguments) {
        plugin(Clock.systemUTC()).run();
    }

    static Plugin plugin(Clock clock) {
        return Plugin.named("image-policy")
                .displayName("Image policy")
                .on("media:beforeUpload", (event, ctx) -> judge(event, clock));
    }

    private static Answer judge(HookEvent event, Clock clock) {
        var file = event.object("file");
        if (!file.path("type").asText().startsWith("image/")) {
            return Answer.reject("Only images allowed");
        }
        if (file.path("size").asLong() > LARGEST) {
            return Answer.reject("Max 10MB");
        }
        return Answer.value(file.put("name", clock.millis() + "-" + file.path("name").asText()));
    }
}
