package dev.hookline.schemas.plugin;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What an error of one handler means for the pipeline. */
public enum ErrorPolicy {
    /**
     * The pipeline stops and the operation fails. An older reader takes an unknown policy for this
     * one: a guard fails closed.
     */
    @JsonEnumDefaultValue
    @JsonProperty("abort")
    ABORT,
    /** The error is logged and the pipeline goes on with the value unchanged. */
    @JsonProperty("continue")
    CONTINUE
}
