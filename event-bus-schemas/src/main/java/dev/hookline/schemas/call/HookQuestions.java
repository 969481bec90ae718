package dev.hookline.schemas.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Checked;
import java.util.List;
import java.util.Objects;

/** Several hooks that collect, asked in one message and answered in one reply. */
public record HookQuestions(List<Question> questions) {

    /** The most questions of one message; more would let one page take all places of a gateway. */
    public static final int MAX_QUESTIONS = 16;

    public HookQuestions {
        questions = questions == null ? List.of() : List.copyOf(questions);
        if (questions.isEmpty() || questions.size() > MAX_QUESTIONS) {
            throw new IllegalArgumentException(
                    "a message has 1 to %d questions: %d"
                            .formatted(MAX_QUESTIONS, questions.size()));
        }
    }

    /**
     * One hook of the message.
     *
     * @param hook a hook of the catalogue with mode collect; each at most once in a message
     * @param event the event as the hook's schema describes it
     */
    public record Question(String hook, ObjectNode event) {

        public Question {
            Checked.text(hook, "hook");
            Objects.requireNonNull(event, "event");
        }
    }
}
