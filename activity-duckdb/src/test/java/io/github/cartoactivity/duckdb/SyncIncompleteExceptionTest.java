package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncIncompleteExceptionTest {
    @Test
    void report_isThereAfterSerialisation() throws Exception {
        LocalDate day = LocalDate.parse("2025-10-01");
        SyncReport report = new SyncReport(
                List.of(day), List.of(), List.of(), List.of(), List.of(), List.of(day.plusDays(1)), 1, 2, 3, 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new SyncIncompleteException(report, new IllegalStateException("no")));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SyncIncompleteException read = (SyncIncompleteException) in.readObject();
            assertThat(read.report()).isEqualTo(report);
        }
    }
}
