package dev.hookline.gateway.pipeline;

import static dev.hookline.gateway.pipeline.PipelineScript.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectedProviderTest {

    private final PipelineScript script = new PipelineScript("email:deliver");

    @Test
    void handsOnWhatTheProviderAnswers() {
        script.plugin("mailer", value("{\"queued\": 1}"));

        var reply = deliver();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(PipelineScript.tree("{\"queued\": 1}"));
        assertThat(reply.pluginId()).isEqualTo("mailer");
    }

    @Test
    void namesTheProviderThatAnswersNothing() {
        script.plugin("mailer", new CallOutcome.Kept());

        var reply = deliver();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.pluginId()).isEqualTo("mailer");
    }

    @Test
    void tellsThatNobodyIsSelectedFromAFailure() {
        var reply = deliver();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.NO_PROVIDER);
        assertThat(reply.detail()).contains("email:deliver");
        assertThat(reply.trace()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.hookline.gateway.pipeline.PipelineScript#errors")
    void passesOnAnErrorWhateverTheErrorPolicy(CallOutcome error) {
        script.plugin("mailer", ErrorPolicy.CONTINUE, event -> error);

        var reply = deliver();

        assertThat(reply.outcome()).isNotEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.pluginId()).isEqualTo("mailer");
        assertThat(reply.detail()).isNotBlank();
    }

    private HookReply deliver() {
        return script.run(
                """
                {"message": {"to": "a@example.com", "subject": "s", "text": "t"}, "source": "admin"}
                """);
    }
}
