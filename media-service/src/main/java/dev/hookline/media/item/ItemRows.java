package dev.hookline.media.item;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Access to the table {@code media_item}. */
@ApplicationScoped
class ItemRows implements PanacheRepositoryBase<ItemRow, String> {}
