package dev.hookline.acceptance;

import dev.hookline.schemas.example.Examples;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookHandler;
import dev.hookline.sdk.Plugin;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A plugin that takes every hook there is, and shows at {@code /calls} which ones have called. */
final class EveryHookPlugin {

    static final String ID = "every-hook";

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    private EveryHookPlugin() {}

    public static void main(String[] arguments) throws InterruptedException {
        var plugin =
                Plugin.named(ID)
                        .capability("hooks.email-events:register")
                        .capability("hooks.email-transport:register")
                        .capability("hooks.page-fragments:register")
                        .page("/calls", (query, ctx) -> List.copyOf(CALLS));
        HookCatalogue.all().stream()
                .filter(HookDefinition::isCalled)
                .forEach(hook ->
                        plugin.on(
                                hook.name(),
                                options ->
                                        hook.mode() == HookMode.EXCLUSIVE
                                                ? options.exclusive()
                                                : options,
                                handlerOf(hook)));
        // What the SDK logs depends on the logging that the tests' class path brings along.
        System.out.println("listens on " + plugin.start().url());
        new CountDownLatch(1).await();
    }

    private static HookHandler handlerOf(HookDefinition hook) {
        var answers = Examples.of(hook.name()).answers();
        var answer = answers.isEmpty() ? Answer.keep() : Answer.value(answers.getFirst());
        return (event, ctx) -> {
            CALLS.add(hook.name());
            return answer;
        };
    }
}
