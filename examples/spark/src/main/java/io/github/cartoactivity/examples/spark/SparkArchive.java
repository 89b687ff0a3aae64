package io.github.cartoactivity.examples.spark;

import org.apache.spark.sql.SparkSession;

/**
 * An archive as tables of a Spark session: {@code events} with a column {@code day} to choose partitions by, {@code
 * usage}, and {@code people} with what was last known of everybody.
 */
final class SparkArchive {
    private SparkArchive() {}

    /**
     * Makes the tables. Nothing is copied.
     *
     * @param spark the session; its time zone has to be UTC
     * @param archive a directory, or a place in object storage such as {@code s3a://bucket/archive}
     */
    static void register(SparkSession spark, String archive) {
        // Days may have columns that others lack.
        spark.read()
                .option("mergeSchema", "true")
                .parquet(archive + "/activity")
                .createOrReplaceTempView("events");
        spark.read()
                .option("mergeSchema", "true")
                .parquet(archive + "/apiUsage")
                .createOrReplaceTempView("usage");
        spark.read().parquet(archive + "/userList").createOrReplaceTempView("snapshots");
        spark.sql("""
                CREATE OR REPLACE TEMPORARY VIEW people AS
                SELECT user_id, max_by(email, day) AS email, max_by(role, day) AS role
                FROM snapshots GROUP BY user_id""");
    }

    /** A session on this machine, as Spark's own scripts would give it. */
    static SparkSession localSession() {
        SparkSession spark = SparkSession.builder()
                .appName("carto-activity")
                .master("local[2]")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        spark.sparkContext().setLogLevel("WARN");
        return spark;
    }
}
