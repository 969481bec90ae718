package dev.hookline.media.upload;

import static dev.hookline.media.testing.MediaApi.MEDIA;
import static dev.hookline.media.testing.MediaApi.PNG;
import static dev.hookline.media.testing.MediaApi.asAdmin;
import static dev.hookline.media.testing.MediaApi.meanwhile;
import static dev.hookline.media.testing.MediaApi.upload;
import static dev.hookline.testsupport.StandInGateway.completed;
import static dev.hookline.testsupport.StandInGateway.decided;
import static dev.hookline.testsupport.StandInGateway.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.identity.PluginPass;
import dev.hookline.kit.identity.PluginPasses;
import dev.hookline.kit.identity.Role;
import dev.hookline.media.testing.Form;
import dev.hookline.media.testing.Kept;
import dev.hookline.media.testing.MediaApi;
import dev.hookline.media.testing.MediaHooks;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients that repeat themselves, and plugins that upload. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class CallersQuarkusTest {

    private static final String HOOK = "media:beforeUpload";
    private static final Cause CAUSE = new Cause("e7", 3, List.of("search", "index", "darkroom"));

    @Inject PluginPasses passes;

    private final String key = UUID.randomUUID().toString();
    private final String name = key + ".png";

    @Test
    void aRepeatedUploadGetsTheSameAnswerAndMakesNothing() {
        var first = uploadOnce(form());
        var before = Kept.now();
        var again = uploadOnce(form());

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers().firstValue("Location")).hasValue(MEDIA + '/' + first.get("id"));
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aKeyIsForOneUpload() {
        uploadOnce(form());

        for (var other :
                List.of(
                        Form.of("other.png", "image/png", PNG),
                        Form.of(name, "image/png", new byte[] {1}),
                        form().field("alt", "x"))) {
            var answer = uploadOnce(other);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:idempotency-key-reused");
        }
        asAdmin().queryParam("q", key).get(MEDIA).then().body("items", hasSize(1));
    }

    @Test
    void aKeyIsFreeAgainWhenAPluginRejects() {
        try (var gateway = MediaHooks.start()) {
            gateway.plugin("policy", hook(HOOK));
            gateway.answer(HOOK, question -> decided(HookReply.Outcome.REJECTED, "policy", "no"));
            assertThat(uploadOnce(form()).status()).isEqualTo(422);
        }
        assertThat(uploadOnce(form()).status()).isEqualTo(201);
    }

    @Test
    void theSecondOfTwoAtOnceIsToldToWait() {
        try (var gateway = MediaHooks.start()) {
            gateway.plugin("slow", hook(HOOK));
            var first = meanwhile(() -> uploadOnce(form()));
            var question = gateway.nextQuestion();

            assertThat(uploadOnce(form()).status()).isEqualTo(409);

            gateway.reply(question, completed(question.event().get("file")));
            assertThat(first.join().status()).isEqualTo(201);
        }
        asAdmin().queryParam("q", key).get(MEDIA).then().body("items", hasSize(1));
    }

    @Test
    void aPluginIsTheActorOfWhatItUploadsAndTheEventNamesItsCause() {
        var answer = asPlugin("media-service", Role.EDITOR);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.get("uploadedBy")).isEqualTo("plugin:darkroom");
        assertThat(Kept.eventsOf(answer.get("id"), 1).getFirst().headers())
                .containsEntry("ce_authid", "plugin:darkroom")
                .containsEntry("ce_causationid", "e7")
                .containsEntry("ce_causationdepth", "3")
                .containsEntry("ce_causationchain", "search,index,darkroom");
    }

    @Test
    void aPluginMayDoWhatItsPassAllows() {
        assertThat(asPlugin("media-service", Role.VIEWER).status()).isEqualTo(403);
        assertThat(asPlugin("content-service", Role.EDITOR).status()).isEqualTo(401);
        assertThat(MediaApi.post("Hookline-Pass made.up.pass", form()).status()).isEqualTo(401);
    }

    private Form form() {
        return Form.of(name, "image/png", PNG);
    }

    private MediaApi.Answer uploadOnce(Form form) {
        return upload(TestTokens.admin(), form, "Idempotency-Key", key);
    }

    private MediaApi.Answer asPlugin(String service, String role) {
        var pass = new PluginPass("darkroom", "Darkroom", Set.of(role), CAUSE);
        return MediaApi.post("Hookline-Pass " + passes.issue(pass, service), form());
    }
}
