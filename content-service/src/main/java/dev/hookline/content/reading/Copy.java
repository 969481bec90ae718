package dev.hookline.content.reading;

/** Which copy of each entry a list is about, and the columns that it is in. */
enum Copy {
    /** For those who write. */
    WORKING("slug", "data", "updated_at"),
    /** For everybody. */
    LIVE("live_slug", "live_data", "live_updated_at");

    private final String slugColumn;
    private final String dataColumn;
    private final String updateColumn;

    Copy(String slugColumn, String dataColumn, String updateColumn) {
        this.slugColumn = slugColumn;
        this.dataColumn = dataColumn;
        this.updateColumn = updateColumn;
    }

    String slugColumn() {
        return slugColumn;
    }

    String dataColumn() {
        return dataColumn;
    }

    String updateColumn() {
        return updateColumn;
    }
}
