package dev.hookline.content.field;

import dev.hookline.kit.problem.Fault;
import java.util.List;

/** Whether something a client sent makes sense, and in which form it goes on. */
public sealed interface Checked<T> {

    /** It does. */
    record Valid<T>(T value) implements Checked<T> {}

    /** It does not; every fault is named. */
    record Invalid<T>(List<Fault> faults) implements Checked<T> {

        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    static <T> Checked<T> of(T value, List<Fault> faults) {
        return faults.isEmpty() ? new Valid<>(value) : new Invalid<>(faults);
    }
}
