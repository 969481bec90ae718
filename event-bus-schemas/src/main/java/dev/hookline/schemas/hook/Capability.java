package dev.hookline.schemas.hook;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a plugin may do, under its current name; older EmDash names are accepted and renamed. */
public enum Capability {
    NETWORK_REQUEST("network:request"),
    NETWORK_REQUEST_UNRESTRICTED("network:request:unrestricted", NETWORK_REQUEST),
    CONTENT_READ("content:read"),
    CONTENT_WRITE("content:write", CONTENT_READ),
    TAXONOMIES_READ("taxonomies:read"),
    MEDIA_READ("media:read"),
    MEDIA_WRITE("media:write", MEDIA_READ),
    USERS_READ("users:read"),
    EMAIL_SEND("email:send"),
    EMAIL_TRANSPORT("hooks.email-transport:register"),
    EMAIL_EVENTS("hooks.email-events:register"),
    PAGE_FRAGMENTS("hooks.page-fragments:register");

    private static final Map<String, Capability> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Capability::id, c -> c));

    private static final Map<String, Capability> RENAMED =
            Map.ofEntries(
                    Map.entry("network:fetch", NETWORK_REQUEST),
                    Map.entry("network:fetch:any", NETWORK_REQUEST_UNRESTRICTED),
                    Map.entry("read:content", CONTENT_READ),
                    Map.entry("write:content", CONTENT_WRITE),
                    Map.entry("read:media", MEDIA_READ),
                    Map.entry("write:media", MEDIA_WRITE),
                    Map.entry("read:users", USERS_READ),
                    Map.entry("email:provide", EMAIL_TRANSPORT),
                    Map.entry("email:intercept", EMAIL_EVENTS),
                    Map.entry("page:inject", PAGE_FRAGMENTS));

    private static final List<Capability> IMPLYING =
            List.of(CONTENT_WRITE, MEDIA_WRITE, NETWORK_REQUEST_UNRESTRICTED);

    private final String id;
    private final @Nullable Capability implied;

    Capability(String id) {
        this(id, null);
    }

    Capability(String id, @Nullable Capability implied) {
        this.id = id;
        this.implied = implied;
    }

    public String id() {
        return id;
    }

    /** The capability of this name, current or old; empty when there is none. */
    public static Optional<Capability> named(String name) {
        return Optional.ofNullable(BY_ID.getOrDefault(name, RENAMED.get(name)));
    }

    /**
     * The given capabilities in their order, without repetition, followed by those they imply,
     * which come in one fixed order: content, media, network.
     */
    public static Set<Capability> withImplied(Collection<Capability> declared) {
        var all = new LinkedHashSet<>(declared);
        IMPLYING.stream().filter(declared::contains).map(c -> c.implied).forEach(all::add);
        return all;
    }
}
