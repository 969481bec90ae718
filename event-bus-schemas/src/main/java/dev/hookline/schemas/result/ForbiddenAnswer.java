package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hookline.schemas.Checked;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a visitor gets in place of a refusal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(ForbiddenAnswer.Responded.class),
    @JsonSubTypes.Type(ForbiddenAnswer.Rendered.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ForbiddenAnswer {

    /** A complete response. */
    record Responded(Response response) implements ForbiddenAnswer {

        public Responded {
            Objects.requireNonNull(response, "response");
        }
    }

    /** A template of the site and what it shows. */
    record Rendered(String template, @Nullable Map<String, @Nullable Object> context)
            implements ForbiddenAnswer {

        public Rendered {
            Checked.text(template, "template");
            context = context == null ? null : Checked.map(context, "context");
        }
    }

    /**
     * An HTTP response.
     *
     * @param status from 200 to 499
     * @param contentType {@code text/html} when null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Response(
            int status,
            @Nullable Map<String, String> headers,
            @Nullable String body,
            @Nullable String contentType) {

        public Response {
            if (status < 200 || status > 499) {
                throw new IllegalArgumentException("status must be from 200 to 499: " + status);
            }
            headers = headers == null ? null : Checked.map(headers, "headers");
        }
    }
}
