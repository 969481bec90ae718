package dev.hookline.content.page.view;

import dev.hookline.content.page.text.Picture;
import dev.hookline.schemas.event.ContentItem;
import dev.hookline.schemas.event.page.PublicPageContext.Seo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry by the roles that its fields have on a page.
 *
 * @param body the texts as HTML, without their pictures' sizes when those are not known yet
 * @param image id of the file that stands for the entry
 * @param pictures ids of all files that the page shows
 * @param translations absolute URLs by language tag
 */
public record Article(
        ContentItem item,
        String collectionLabel,
        String title,
        @Nullable String description,
        @Nullable String author,
        @Nullable String image,
        Set<String> pictures,
        @Nullable Seo seo,
        @Nullable String canonical,
        Map<String, String> translations,
        Body body) {

    /** Renders the texts once the pictures are known. */
    @FunctionalInterface
    public interface Body {

        String html(Map<String, Picture> pictures);
    }

    public Article {
        pictures = Set.copyOf(pictures);
        translations = new LinkedHashMap<>(translations);
    }

    /** What stands in the browser's tab and in previews when the author says something else. */
    public String headTitle() {
        return Optional.ofNullable(seo).map(Seo::ogTitle).orElse(title);
    }
}
