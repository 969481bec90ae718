package dev.hookline.sdk.context;

import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The plugin's log: lines go to the process's own output and, in the background, to the gateway,
 * where the operator reads them. Writing never fails and never waits.
 */
public final class PluginLog {

    private final Gateway gateway;
    private final LogQueue queue;
    private final System.Logger local;

    PluginLog(Gateway gateway, LogQueue queue, String pluginId) {
        this.gateway = gateway;
        this.queue = queue;
        this.local = System.getLogger("plugin." + pluginId);
    }

    public void debug(String message) {
        write(System.Logger.Level.DEBUG, "debug", message, Map.of());
    }

    public void info(String message) {
        write(System.Logger.Level.INFO, "info", message, Map.of());
    }

    /** With data, which the gateway keeps as JSON. */
    public void info(String message, Map<String, ?> data) {
        write(System.Logger.Level.INFO, "info", message, data);
    }

    public void warn(String message) {
        write(System.Logger.Level.WARNING, "warn", message, Map.of());
    }

    /** See {@link #info(String, Map)}. */
    public void warn(String message, Map<String, ?> data) {
        write(System.Logger.Level.WARNING, "warn", message, data);
    }

    public void error(String message) {
        write(System.Logger.Level.ERROR, "error", message, Map.of());
    }

    /** See {@link #info(String, Map)}. */
    public void error(String message, Map<String, ?> data) {
        write(System.Logger.Level.ERROR, "error", message, data);
    }

    private void write(
            System.Logger.Level level, String name, String message, Map<String, ?> data) {
        local.log(level, data.isEmpty() ? message : message + " " + data);
        var line = new LinkedHashMap<String, Object>();
        line.put("level", name);
        line.put("message", message);
        if (!data.isEmpty()) {
            line.put("data", data);
        }
        queue.add(() -> gateway.call(ApiRequest.of("POST", "log").json(line)));
    }
}
