package dev.hookline.localstack.stack;

import dev.hookline.localstack.port.FreePorts;
import dev.hookline.localstack.sample.SamplePlugin;
import dev.hookline.localstack.service.ServiceDefinition;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The ports of one run: the preferred ones where they are free, the next free ones elsewhere. */
final class StackPorts {

    private static final int DATABASE = 15_432;
    private static final int BROKER = 19_092;
    private static final int SMTP = 11_025;
    private static final int MAIL = 18_025;

    private final Map<String, Integer> byName = new HashMap<>();
    private final StackSettings settings;
    private final Consumer<String> announcements;
    private final FreePorts free = new FreePorts();

    private StackPorts(StackSettings settings, Consumer<String> announcements) {
        this.settings = settings;
        this.announcements = announcements;
    }

    static StackPorts choose(StackSettings settings, Consumer<String> announcements) {
        var ports = new StackPorts(settings, announcements);
        ServiceDefinition.all()
                .forEach(service ->
                        ports.choose(
                                service.name(), service.portVariable(), service.preferredPort()));
        SamplePlugin.all()
                .forEach(plugin ->
                        ports.choose(plugin.id(), variable(plugin), plugin.preferredPort()));
        ports.choose("database", "HOOKLINE_DATABASE_PORT", DATABASE);
        ports.choose("broker", "HOOKLINE_BROKER_PORT", BROKER);
        ports.choose("smtp", "HOOKLINE_SMTP_PORT", SMTP);
        ports.choose("mail", "HOOKLINE_MAIL_PORT", MAIL);
        return ports;
    }

    int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("nothing of that name has a port: " + name);
        }
        return port;
    }

    URI url(String name) {
        return URI.create("http://127.0.0.1:" + of(name));
    }

    private void choose(String name, String variable, int usual) {
        var preferred = settings.preferredPort(variable, usual);
        var chosen = free.nearest(preferred);
        if (chosen != preferred) {
            announcements.accept(
                    "port " + preferred + " is taken; " + name + " listens on " + chosen);
        }
        byName.put(name, chosen);
    }

    private static String variable(SamplePlugin plugin) {
        return "HOOKLINE_" + plugin.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }
}
