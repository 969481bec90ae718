package dev.hookline.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} a real broker, a real database and trusted tokens.
 *
 * <pre>{@code
 * @WithTestResource(
 *         value = HooklineInfrastructure.class,
 *         initArgs = @ResourceArg(name = "database", value = "content"))
 * }</pre>
 *
 * Without the argument {@code database} no data source is configured.
 */
public final class HooklineInfrastructure implements QuarkusTestResourceLifecycleManager {

    private @Nullable String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
    }

    @Override
    public Map<String, String> start() {
        var infrastructure = TestInfrastructure.shared();
        var configuration =
                new HashMap<>(
                        database == null
                                ? infrastructure.configurationWithoutDatabase()
                                : infrastructure.configurationOf(database));
        configuration.put("quarkus.http.test-port", "0");
        return configuration;
    }

    @Override
    public void stop() {
        // Shared by all test classes; it ends with this process.
    }
}
