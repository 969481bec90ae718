package dev.hookline.chaos.script;

/** What can be broken. */
public enum FaultKind {
    SERVICE_KILL("kill -9 of a service, started again later", 3),
    SERVICE_PAUSE("SIGSTOP of a service, SIGCONT later", 3),
    LINK_CUT("connections ended, several times in a row", 2),
    LINK_SLOW("a pause before every 4 KiB", 2),
    LINK_BLACK_HOLE("connections that pass nothing", 3),
    LINK_REFUSAL("connections ended and refused", 2),
    BROKER_RESTART("kill -9 of the broker, started again later", 1),
    DATABASE_RESTART("immediate stop of the database, started again later", 1),
    DISK_FULL("no room in the store of the media service", 1),
    PLUGIN_HANG("a plugin takes calls and does not answer", 1),
    PLUGIN_DRIP("a plugin answers one byte at a time", 1),
    PLUGIN_FLOOD("a plugin answers with two MiB", 1),
    PLUGIN_FLAP("a plugin closes every second connection", 1),
    PLUGIN_RUBBISH("a plugin answers with what is not HTTP, or not JSON", 1);

    private final String meaning;
    private final int weight;

    FaultKind(String meaning, int weight) {
        this.meaning = meaning;
        this.weight = weight;
    }

    public String meaning() {
        return meaning;
    }

    /** How often it is chosen, compared with the others. */
    int weight() {
        return weight;
    }

    boolean isOfLink() {
        return name().startsWith("LINK_");
    }

    boolean isOfPlugin() {
        return name().startsWith("PLUGIN_");
    }
}
