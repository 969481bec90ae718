package dev.hookline.schemas.bus;

import static dev.hookline.schemas.bus.BusRight.group;
import static dev.hookline.schemas.bus.BusRight.groups;
import static dev.hookline.schemas.bus.BusRight.read;
import static dev.hookline.schemas.bus.BusRight.readAndWrite;
import static dev.hookline.schemas.bus.BusRight.write;

import dev.hookline.schemas.hook.HookDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who may do what on the bus, the only place that lists it. A principal has the name of its
 * service, or {@code plugin-} and the id of a plugin that reads the topics itself.
 */
public final class BusRights {

    private static final List<HookDomain> DOMAINS =
            List.of(HookDomain.CONTENT, HookDomain.MEDIA, HookDomain.EMAIL);

    private BusRights() {}

    /** The rights of each service, by its application name. */
    public static Map<String, List<BusRight>> services() {
        var rights = new TreeMap<String, List<BusRight>>();
        DOMAINS.forEach(domain -> rights.put(domain.id() + "-service", ofService(domain)));
        rights.put("plugin-gateway", ofGateway());
        return rights;
    }

    /** The name of the principal of a plugin that reads the topics itself. */
    public static String principalOf(String pluginId) {
        return "plugin-" + pluginId;
    }

    /** What the consumer groups of such a plugin begin with. */
    public static String groupsOf(String pluginId) {
        return principalOf(pluginId) + ".";
    }

    /**
     * The rights of a plugin that reads the topics itself: after-hook events and tracked events, in
     * groups of its own. Requests, replies, the directory, ticks and dead letters are not for it,
     * and it writes nothing.
     */
    public static List<BusRight> ofPlugin(String pluginId) {
        return Stream.concat(events().map(BusRight::read), Stream.of(groups(groupsOf(pluginId))))
                .toList();
    }

    private static List<BusRight> ofService(HookDomain domain) {
        return List.of(
                write(Topics.before(domain)),
                write(Topics.after(domain)),
                write(Topics.EVENTS),
                read(Topics.BEFORE_REPLIES),
                read(Topics.PLUGINS),
                groups(domain.id() + "-service-replies-"));
    }

    private static List<BusRight> ofGateway() {
        var rights = new ArrayList<BusRight>();
        DOMAINS.forEach(domain -> rights.add(read(Topics.before(domain))));
        DOMAINS.forEach(domain -> rights.add(read(Topics.after(domain))));
        rights.add(readAndWrite(Topics.EVENTS));
        rights.add(readAndWrite(Topics.CRON));
        rights.add(write(Topics.BEFORE_REPLIES));
        rights.add(write(Topics.PLUGINS));
        rights.add(write(Topics.DEAD_LETTERS));
        rights.add(group("hookline-gateway"));
        rights.add(groups("hookline.plugin."));
        return List.copyOf(rights);
    }

    private static Stream<String> events() {
        return Stream.concat(DOMAINS.stream().map(Topics::after), Stream.of(Topics.EVENTS));
    }
}
