package dev.hookline.schemas.hook;

import static dev.hookline.schemas.hook.Capability.EMAIL_EVENTS;
import static dev.hookline.schemas.hook.Capability.EMAIL_TRANSPORT;
import static dev.hookline.schemas.hook.HookDefinition.declared;
import static dev.hookline.schemas.hook.HookDefinition.filter;
import static dev.hookline.schemas.hook.HookDefinition.hook;
import static dev.hookline.schemas.hook.HookDomain.CONTENT;
import static dev.hookline.schemas.hook.HookDomain.EMAIL;
import static dev.hookline.schemas.hook.HookDomain.MEDIA;
import static dev.hookline.schemas.hook.HookDomain.PLUGIN;
import static dev.hookline.schemas.hook.HookMode.COLLECT;
import static dev.hookline.schemas.hook.HookMode.EXCLUSIVE;
import static dev.hookline.schemas.hook.HookMode.FIRST;
import static dev.hookline.schemas.hook.HookMode.GATE;
import static dev.hookline.schemas.hook.HookMode.LIFECYCLE;
import static dev.hookline.schemas.hook.HookMode.NOTIFY;

import dev.hookline.schemas.event.ContentAfterDelete;
import dev.hookline.schemas.event.ContentAfterPublish;
import dev.hookline.schemas.event.ContentAfterSave;
import dev.hookline.schemas.event.ContentAfterUnpublish;
import dev.hookline.schemas.event.ContentBeforeDelete;
import dev.hookline.schemas.event.ContentBeforeSave;
import dev.hookline.schemas.event.CronTick;
import dev.hookline.schemas.event.EmailAfterSend;
import dev.hookline.schemas.event.EmailBeforeSend;
import dev.hookline.schemas.event.EmailDeliver;
import dev.hookline.schemas.event.MediaAfterUpload;
import dev.hookline.schemas.event.MediaBeforeUpload;
import dev.hookline.schemas.event.PluginActivate;
import dev.hookline.schemas.event.PluginDeactivate;
import dev.hookline.schemas.event.PluginInstall;
import dev.hookline.schemas.event.PluginUninstall;
import dev.hookline.schemas.event.TrackedEvent;
import dev.hookline.schemas.event.explorer.DatabaseActions;
import dev.hookline.schemas.event.explorer.Forbidden;
import dev.hookline.schemas.event.explorer.HomepageActions;
import dev.hookline.schemas.event.explorer.MagicParameter;
import dev.hookline.schemas.event.explorer.MenuLinks;
import dev.hookline.schemas.event.explorer.QueryActions;
import dev.hookline.schemas.event.explorer.RowActions;
import dev.hookline.schemas.event.explorer.TableActions;
import dev.hookline.schemas.event.explorer.TopCannedQuery;
import dev.hookline.schemas.event.explorer.TopDatabase;
import dev.hookline.schemas.event.explorer.TopHomepage;
import dev.hookline.schemas.event.explorer.TopQuery;
import dev.hookline.schemas.event.explorer.TopRow;
import dev.hookline.schemas.event.explorer.TopTable;
import dev.hookline.schemas.event.explorer.ViewActions;
import dev.hookline.schemas.event.page.PageFragments;
import dev.hookline.schemas.event.page.PageMetadata;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every hook of the platform: the only place that lists them, in the order of the two reference
 * documents.
 */
public final class HookCatalogue {

    private static final List<HookDefinition> LIFECYCLE_HOOKS =
            List.of(
                    hook(LIFECYCLE, PLUGIN, "plugin:install", PluginInstall.class),
                    hook(LIFECYCLE, PLUGIN, "plugin:activate", PluginActivate.class),
                    hook(LIFECYCLE, PLUGIN, "plugin:deactivate", PluginDeactivate.class),
                    hook(LIFECYCLE, PLUGIN, "plugin:uninstall", PluginUninstall.class));

    private static final List<HookDefinition> CONTENT_HOOKS =
            List.of(
                    filter(CONTENT, "content:beforeSave", "content", ContentBeforeSave.class)
                            .matching("collection"),
                    hook(NOTIFY, CONTENT, "content:afterSave", ContentAfterSave.class)
                            .matching("collection"),
                    hook(GATE, CONTENT, "content:beforeDelete", ContentBeforeDelete.class)
                            .matching("collection"),
                    hook(NOTIFY, CONTENT, "content:afterDelete", ContentAfterDelete.class)
                            .matching("collection"),
                    hook(NOTIFY, CONTENT, "content:afterPublish", ContentAfterPublish.class)
                            .matching("collection"),
                    hook(NOTIFY, CONTENT, "content:afterUnpublish", ContentAfterUnpublish.class)
                            .matching("collection"));

    private static final List<HookDefinition> MEDIA_HOOKS =
            List.of(
                    filter(MEDIA, "media:beforeUpload", "file", MediaBeforeUpload.class),
                    hook(NOTIFY, MEDIA, "media:afterUpload", MediaAfterUpload.class));

    private static final List<HookDefinition> EMAIL_HOOKS =
            List.of(
                    filter(EMAIL, "email:beforeSend", "message", EmailBeforeSend.class)
                            .requiring(EMAIL_EVENTS)
                            .matching("source"),
                    hook(EXCLUSIVE, EMAIL, "email:deliver", EmailDeliver.class)
                            .requiring(EMAIL_TRANSPORT)
                            .matching("source"),
                    hook(NOTIFY, EMAIL, "email:afterSend", EmailAfterSend.class)
                            .requiring(EMAIL_EVENTS)
                            .matching("source"));

    private static final List<HookDefinition> CRON_HOOKS =
            List.of(hook(NOTIFY, PLUGIN, "cron", CronTick.class));

    private static final List<HookDefinition> PAGE_HOOKS =
            List.of(
                    hook(COLLECT, CONTENT, "page:metadata", PageMetadata.class),
                    hook(COLLECT, CONTENT, "page:fragments", PageFragments.class)
                            .forTrustedPlugins());

    private static final List<HookDefinition> ACTION_HOOKS =
            List.of(
                    hook(COLLECT, CONTENT, "homepage_actions", HomepageActions.class),
                    hook(COLLECT, CONTENT, "database_actions", DatabaseActions.class)
                            .matching("database"),
                    hook(COLLECT, CONTENT, "table_actions", TableActions.class)
                            .matching("database", "table"),
                    hook(COLLECT, CONTENT, "row_actions", RowActions.class)
                            .matching("database", "table"),
                    hook(COLLECT, CONTENT, "view_actions", ViewActions.class)
                            .matching("database", "view"),
                    hook(COLLECT, CONTENT, "query_actions", QueryActions.class)
                            .matching("database", "query_name"),
                    hook(COLLECT, CONTENT, "menu_links", MenuLinks.class));

    private static final List<HookDefinition> SLOT_HOOKS =
            List.of(
                    hook(COLLECT, CONTENT, "top_homepage", TopHomepage.class),
                    hook(COLLECT, CONTENT, "top_database", TopDatabase.class).matching("database"),
                    hook(COLLECT, CONTENT, "top_table", TopTable.class)
                            .matching("database", "table"),
                    hook(COLLECT, CONTENT, "top_row", TopRow.class).matching("database", "table"),
                    hook(COLLECT, CONTENT, "top_query", TopQuery.class).matching("database"),
                    hook(COLLECT, CONTENT, "top_canned_query", TopCannedQuery.class)
                            .matching("database", "query_name"));

    private static final List<HookDefinition> OTHER_HOOKS =
            List.of(
                    hook(FIRST, CONTENT, "forbidden", Forbidden.class),
                    declared("register_magic_parameters"),
                    hook(FIRST, CONTENT, "magic_parameter", MagicParameter.class),
                    declared("register_events"),
                    hook(NOTIFY, PLUGIN, "track_event", TrackedEvent.class).matching("name"),
                    declared("register_permissions"));

    private static final Map<String, HookDefinition> BY_NAME =
            index(
                    List.of(
                            LIFECYCLE_HOOKS,
                            CONTENT_HOOKS,
                            MEDIA_HOOKS,
                            EMAIL_HOOKS,
                            CRON_HOOKS,
                            PAGE_HOOKS,
                            ACTION_HOOKS,
                            SLOT_HOOKS,
                            OTHER_HOOKS));

    private HookCatalogue() {}

    public static Collection<HookDefinition> all() {
        return BY_NAME.values();
    }

    public static Optional<HookDefinition> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The definition of a hook that the caller knows to exist.
     *
     * @throws IllegalArgumentException when the catalogue has no hook of that name
     */
    public static HookDefinition get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no such hook: " + name));
    }

    private static Map<String, HookDefinition> index(List<List<HookDefinition>> sections) {
        var byName = new LinkedHashMap<String, HookDefinition>();
        for (var section : sections) {
            for (var definition : section) {
                if (byName.put(definition.name(), definition) != null) {
                    throw new IllegalStateException("listed twice: " + definition.name());
                }
            }
        }
        return Collections.unmodifiableMap(byName);
    }
}
