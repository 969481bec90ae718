package dev.hookline.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.plugin.ErrorPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HookOrderTest {

    private static final String HOOK = "content:beforeSave";

    @Test
    void runsLowerPrioritiesFirst() {
        assertThat(order(handler("a", 100), handler("b", 50), handler("c", 200)))
                .containsExactly("b", "a", "c");
    }

    @Test
    void keepsRegistrationOrderAmongEqualPriorities() {
        assertThat(order(handler("z", 100), handler("a", 100), handler("m", 100)))
                .containsExactly("z", "a", "m");
    }

    @Test
    void putsADependencyBeforeItsDependentWhateverTheirPriorities() {
        assertThat(order(handler("first", 1, "late"), handler("late", 900)))
                .containsExactly("late", "first");
    }

    @Test
    void followsChainsOfDependencies() {
        assertThat(order(handler("c", 1, "b"), handler("b", 1, "a"), handler("a", 500)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void letsAFreedDependentCompeteByPriority() {
        assertThat(order(handler("a", 10), handler("dependent", 1, "a"), handler("b", 5)))
                .containsExactly("b", "a", "dependent");
    }

    @Test
    void defersAHandlerWithAMissingDependencyBehindAllOthers() {
        var ordered = HookOrder.of(List.of(handler("lost", 1, "absent"), handler("a", 500)));

        assertThat(ids(ordered)).containsExactly("a", "lost");
        assertThat(ordered.unsatisfied()).containsExactly("lost");
    }

    @Test
    void defersWhateverDependsOnADeferredHandler() {
        assertThat(
                        order(
                                handler("second", 5, "lost"),
                                handler("lost", 50, "absent"),
                                handler("a", 500)))
                .containsExactly("a", "second", "lost");
    }

    @Test
    void fallsBackToPriorityWithinACycle() {
        var ordered =
                HookOrder.of(
                        List.of(
                                handler("a", 20, "b"),
                                handler("b", 10, "a"),
                                handler("free", 900)));

        assertThat(ids(ordered)).containsExactly("free", "b", "a");
        assertThat(ordered.unsatisfied()).containsExactly("a", "b");
    }

    @Test
    void treatsADependencyOnItselfAsMissing() {
        assertThat(order(handler("self", 1, "self"), handler("a", 900)))
                .containsExactly("a", "self");
    }

    @RepeatedTest(300)
    void obeysItsLaws(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var registered = arbitrary(random);

        var ordered = HookOrder.of(registered).ordered();

        assertThat(ordered)
                .as("a permutation of the input")
                .containsExactlyInAnyOrderElementsOf(registered);
        assertThat(HookOrder.of(registered).ordered()).as("deterministic").isEqualTo(ordered);
        assertDependenciesComeFirst(registered);
        assertEqualsKeepTheirOrder(registered);
    }

    private static void assertDependenciesComeFirst(List<Handler> registered) {
        var result = HookOrder.of(registered);
        var ids = ids(result);
        for (var handler : result.ordered()) {
            if (result.unsatisfied().contains(handler.pluginId())) {
                continue;
            }
            handler.subscription()
                    .dependencies()
                    .forEach(dependency ->
                            assertThat(ids.indexOf(dependency))
                                    .as("%s before %s", dependency, handler.pluginId())
                                    .isBetween(0, ids.indexOf(handler.pluginId()) - 1));
        }
    }

    private static void assertEqualsKeepTheirOrder(List<Handler> registered) {
        var independent =
                registered.stream()
                        .filter(handler -> handler.subscription().dependencies().isEmpty())
                        .toList();
        var ids = ids(HookOrder.of(independent));
        for (int i = 0; i + 1 < ids.size(); i++) {
            var here = find(independent, ids.get(i));
            var next = find(independent, ids.get(i + 1));
            assertThat(here.subscription().priority())
                    .isLessThanOrEqualTo(next.subscription().priority());
            if (here.subscription().priority() == next.subscription().priority()) {
                assertThat(independent.indexOf(here)).isLessThan(independent.indexOf(next));
            }
        }
    }

    private static Handler find(List<Handler> handlers, String id) {
        return handlers.stream()
                .filter(handler -> handler.pluginId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Handler> arbitrary(RandomGenerator random) {
        int size = random.nextInt(1, 12);
        var handlers = new ArrayList<Handler>();
        for (int i = 0; i < size; i++) {
            var dependencies = new ArrayList<String>();
            for (int d = random.nextInt(3); d > 0; d--) {
                // Beyond the size: a missing dependency.
                dependencies.add("p" + random.nextInt(size + 2));
            }
            handlers.add(
                    handler(
                            "p" + i,
                            random.nextInt(4) * 50,
                            dependencies.stream().distinct().toArray(String[]::new)));
        }
        return handlers;
    }

    private static Handler handler(String id, int priority, String... dependencies) {
        return Plugins.handler(
                id, Plugins.hook(HOOK, priority, List.of(dependencies), ErrorPolicy.ABORT));
    }

    private static List<String> order(Handler... registered) {
        return ids(HookOrder.of(List.of(registered)));
    }

    private static List<String> ids(HookOrder.Ordered ordered) {
        return ordered.ordered().stream().map(Handler::pluginId).toList();
    }
}
