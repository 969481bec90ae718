package dev.hookline.email.provider;

import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.directory.PluginDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one provider in force: the plugin that the operator selected at the gateway, else the
 * built-in SMTP client where it is enabled, else none.
 */
@ApplicationScoped
public class ProviderChoice {

    private final PluginDirectory directory;
    private final BeforeHooks hooks;
    private final SmtpProvider smtp;
    private final SmtpConfig config;

    ProviderChoice(
            PluginDirectory directory, BeforeHooks hooks, SmtpProvider smtp, SmtpConfig config) {
        this.directory = directory;
        this.hooks = hooks;
        this.smtp = smtp;
        this.config = config;
    }

    /**
     * Empty also while the plugins are not known: the built-in client must not take their place.
     */
    public Optional<Provider> current() {
        if (!directory.isComplete()) {
            return Optional.empty();
        }
        return directory
                .provider(PluginProvider.HOOK)
                .<Provider>map(pluginId -> new PluginProvider(pluginId, hooks))
                .or(() -> config.enabled() ? Optional.of(smtp) : Optional.empty());
    }

    /** Ids of all that could be selected. */
    public List<String> available() {
        var available = new ArrayList<String>();
        if (config.enabled()) {
            available.add(SmtpProvider.ID);
        }
        available.addAll(directory.providers(PluginProvider.HOOK));
        return available;
    }
}
