package dev.hookline.gateway.pluginapi;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource of the plugin API: every request needs {@code Authorization: Bearer} with the token of
 * a plugin, which is then found in {@link CallingPlugin}.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForPlugins {}
