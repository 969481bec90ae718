package dev.hookline.email.provider;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.email.testing.Mailbox;
import dev.hookline.email.testing.SmtpResource;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Without SMTP and without a plugin there is nobody who delivers. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "email"))
@WithTestResource(SmtpResource.class)
class NoProviderQuarkusTest {

    private record Disabled() implements SmtpConfig {

        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration finalTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public String from() {
            return "desk@example.org";
        }
    }

    @Inject PluginDirectory directory;
    @Inject BeforeHooks hooks;
    @Inject SmtpProvider smtp;
    @Inject SmtpConfig enabled;
    @Inject ProviderChoice choice;

    @Test
    void messagesWaitAndSaySoUntilThereIsAProvider() {
        var mailbox = new Mailbox();
        choose(new Disabled());

        var id =
                Mailbox.admin()
                        .header("Prefer", "wait=2")
                        .body(mailbox.message())
                        .post("/api/v1/emails")
                        .then()
                        .statusCode(202)
                        .body("status", equalTo("queued"))
                        .body("waitsFor", equalTo("provider"))
                        .extract()
                        .<String>path("id");
        Mailbox.get(id).body("waitsFor", equalTo("provider")).body("attempts", equalTo(0));
        Mailbox.admin()
                .get("/api/v1/settings/email")
                .then()
                .body("available", equalTo(false))
                .body("selectedProviderId", nullValue())
                .body("providers", empty());

        choose(enabled);

        Mailbox.await(id, "sent").body("waitsFor", nullValue());
    }

    private void choose(SmtpConfig config) {
        QuarkusMock.installMockForInstance(
                new ProviderChoice(directory, hooks, smtp, config), choice);
    }
}
