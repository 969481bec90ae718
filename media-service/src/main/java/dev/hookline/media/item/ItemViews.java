package dev.hookline.media.item;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows items to clients. */
@ApplicationScoped
public class ItemViews {

    public ItemView of(Item item) {
        return ItemView.of(item, List.of());
    }
}
