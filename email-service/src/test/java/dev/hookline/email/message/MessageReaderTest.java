package dev.hookline.email.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.problem.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsWhatItWrites() throws Exception {
        var text =
                """
                {"to": "Ann <ann@example.org>", "subject": "Grüße", "text": "a\\nb\\n", "html": "<p>a</p>",
                 "from": "bob@example.org", "replyTo": "c@example.org", "cc": ["d@example.org"],
                 "bcc": ["e@example.org"], "headers": {"X-Ticket": "12"}}
                """;
        var json = (ObjectNode) JSON.readTree(text);

        var read = MessageReader.read(json);

        assertThat(read).isInstanceOf(MessageReader.Read.Valid.class);
        assertThat(((MessageReader.Read.Valid) read).message().toJson()).isEqualTo(json);
    }

    @Test
    void namesEveryFault() throws Exception {
        var text =
                """
                {"subject": "", "text": 5, "cc": ["x"], "headers": {"To": "x", "X-A": "b\\r\\nc"}, "attachments": []}
                """;

        assertThat(faults(JSON.readTree(text)))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "to",
                        "subject",
                        "text",
                        "cc[0]",
                        "headers.To",
                        "headers.X-A",
                        "attachments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rBcc: x@example.org", "a\u0000b", "a\u2028b", "\ud800"})
    void takesOneLineOnlyAsSubject(String subject) {
        assertThat(faults(valid().put("subject", subject)))
                .extracting(Fault::field)
                .containsExactly("subject");
    }

    @ParameterizedTest
    @CsvSource({"subject, 500", "text, 500000", "html, 500000"})
    void boundsTexts(String field, int most) {
        assertThat(faults(valid().put(field, "x".repeat(most)))).isEmpty();
        assertThat(faults(valid().put(field, "x".repeat(most + 1))))
                .extracting(Fault::field)
                .containsExactly(field);
    }

    @Test
    void boundsRecipientsAndHeaders() {
        var many = valid();
        for (int i = 0; i < 51; i++) {
            many.withArray("bcc").add("a" + i + "@example.org");
        }
        for (int i = 0; i < 21; i++) {
            many.withObject("headers").put("X-" + i, "v");
        }

        assertThat(faults(many)).extracting(Fault::field).containsExactly("bcc", "headers");
    }

    @Test
    void isAnObject() throws Exception {
        assertThat(faults(JSON.readTree("[]"))).hasSize(1);
    }

    private static ObjectNode valid() {
        return JSON.createObjectNode()
                .put("to", "ann@example.org")
                .put("subject", "s")
                .put("text", "t");
    }

    private static List<Fault> faults(com.fasterxml.jackson.databind.JsonNode json) {
        return switch (MessageReader.read(json)) {
            case MessageReader.Read.Valid valid -> List.of();
            case MessageReader.Read.Faulty faulty -> faulty.faults();
        };
    }
}
