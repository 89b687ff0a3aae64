package io.github.cartoactivity.examples.spark;

import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/** Asks an archive five questions with Spark: the archive, the first and the last day. */
public final class SparkAnswers {
    private static final int TOP = 10;

    private SparkAnswers() {}

    /**
     * Prints the answers.
     *
     * @param arguments an archive, the first UTC day, the last UTC day
     * @throws IOException if Spark cannot be ended
     */
    public static void main(String[] arguments) throws IOException {
        DateRange range = DateRange.ofDays(LocalDate.parse(arguments[1]), LocalDate.parse(arguments[2]));
        try (SparkSession spark = SparkArchive.localSession()) {
            SparkArchive.register(spark, arguments[0]);
            for (Question question : Question.values()) {
                System.out.println(question);
                question.ask(spark, range, TOP).show(TOP, false);
            }
        }
    }
}
