package dev.hookline.media.item;

import dev.hookline.media.derivative.Derivatives;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows items to clients. */
@ApplicationScoped
public class ItemViews {

    private final Derivatives derivatives;

    ItemViews(Derivatives derivatives) {
        this.derivatives = derivatives;
    }

    /** The item with the smaller copies that it makes sense to ask for. */
    public ItemView of(Item item) {
        var image = item.image();
        return ItemView.of(
                item,
                image == null ? List.of() : derivatives.widthsFor(item.mimeType(), image.width()));
    }
}
