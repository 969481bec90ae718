package dev.hookline.content.page.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.collection.CollectionDefinition;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldType;
import dev.hookline.content.page.text.Markdown;
import dev.hookline.content.page.text.Picture;
import dev.hookline.content.page.text.PortableText;
import dev.hookline.content.page.text.WebAddress;
import dev.hookline.schemas.event.ContentItem;
import dev.hookline.schemas.event.page.PublicPageContext.Seo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the names and types of fields what they are on a page; docs/pages.md has the rules.
 */
public final class ArticleReader {

    private static final List<String> DESCRIPTIONS =
            List.of("description", "excerpt", "summary", "lead");

    private static final Set<FieldType> TEXTS = Set.of(FieldType.TEXT, FieldType.RICHTEXT);

    private final ContentItem item;
    private final CollectionDefinition collection;
    private final ObjectNode data;
    private final JsonNode seo;

    private ArticleReader(ContentItem item, CollectionDefinition collection) {
        this.item = item;
        this.collection = collection;
        this.data = JsonNodeFactory.instance.objectNode();
        item.data()
                .forEach((name, value) -> {
                    if (value instanceof JsonNode node) {
                        data.set(name, node);
                    }
                });
        this.seo = typed("seo", FieldType.JSON);
    }

    public static Article read(ContentItem item, CollectionDefinition collection) {
        return new ArticleReader(item, collection).article();
    }

    private Article article() {
        var titled = collection.fields().titleOf(data);
        var description = description();
        var image = image();
        var texts = fields(TEXTS).stream().filter(it -> !isDescription(it)).toList();
        return new Article(
                item,
                Objects.requireNonNullElse(collection.label(), collection.name()),
                titled.isEmpty() ? item.slug() : titled,
                description,
                text(data.path("author")),
                image,
                picturesIn(texts, image),
                seo.isMissingNode() ? null : seoOf(),
                web(seo.path("canonical")),
                translations(),
                pictures -> html(texts, pictures));
    }

    private String html(List<FieldDefinition> texts, Map<String, Picture> pictures) {
        return texts.stream()
                .map(field ->
                        field.type() == FieldType.RICHTEXT
                                ? PortableText.html(data.path(field.name()), pictures::get)
                                : Markdown.html(data.path(field.name()).asText("")))
                .collect(Collectors.joining("\n"));
    }

    private Set<String> picturesIn(List<FieldDefinition> texts, @Nullable String image) {
        var ids = new TreeSet<String>();
        if (image != null) {
            ids.add(image);
        }
        texts.stream()
                .filter(field -> field.type() == FieldType.RICHTEXT)
                .forEach(field -> ids.addAll(PortableText.pictures(data.path(field.name()))));
        return ids;
    }

    private @Nullable String description() {
        var own = text(seo.path("description"));
        if (own != null) {
            return own;
        }
        return DESCRIPTIONS.stream()
                .map(name -> text(data.path(name)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String image() {
        return fields(Set.of(FieldType.MEDIA)).stream()
                .map(field -> text(data.path(field.name())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Seo seoOf() {
        return new Seo(
                text(seo.path("title")),
                text(seo.path("description")),
                web(seo.path("image")),
                seo.path("noIndex").asBoolean() ? "noindex" : text(seo.path("robots")));
    }

    private Map<String, String> translations() {
        var translations = new LinkedHashMap<String, String>();
        for (var property : typed("translations", FieldType.JSON).properties()) {
            var url = web(property.getValue());
            if (url != null) {
                translations.put(property.getKey(), url);
            }
        }
        return translations;
    }

    private JsonNode typed(String name, FieldType type) {
        return collection
                .fields()
                .find(name)
                .filter(field -> field.type() == type)
                .map(field -> data.path(name))
                .filter(JsonNode::isObject)
                .orElse(MissingNode.getInstance());
    }

    private List<FieldDefinition> fields(Set<FieldType> types) {
        return collection.fields().definitions().stream()
                .filter(field -> types.contains(field.type()))
                .toList();
    }

    private static boolean isDescription(FieldDefinition field) {
        return DESCRIPTIONS.contains(field.name());
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    private static @Nullable String web(JsonNode value) {
        var text = text(value);
        return text != null && WebAddress.isWeb(text) ? text : null;
    }
}
