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

    /** For one message, from connecting to the server's last word. */
    @WithDefault("30s")
    Duration timeout();

    /** The sender of messages that name none. */
    @WithDefault("Hookline <noreply@hookline.local>")
    String from();
}
