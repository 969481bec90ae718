package dev.hookline.email.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The built-in provider. The server, TLS, authentication and DKIM are set under quarkus.mailer. */
@ConfigMapping(prefix = "hookline.email.smtp")
public interface SmtpConfig {

    /** Without it only a plugin can deliver; until one is selected, messages wait. */
    @WithDefault("true")
    boolean enabled();

    /**
     * How long the server may be silent while a connection is made and a message is handed over,
     * and how long an unused connection is kept. Longer rides out slow servers, shorter frees
     * places sooner.
     */
    @WithDefault("30s")
    Duration timeout();

    /**
     * How long the server may take to confirm a message that it has as a whole. A message that is
     * given up here is sent again although it may have arrived, so keep the ten minutes of RFC 5321
     * unless the server is known to be faster.
     */
    @WithDefault("10m")
    Duration finalTimeout();

    /** The sender of messages that name none. */
    @WithDefault("Hookline <noreply@hookline.local>")
    String from();
}
