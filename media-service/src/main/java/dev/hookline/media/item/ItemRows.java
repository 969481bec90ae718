package dev.hookline.media.item;

import dev.hookline.kit.page.ListConfig;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.SpecHints;

/** Access to the table {@code media_item}. */
@ApplicationScoped
class ItemRows implements PanacheRepositoryBase<ItemRow, String> {

    private final ListConfig lists;

    ItemRows(ListConfig lists) {
        this.lists = lists;
    }

    /** Nobody else may change or delete the item until the end of the transaction. */
    Optional<ItemRow> lock(String id) {
        return Item.isId(id)
                ? findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                : Optional.empty();
    }

    /** The newest items of a list, those before an id when there is one. */
    List<ItemRow> newest(ItemFilter filter, int limit) {
        return find(filter.condition() + " order by id desc", filter.values())
                .page(0, limit)
                .withHint(
                        SpecHints.HINT_SPEC_QUERY_TIMEOUT,
                        Math.toIntExact(lists.queryTimeout().toMillis()))
                .list();
    }

    boolean areWith(String sha256) {
        return count("sha256", sha256) > 0;
    }
}
