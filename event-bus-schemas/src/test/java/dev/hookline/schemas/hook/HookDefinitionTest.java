package dev.hookline.schemas.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hookline.schemas.event.CronTick;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HookDefinitionTest {

    @Test
    void refusesAFilterThatCarriesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> definition(HookMode.FILTER, null, CronTick.class))
                .withMessageContaining("some:hook");
    }

    @Test
    void refusesACarriedFieldWhereNothingIsCarried() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> definition(HookMode.GATE, "content", CronTick.class));
    }

    @Test
    void refusesACalledHookWithoutAnEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> definition(HookMode.NOTIFY, null, null));
    }

    @Test
    void refusesADeclaredHookWithAnEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> definition(HookMode.REGISTER, null, CronTick.class));
    }

    @Test
    void namesItsSchemas() {
        var hook = definition(HookMode.NOTIFY, null, CronTick.class);
        assertThat(hook.eventSchema()).isEqualTo("urn:hookline:schema:some.hook.event:1");
        assertThat(hook.resultSchema()).isEqualTo("urn:hookline:schema:some.hook.result:1");
    }

    private static HookDefinition definition(
            HookMode mode, String carriedField, Class<? extends Record> eventType) {
        return new HookDefinition(
                "some:hook",
                mode,
                HookDomain.PLUGIN,
                carriedField,
                null,
                false,
                Set.of(),
                eventType);
    }
}
