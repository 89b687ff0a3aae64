package io.github.cartoactivity.model;

/** The two file formats of an export; both hold the same data. */
public enum ExportFormat {
    /** Comma-separated text with a header, UTF-8. */
    CSV("csv"),
    /** Apache Parquet: smaller, and faster to query. */
    PARQUET("parquet");

    private final String wireName;

    ExportFormat(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name that the API uses, which is also the file extension.
     *
     * @return {@code csv} or {@code parquet}
     */
    public String wireName() {
        return wireName;
    }
}
