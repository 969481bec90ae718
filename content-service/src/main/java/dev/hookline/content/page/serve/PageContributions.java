package dev.hookline.content.page.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.page.markup.BaseTags;
import dev.hookline.content.page.markup.ContributionReader;
import dev.hookline.content.page.markup.Fragments;
import dev.hookline.content.page.markup.Metadata;
import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.hooks.before.Collected;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookCollector;
import dev.hookline.schemas.event.page.PageMetadata;
import dev.hookline.schemas.event.page.PublicPageContext;
import dev.hookline.schemas.result.MetadataContribution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What plugins and the site add to a page. */
@ApplicationScoped
class PageContributions {

    private static final String METADATA = "page:metadata";
    private static final String FRAGMENTS = "page:fragments";

    /**
     * Additions to one page.
     *
     * @param usable how long they may be used
     */
    record Additions(Metadata metadata, Fragments fragments, Duration usable) {}

    private final HookCollector hooks;
    private final ContributionReader reader;
    private final PagesConfig config;
    private final ObjectMapper json;

    PageContributions(
            HookCollector hooks, ContributionReader reader, PagesConfig config, ObjectMapper json) {
        this.hooks = hooks;
        this.reader = reader;
        this.config = config;
        this.json = json;
    }

    /** Asks plugins, within the budget of a page. */
    Additions ask(PublicPageContext page, Map<String, String> translations) {
        ObjectNode event = json.valueToTree(new PageMetadata(page));
        var collected =
                hooks.collect(
                        List.of(
                                new HookCall(METADATA, page.path(), event, null),
                                new HookCall(FRAGMENTS, page.path(), event, null)),
                        config.budget());
        var candidates =
                new ArrayList<MetadataContribution>(reader.metadata(collected.of(METADATA)));
        candidates.addAll(BaseTags.of(page, translations));
        return new Additions(
                Metadata.of(candidates),
                Fragments.of(reader.fragments(collected.of(FRAGMENTS))),
                usable(collected));
    }

    /** What the site itself adds. */
    static Additions own(PublicPageContext page, Map<String, String> translations) {
        return new Additions(
                Metadata.of(BaseTags.of(page, translations)),
                new Fragments(List.of()),
                Duration.ZERO);
    }

    private Duration usable(Collected collected) {
        if (!collected.complete()) {
            return config.cache().incomplete();
        }
        return collected.maxAge().orElse(config.cache().maxAge());
    }
}
