package dev.hookline.gateway.lifecycle;

import static dev.hookline.gateway.registry.GatewayApi.install;
import static dev.hookline.gateway.registry.GatewayApi.rotate;
import static dev.hookline.gateway.registry.GatewayApi.show;
import static dev.hookline.gateway.registry.GatewayApi.statusOfSelf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.gateway.registry.GatewayApi;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.RecordedCall;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class CredentialsQuarkusTest {

    private static final String ID = "guest";

    @Inject Rosters rosters;

    private final PluginFixture plugin =
            PluginFixture.start(ID)
                    .hook("plugin:install", PluginBehaviour.keep())
                    .hook("plugin:activate", PluginBehaviour.keep())
                    .hook("plugin:deactivate", PluginBehaviour.keep());

    @AfterEach
    void removePlugins() {
        GatewayApi.removeAll();
        plugin.close();
    }

    @Test
    void takesCredentialsThatTheOperatorBringsAndDoesNotRepeatThem() {
        var secret = randomSecret();
        var token = randomToken();

        install(Map.of("url", plugin.url().toString(), "signingSecret", secret, "token", token))
                .statusCode(201)
                .body("token", nullValue())
                .body("signingSecret", nullValue());

        assertThat(Signatures.verify(plugin.calls("plugin:install").getFirst(), secret)).isTrue();
        assertThat(statusOfSelf(token)).isEqualTo(200);
    }

    @Test
    void makesWhatIsNotBrought() {
        String token =
                install(Map.of("manifest", plugin.manifest(), "signingSecret", randomSecret()))
                        .statusCode(201)
                        .body("signingSecret", nullValue())
                        .extract()
                        .path("token");

        assertThat(statusOfSelf(token)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "signingSecret, whsec_short",
        "signingSecret, whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "signingSecret, AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "token, hookline_short",
        "token, hookline_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "token, abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    })
    void refusesWeakCredentialsWithoutRepeatingThem(String member, String value) {
        var answer =
                install(Map.of("manifest", plugin.manifest(), member, value))
                        .statusCode(422)
                        .body("errors[0].field", equalTo(member))
                        .extract()
                        .asString();

        assertThat(answer).doesNotContain(value);
        show(ID).statusCode(404);
    }

    @Test
    void refusesAnotherPluginsToken() {
        var token = randomToken();
        install(Map.of("manifest", plugin.manifest(), "token", token)).statusCode(201);
        try (var other = PluginFixture.start("other")) {
            var answer =
                    install(Map.of("manifest", other.manifest(), "token", token))
                            .statusCode(409)
                            .extract()
                            .asString();
            assertThat(answer).doesNotContain(token);
        }
        show("other").statusCode(404);
    }

    @Test
    void refusesABodyThatIsTwoThingsAtOnce() {
        var body = new HashMap<String, Object>(Map.of("url", plugin.url().toString()));
        body.put("manifest", plugin.manifest());
        install(body).statusCode(422);
        install(Map.of("url", plugin.url().toString(), "trust", true)).statusCode(422);
    }

    @Test
    void signsWithBothSecretsDuringARotation() {
        String former = install(plugin.manifest()).extract().path("signingSecret");
        String next = rotate(ID, "secret", "PT1H").statusCode(200).extract().path("signingSecret");

        var call = callAgain();

        assertThat(Signatures.verify(call, former)).isTrue();
        assertThat(Signatures.verify(call, next)).isTrue();
    }

    @Test
    void stopsSigningWithASecretThatHasEnded() {
        String former = install(plugin.manifest()).extract().path("signingSecret");
        String next = rotate(ID, "secret", "PT1S").statusCode(200).extract().path("signingSecret");

        await().untilAsserted(() -> assertThat(Signatures.verify(callAgain(), former)).isFalse());
        assertThat(Signatures.verify(callAgain(), next)).isTrue();
    }

    @Test
    void forgetsASecretThatHasEndedWithoutAnyOtherChange() {
        install(plugin.manifest());
        rotate(ID, "secret", "PT1S").statusCode(200);

        await().untilAsserted(() ->
                assertThat(rosters.current().find(ID).orElseThrow().secrets()).hasSize(1));
    }

    @Test
    void keepsTwoSecretsAtMost() {
        String first = install(plugin.manifest()).extract().path("signingSecret");
        String second = rotate(ID, "secret", "PT1H").extract().path("signingSecret");
        String third = rotate(ID, "secret", "PT1H").extract().path("signingSecret");

        var call = callAgain();

        assertThat(Signatures.verify(call, first)).isFalse();
        assertThat(Signatures.verify(call, second)).isTrue();
        assertThat(Signatures.verify(call, third)).isTrue();
    }

    @Test
    void takesBothTokensDuringARotation() {
        String former = install(plugin.manifest()).extract().path("token");
        String next = rotate(ID, "token", "PT1S").statusCode(200).extract().path("token");

        assertThat(statusOfSelf(next)).isEqualTo(200);
        await().untilAsserted(() -> assertThat(statusOfSelf(former)).isEqualTo(401));
        String last = rotate(ID, "token", "0").extract().path("token");
        assertThat(statusOfSelf(next)).isEqualTo(401);
        assertThat(statusOfSelf(last)).isEqualTo(200);
        rotate(ID, "token", "PT1H");
        assertThat(statusOfSelf(last)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P8D", "-PT1S", "soon"})
    void refusesAnOverlapOutOfBounds(String overlap) {
        install(plugin.manifest());
        rotate(ID, "secret", overlap).statusCode(400);
        rotate(ID, "token", overlap).statusCode(400);
    }

    @Test
    void rotatesOnlyForPluginsThatExist() {
        rotate("absent", "secret", "PT1H").statusCode(404);
        rotate("absent", "token", "PT1H").statusCode(404);
    }

    private RecordedCall callAgain() {
        GatewayApi.deactivate(ID).statusCode(200);
        GatewayApi.activate(ID).statusCode(200);
        return plugin.calls("plugin:activate").getLast();
    }

    private static String randomSecret() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private static String randomToken() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return "hookline_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
