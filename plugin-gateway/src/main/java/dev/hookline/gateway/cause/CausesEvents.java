package dev.hookline.gateway.cause;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of the plugin API that can cause events: the request gets its place in the chain of
 * causes, or is refused with 508 {@code causation-loop} when the chain is too deep. Events that are
 * published within the request name the cause by themselves.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface CausesEvents {}
