package io.github.cartoactivity.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseReportTest {
    @TempDir
    Path directory;

    @Test
    void report_tellsWhoMakesTheWarehouseWork() throws Exception {
        Path archive = Files.createDirectory(directory.resolve("archive"));
        Files.createFile(archive.resolve(".lock")); // A sync has begun it.
        Path log = Files.writeString(directory.resolve("jobs.csv"), """
                job_id,creation_time,query,total_bytes_processed
                a,2025-10-01 10:00:00 UTC,/* CARTO/3.0 (USERID:auth0|ann; workflowId:w1) */ SELECT 1,750
                b,2025-10-01 10:00:01 UTC,/* CARTO/3.0 (USERID:auth0|bob; workflowId:w2) */ SELECT 1,250
                c,2025-10-01 10:00:02 UTC,SELECT 1,5000
                """);
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            WarehouseReport.report(archive, List.of(log), DateRange.ofDay(LocalDate.parse("2025-10-01")));
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "2 of 3 queries are CARTO's",
                        " 75.0 % by workflow w1",
                        " 25.0 % by workflow w2",
                        " 75.0 % by auth0|ann",
                        " 25.0 % by auth0|bob");
    }
}
