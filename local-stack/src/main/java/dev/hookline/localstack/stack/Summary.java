package dev.hookline.localstack.stack;

import dev.hookline.localstack.sample.SamplePlugin;
import dev.hookline.localstack.service.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;

/** The table that a user sees when everything runs. */
record Summary(StackPorts ports, StateDirectory state, boolean samples) {

    String text() {
        var lines = new ArrayList<String>();
        lines.add("Hookline is running.");
        lines.add("");
        for (var service : ServiceDefinition.all()) {
            lines.add(row(service.name(), ports.url(service.name()) + "/api/v1"));
        }
        if (samples) {
            for (var plugin : SamplePlugin.all()) {
                var page = plugin.equals(SamplePlugin.AUDIT_LOG) ? "/log" : "";
                lines.add(row(plugin.id() + " (plugin)", ports.url(plugin.id()) + page));
            }
        }
        var site = ports.url(ServiceDefinition.CONTENT.name());
        lines.add(row("public site", samples ? site + "/posts/hello-hooks" : site + "/"));
        lines.add(row("database", "127.0.0.1:" + ports.of("database") + " (PostgreSQL)"));
        lines.add(row("broker", "127.0.0.1:" + ports.of("broker") + " (Kafka)"));
        lines.add(row("mail that arrived", ports.url("mail") + "/"));
        lines.add(row("logs", state.logs().toString()));
        return String.join("\n", lines);
    }

    static String withToken(String text, String token) {
        return String.join(
                "\n",
                List.of(
                        "",
                        text,
                        "",
                        "An administrator's token for the next twelve hours (./hookline token makes"
                                + " others):",
                        "",
                        token,
                        "",
                        "Ctrl-C or ./hookline down stops everything; what you saved stays."));
    }

    private static String row(String name, String value) {
        return "  %-26s %s".formatted(name, value);
    }
}
