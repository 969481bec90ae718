package dev.hookline.gateway.storage;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of requests, for the description of the API; they are read with more care. */
final class StorageBodies {

    private StorageBodies() {}

    @Schema(name = "StorageQuery")
    record Query(
            @Schema(
                            description =
                                    "for each field a value, null, or operators: eq, gt, gte, lt,"
                                            + " lte, in, startsWith")
                    Map<String, Object> where,
            @Schema(description = "for each field asc or desc; the first field counts most")
                    Map<String, String> orderBy,
            @Schema(minimum = "1", maximum = "1000", defaultValue = "50") int limit,
            String cursor) {}

    @Schema(name = "StorageCount")
    record Count(Map<String, Object> where) {}

    @Schema(name = "StorageIds")
    record Ids(@Schema(maxItems = 1000) List<String> ids) {}
}
