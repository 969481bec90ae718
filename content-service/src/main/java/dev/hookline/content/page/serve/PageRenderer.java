package dev.hookline.content.page.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.content.page.markup.Fragments;
import dev.hookline.content.page.markup.Metadata;
import dev.hookline.content.page.markup.ScriptPolicy;
import dev.hookline.content.page.serve.PageContributions.Additions;
import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.content.page.source.ListedCollection;
import dev.hookline.content.page.view.Article;
import dev.hookline.content.page.view.Pictures;
import dev.hookline.content.page.view.Templates;
import dev.hookline.schemas.event.page.PublicPageContext;
import dev.hookline.schemas.result.FragmentContribution.Placement;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Renders pages; asks plugins and the media service at the same time. */
@ApplicationScoped
class PageRenderer {

    private static final String HTML = "text/html;charset=UTF-8";

    /** The additions to a page as front ends in other technologies get them. */
    record ContributionsView(
            String head,
            String bodyStart,
            String bodyEnd,
            Metadata metadata,
            Fragments fragments,
            String csp) {}

    private final Contexts contexts;
    private final PageContributions contributions;
    private final Pictures pictures;
    private final TemplateData data;
    private final Templates templates;
    private final PagesConfig config;
    private final ObjectMapper json;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PageRenderer(
            Contexts contexts,
            PageContributions contributions,
            Pictures pictures,
            TemplateData data,
            Templates templates,
            PagesConfig config,
            ObjectMapper json) {
        this.contexts = contexts;
        this.contributions = contributions;
        this.pictures = pictures;
        this.data = data;
        this.templates = templates;
        this.config = config;
        this.json = json;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    Rendered entry(Article article) {
        var page = contexts.of(article);
        var found = CompletableFuture.supplyAsync(() -> pictures.find(article.pictures()), threads);
        var additions = contributions.ask(page, article.translations());
        return entry(article, page, found.join(), additions);
    }

    /** A draft: no plugin hears of it. */
    Rendered preview(Article article) {
        var page = contexts.of(article);
        var additions = PageContributions.own(page, article.translations());
        return entry(article, page, pictures.find(article.pictures()), additions);
    }

    /** A page of a collection's list. */
    Rendered list(
            ListedCollection collection,
            String query,
            List<Article> articles,
            @Nullable String newest,
            @Nullable String older) {
        var page = contexts.of(collection, query);
        var list = data.list(collection.label(), articles, List.of(), newest, older);
        return custom("list", page, list);
    }

    Rendered home(
            String query,
            List<ListedCollection> collections,
            List<Article> articles,
            @Nullable String newest,
            @Nullable String older) {
        var page = contexts.home(query);
        var list = data.list(config.name(), articles, collections, newest, older);
        return custom("home", page, list);
    }

    /** A page that says why there is none; no plugin is asked about it. */
    Rendered error(String title, String detail) {
        var page = contexts.error(title);
        var additions =
                new Additions(new Metadata(List.of()), new Fragments(List.of()), Duration.ZERO);
        return rendered(
                "error",
                page,
                additions,
                Map.of("error", Map.of("title", title, "detail", detail)),
                additions.usable());
    }

    private Rendered entry(
            Article article, PublicPageContext page, Pictures.Found found, Additions additions) {
        var incomplete = config.cache().incomplete();
        var usable =
                found.complete() || additions.usable().compareTo(incomplete) < 0
                        ? additions.usable()
                        : incomplete;
        var more = Map.<String, Object>of("entry", data.entry(article, found.byId()));
        return rendered("entry", page, additions, more, usable);
    }

    private Rendered custom(
            String template, PublicPageContext page, Map<String, @Nullable Object> list) {
        var additions = contributions.ask(page, Map.of());
        return rendered(template, page, additions, Map.of("list", list), additions.usable());
    }

    private Rendered rendered(
            String template,
            PublicPageContext page,
            Additions additions,
            Map<String, Object> more,
            Duration usable) {
        var all = data.page(page, additions);
        all.putAll(more);
        var csp =
                ScriptPolicy.of(additions.metadata(), additions.fragments(), config.media().url());
        var html = templates.render(template, all);
        return new Rendered(
                HTML,
                html.getBytes(StandardCharsets.UTF_8),
                csp,
                view(additions, csp),
                Optional.of(usable));
    }

    private byte[] view(Additions additions, String csp) {
        var fragments = additions.fragments();
        var head = fragments.html(Placement.HEAD);
        var metadata = additions.metadata().html();
        try {
            return json.writeValueAsBytes(
                    new ContributionsView(
                            head.isEmpty() ? metadata : metadata + "\n" + head,
                            fragments.html(Placement.BODY_START),
                            fragments.html(Placement.BODY_END),
                            additions.metadata(),
                            fragments,
                            csp));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("contributions are always JSON", e);
        }
    }
}
