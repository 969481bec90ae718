package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prefix of magic parameters that a plugin owns.
 *
 * @param prefix unique among all plugins, {@code uuid}
 * @param keys the keys that it answers, null when any may be asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MagicParameterDeclaration(String prefix, @Nullable List<String> keys) {

    public MagicParameterDeclaration {
        Checked.text(prefix, "prefix");
        keys = keys == null ? null : List.copyOf(keys);
    }
}
