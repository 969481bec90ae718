package dev.hookline.gateway.deliverylog;

import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages of deliveries. What waits, is dead or withheld is listed from the backlog, where it stays
 * until it is done with; everything else from the log.
 */
@ApplicationScoped
class DeliveryList {

    private static final Set<String> KEPT = Set.of("waiting", "dead", "withheld");
    private static final Set<String> LOGGED = Set.of("delivered", "deferred", "expired", "stopped");
    private static final Pattern CURSOR = Pattern.compile("([lk])([0-9]{1,18})");

    private final DeliveryQueries queries;

    DeliveryList(DeliveryQueries queries) {
        this.queries = queries;
    }

    Page<DeliveryView> page(DeliveryQueries.Filter filter, PageRequest page) throws SQLException {
        var kept = isKept(filter.status());
        var before = position(page.cursor(), kept);
        var found =
                kept
                        ? queries.kept(filter, before, page.limit() + 1)
                        : queries.logged(filter, before, page.limit() + 1);
        var items = found.stream().map(DeliveryQueries.Placed::delivery).toList();
        if (found.size() <= page.limit()) {
            return new Page<>(items, null);
        }
        var last = found.get(page.limit() - 1);
        return new Page<>(items.subList(0, page.limit()), (kept ? "k" : "l") + last.position());
    }

    private static boolean isKept(@Nullable String status) {
        if (status != null && !KEPT.contains(status) && !LOGGED.contains(status)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(
                            new Fault(
                                    "status",
                                    "must be waiting, dead, withheld, delivered, deferred, expired"
                                            + " or stopped")));
        }
        return status != null && KEPT.contains(status);
    }

    private static @Nullable Long position(@Nullable String cursor, boolean kept) {
        if (cursor == null) {
            return null;
        }
        var parts = CURSOR.matcher(cursor);
        if (!parts.matches() || parts.group(1).equals("k") != kept) {
            throw new ProblemException(
                    ProblemType.INVALID_CURSOR, "cursor: was not given by this list");
        }
        return Long.valueOf(parts.group(2));
    }
}
