package dev.hookline.gateway.registry;

import static dev.hookline.gateway.registry.GatewayApi.activate;
import static dev.hookline.gateway.registry.GatewayApi.deactivate;
import static dev.hookline.gateway.registry.GatewayApi.install;
import static dev.hookline.gateway.registry.GatewayApi.provider;
import static dev.hookline.gateway.registry.GatewayApi.remove;
import static dev.hookline.gateway.registry.GatewayApi.selectProvider;
import static dev.hookline.gateway.registry.GatewayApi.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class ProvidersQuarkusTest {

    private static final String HOOK = "email:deliver";

    @Inject Rosters rosters;

    @AfterEach
    void removePlugins() {
        GatewayApi.removeAll();
    }

    @Test
    void selectsTheOnlyProviderAndRemembersItWhenASecondComes() {
        provider(HOOK).body("pluginId", nullValue());

        install(mailer("postmaster")).statusCode(201);
        provider(HOOK).body("pluginId", equalTo("postmaster"));
        install(mailer("ses")).statusCode(201);

        provider(HOOK)
                .body("pluginId", equalTo("postmaster"))
                .body("providers", contains("postmaster", "ses"));
        assertThat(rosters.current().provider(HOOK).orElseThrow().pluginId())
                .isEqualTo("postmaster");
    }

    @Test
    void letsTheOperatorChooseBetweenTwo() {
        install(mailer("postmaster"));
        install(mailer("ses"));

        selectProvider(HOOK, Map.of("pluginId", "ses"))
                .statusCode(200)
                .body("pluginId", equalTo("ses"));
        provider(HOOK).body("pluginId", equalTo("ses"));
    }

    @Test
    void fallsToTheOnlyRemainingOneWhenTheSelectedOneIsDeactivated() {
        install(mailer("postmaster"));
        install(mailer("ses"));

        deactivate("postmaster");
        provider(HOOK).body("pluginId", equalTo("ses"));
        activate("postmaster");
        provider(HOOK).body("pluginId", equalTo("ses"));
    }

    @Test
    void fallsToNobodyWhenSeveralRemain() {
        List.of("postmaster", "ses", "relay").forEach(id -> install(mailer(id)).statusCode(201));

        remove("postmaster", false).statusCode(204);

        provider(HOOK).body("pluginId", nullValue()).body("providers", contains("ses", "relay"));
        assertThat(rosters.current().provider(HOOK)).isEmpty();
    }

    @Test
    void fallsToTheOtherWhenAnUpgradeNoLongerOffersIt() {
        install(mailer("postmaster"));
        install(mailer("ses"));
        var without = mailer("postmaster");
        without.put("hooks", Map.of(HOOK, Map.of("exclusive", false)));

        upgrade("postmaster", without).statusCode(200);

        provider(HOOK).body("pluginId", equalTo("ses")).body("providers", contains("ses"));
    }

    @Test
    void staysEmptyAsLongAsTheOperatorWantsNobody() {
        install(mailer("postmaster"));
        var nobody = new HashMap<String, Object>();
        nobody.put("pluginId", null);

        selectProvider(HOOK, nobody).statusCode(200).body("pluginId", nullValue());
        install(mailer("ses"));
        remove("ses", false);
        provider(HOOK).body("pluginId", nullValue());

        remove("postmaster", false);
        install(mailer("postmaster"));
        provider(HOOK).body("pluginId", equalTo("postmaster"));
    }

    @Test
    void refusesWhoeverDoesNotOfferTheHook() {
        install(mailer("postmaster"));
        install(mailer("ses"));
        deactivate("ses");

        selectProvider(HOOK, Map.of("pluginId", "ses"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("ses is no active provider of email:deliver"));
        selectProvider(HOOK, Map.of("pluginId", "absent")).statusCode(409);
        selectProvider(HOOK, Map.of("plugin", "postmaster")).statusCode(422);
        selectProvider(HOOK, Map.of("pluginId", "Not An Id")).statusCode(422);
        provider(HOOK).body("pluginId", equalTo("postmaster"));
    }

    @Test
    void hasProvidersForExclusiveHooksOnly() {
        provider("nope").statusCode(404);
        provider("content:beforeSave")
                .statusCode(404)
                .body("detail", containsString("not exclusive"));
        selectProvider("content:beforeSave", Map.of("pluginId", "postmaster")).statusCode(404);
    }

    @Test
    void doesNotTakeAHandlerThatIsNotExclusiveForAProvider() {
        var listener = mailer("listener");
        listener.put("hooks", Map.of(HOOK, Map.of()));

        install(listener).statusCode(201);

        provider(HOOK).body("pluginId", nullValue());
    }

    private static Map<String, Object> mailer(String id) {
        return new HashMap<>(
                Map.of(
                        "id",
                        id,
                        "version",
                        "1.0.0",
                        "endpoint",
                        "http://127.0.0.1:1",
                        "capabilities",
                        List.of("email:provide"),
                        "hooks",
                        Map.of(HOOK, Map.of("exclusive", true))));
    }
}
