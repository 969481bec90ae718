package dev.hookline.schemas.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HookCatalogueTest {

    /** The quick reference of the EmDash document. */
    private static final List<String> EMDASH =
            List.of(
                    "plugin:install",
                    "plugin:activate",
                    "plugin:deactivate",
                    "plugin:uninstall",
                    "content:beforeSave",
                    "content:afterSave",
                    "content:beforeDelete",
                    "content:afterDelete",
                    "content:afterPublish",
                    "content:afterUnpublish",
                    "media:beforeUpload",
                    "media:afterUpload",
                    "email:beforeSend",
                    "email:deliver",
                    "email:afterSend",
                    "cron",
                    "page:metadata",
                    "page:fragments");

    /** The sections of the Datasette document, and the hooks that these mention. */
    private static final List<String> DATASETTE =
            List.of(
                    "homepage_actions",
                    "database_actions",
                    "table_actions",
                    "row_actions",
                    "view_actions",
                    "query_actions",
                    "menu_links",
                    "top_homepage",
                    "top_database",
                    "top_table",
                    "top_row",
                    "top_query",
                    "top_canned_query",
                    "forbidden",
                    "register_magic_parameters",
                    "register_events",
                    "track_event",
                    "register_permissions");

    /** Ours: how the values of registered magic parameters are asked for. */
    private static final List<String> OWN = List.of("magic_parameter");

    private static final Map<HookMode, Set<String>> MODES =
            Map.of(
                    HookMode.FILTER,
                    Set.of("content:beforeSave", "media:beforeUpload", "email:beforeSend"),
                    HookMode.GATE,
                    Set.of("content:beforeDelete"),
                    HookMode.EXCLUSIVE,
                    Set.of("email:deliver"),
                    HookMode.COLLECT,
                    Set.of(
                            "page:metadata",
                            "page:fragments",
                            "homepage_actions",
                            "database_actions",
                            "table_actions",
                            "row_actions",
                            "view_actions",
                            "query_actions",
                            "menu_links",
                            "top_homepage",
                            "top_database",
                            "top_table",
                            "top_row",
                            "top_query",
                            "top_canned_query"),
                    HookMode.FIRST,
                    Set.of("forbidden", "magic_parameter"),
                    HookMode.NOTIFY,
                    Set.of(
                            "content:afterSave",
                            "content:afterDelete",
                            "content:afterPublish",
                            "content:afterUnpublish",
                            "media:afterUpload",
                            "email:afterSend",
                            "track_event",
                            "cron"),
                    HookMode.LIFECYCLE,
                    Set.of(
                            "plugin:install",
                            "plugin:activate",
                            "plugin:deactivate",
                            "plugin:uninstall"),
                    HookMode.REGISTER,
                    Set.of("register_events", "register_permissions", "register_magic_parameters"));

    private static Stream<HookDefinition> hooks() {
        return HookCatalogue.all().stream();
    }

    @Test
    void listsEveryHookOfBothDocumentsAndNoOther() {
        var expected =
                Stream.of(EMDASH, DATASETTE, OWN).flatMap(List::stream).collect(Collectors.toSet());
        assertThat(hooks().map(HookDefinition::name)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void givesEachHookItsMode() {
        assertThat(
                        hooks().collect(
                                        Collectors.groupingBy(
                                                HookDefinition::mode,
                                                Collectors.mapping(
                                                        HookDefinition::name, Collectors.toSet()))))
                .isEqualTo(MODES);
    }

    @Test
    void callersWaitForEverythingButAfterHooksAndDeclarations() {
        assertThat(Arrays.stream(HookMode.values()).filter(mode -> !mode.callerWaits()))
                .containsExactlyInAnyOrder(HookMode.NOTIFY, HookMode.REGISTER);
    }

    @Test
    void eachHookBelongsToTheServiceThatPublishesIt() {
        assertThat(hooks()).allSatisfy(hook -> assertThat(hook.domain()).isEqualTo(owner(hook)));
    }

    private static HookDomain owner(HookDefinition hook) {
        var name = hook.name();
        if (name.startsWith("media:")) {
            return HookDomain.MEDIA;
        }
        if (name.startsWith("email:")) {
            return HookDomain.EMAIL;
        }
        var gateway = name.matches("plugin:.*|register_.*|cron|track_event");
        return gateway ? HookDomain.PLUGIN : HookDomain.CONTENT;
    }

    @Test
    void onlyEmailHooksNeedACapability() {
        assertThat(
                        hooks().filter(hook -> hook.requiredCapability() != null)
                                .collect(
                                        Collectors.toMap(
                                                HookDefinition::name,
                                                HookDefinition::requiredCapability)))
                .isEqualTo(
                        Map.of(
                                "email:beforeSend", Capability.EMAIL_EVENTS,
                                "email:afterSend", Capability.EMAIL_EVENTS,
                                "email:deliver", Capability.EMAIL_TRANSPORT));
    }

    @Test
    void onlyPageFragmentsNeedTrust() {
        assertThat(hooks().filter(HookDefinition::trustedOnly).map(HookDefinition::name))
                .containsExactly("page:fragments");
    }

    @Test
    void filtersCarryTheFieldThatTheDocumentsReturn() {
        assertThat(HookCatalogue.get("content:beforeSave").carriedField()).isEqualTo("content");
        assertThat(HookCatalogue.get("media:beforeUpload").carriedField()).isEqualTo("file");
        assertThat(HookCatalogue.get("email:beforeSend").carriedField()).isEqualTo("message");
    }

    @Test
    void whatAHookCarriesOrMatchesIsAPropertyOfItsEvent() {
        for (var hook : HookCatalogue.all()) {
            assertThat(propertiesOf(hook)).as(hook.name()).containsAll(hook.matchKeys());
            if (hook.carriedField() != null) {
                assertThat(propertiesOf(hook)).as(hook.name()).contains(hook.carriedField());
            }
        }
    }

    private static List<String> propertiesOf(HookDefinition hook) {
        var names = new ArrayList<String>();
        if (hook.eventType() != null) {
            for (var component : hook.eventType().getRecordComponents()) {
                var property = component.getAccessor().getAnnotation(JsonProperty.class);
                names.add(property == null ? component.getName() : property.value());
            }
        }
        return names;
    }

    @Test
    void matchKeysAreThoseOfTheSubject() {
        assertThat(HookCatalogue.get("content:afterDelete").matchKeys())
                .containsExactly("collection");
        assertThat(HookCatalogue.get("row_actions").matchKeys())
                .containsExactlyInAnyOrder("database", "table");
        assertThat(HookCatalogue.get("top_canned_query").matchKeys())
                .containsExactlyInAnyOrder("database", "query_name");
        assertThat(HookCatalogue.get("email:deliver").matchKeys()).containsExactly("source");
        assertThat(HookCatalogue.get("track_event").matchKeys()).containsExactly("name");
        assertThat(HookCatalogue.get("page:metadata").matchKeys()).isEmpty();
    }

    @Test
    void findsNothingForAnUnknownName() {
        assertThat(HookCatalogue.find("content:afterThought")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HookCatalogue.get("content:afterThought"))
                .withMessageContaining("content:afterThought");
    }

    @Test
    void cannotBeChanged() {
        assertThat(HookCatalogue.all()).isUnmodifiable();
    }
}
