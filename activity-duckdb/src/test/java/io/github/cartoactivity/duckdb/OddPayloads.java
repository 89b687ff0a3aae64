package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Payloads as nobody expects them, added to what a fake CARTO answers. */
final class OddPayloads {
    /** JSON in which the places that have columns hold anything but an ordinary text. */
    static final List<String> WELL_FORMED = List.of(
            "{}",
            "[]",
            "[{\"userId\":\"auth0|list\"}]",
            "null",
            "5",
            "true",
            "\"userId\"",
            " {\"userId\" : \"auth0|blanks\" , \"mapId\":\t\"m1\"}\n",
            "{\"userId\":null,\"mapId\":null,\"provider\":null,\"batchAPIResponse\":null}",
            "{\"userId\":5,\"mapId\":5,\"workflowId\":-0.0,\"connectionId\":1.50,\"provider\":1e3}",
            "{\"userId\":1e400,\"mapId\":12345678901234567890123,\"workflowId\":0.1e-7,\"provider\":-0}",
            "{\"userId\":true,\"mapId\":false,\"batchAPIResponse\":true}",
            "{\"userId\":{\"id\":\"x\"},\"mapId\":[\"m\", 1 ,{ }],\"batchAPIResponse\":[{\"status\":\"success\"}]}",
            "{\"user\":{\"id\":\"auth0|nested\"},\"map\":{\"id\":\"m2\"},\"connection\":{\"id\":\"c\",\"provider\":\"p\"}}",
            "{\"userId\":7,\"user\":{\"id\":\"auth0|second\"},\"mapId\":\"\",\"map\":{\"id\":\"m3\"}}",
            "{\"userId\":\"\",\"mapId\":\" \",\"workflowId\":\"  w  \",\"provider\":\"\\t\"}",
            "{\"userId\":\"auth0|quote\\\"d \\\\ \\/ \\b\\f\\n\\r\\t\",\"mapId\":\"'; DROP TABLE activity; --\"}",
            "{\"userId\":\"auth0|\\u00e9\\ud83d\\uddfa\\u0000end\",\"mapId\":\"caf\u00e9 \ud83d\uddfa\u2028\",\"provider\":\"\\u007f\\u001f\"}",
            "{\"userId\":\"first\",\"userId\":\"second\",\"mapId\":1,\"mapId\":\"m4\"}",
            "{\"userId\":\"public\",\"userid\":\"lower\",\"USERID\":\"upper\",\"user_id\":\"under\"}",
            "{\"\\u0075serId\":\"escaped key\",\"batchAPIResponse.status\":\"dotted key\"}",
            "{\"batchAPIResponse\":{}}",
            "{\"batchAPIResponse\":{\"status\":null}}",
            "{\"batchAPIResponse\":{\"status\":7,\"error\":\"x\"}}",
            "{\"batchAPIResponse\":{\"status\":{\"a\":1}}}",
            "{\"batchAPIResponse\":{\"status\":\"failure\",\"error\":{\"code\": 1e3,\"message\":\"caf\\u00e9\"}}}",
            "{\"batchAPIResponse\":{\"status\":\"failure\",\"error\":[\"a\", 1 ]}}",
            "{\"batchAPIResponse\":{\"status\":\"failure\",\"error\":\" \\n\"}}",
            "{\"batchAPIResponse\":{\"status\":\"failure\",\"error\":-0.0}}",
            "{\"batchAPIResponse\":{\"status\":\"failure\",\"error\":null}}",
            "{\"batchAPIResponse\":\"success\"}",
            "{\"batchAPIResponse\":\"{\\\"status\\\":\\\"text\\\"}\"}",
            "{\"batchAPIResponse\":{\"status\":\"success\",\"status\":\"failure\"},\"batchAPIResponse\":{\"status\":\"x\"}}",
            "{\"userId\":\"trailing\",}",
            "{\"userId\":NaN,\"mapId\":-Infinity}",
            "{\"userId\":\"" + "long".repeat(5000) + "\"}");

    /** What is no JSON. */
    static final List<String> MALFORMED = List.of(
            "",
            " ",
            "not json",
            "{",
            "{\"userId\":\"auth0|cut",
            "{\"userId\":\"auth0|ok\"} and more",
            "{\"userId\":\"auth0|ok\"} /* comment */",
            "{'userId':'single'}",
            "{\"userId\":\"\\ud83d\"}",
            "{\"userId\":\"raw \u0001 control\"}",
            "{\"userId\":undefined}",
            "\ufeff{\"userId\":\"mark\"}");

    private OddPayloads() {}

    /** Writes Parquet with events that have these payloads, and one that has none, on the rig's first day. */
    static ParquetEncoder added(List<String> payloads) {
        return (category, csv, target) -> {
            if (category != ExportCategory.ACTIVITY) {
                EncodedOnce.write(category, csv, target);
                return;
            }
            Path more = target.resolveSibling(target.getFileName() + ".more");
            Files.copy(csv, more);
            Files.writeString(more, rows(payloads), StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
            try {
                EncodedOnce.write(category, more, target);
            } finally {
                Files.delete(more);
            }
        };
    }

    private static String rows(List<String> payloads) throws IOException {
        StringBuilder rows = new StringBuilder("MapUpdated," + SyncRig.FIRST + "T10:00:00.000Z,\n");
        int second = 0;
        for (String payload : payloads) {
            String type = second % 3 == 0 ? "MapUpdated" : second % 3 == 1 ? "WorkflowExecutionComplete" : "OddEvent";
            rows.append(type)
                    .append(',')
                    .append(SyncRig.FIRST.plusDays(second % 2))
                    .append("T10:00:%02d.000Z,\"".formatted(second % 60))
                    .append(payload.replace("\"", "\"\""))
                    .append("\"\n");
            second++;
        }
        return rows.toString();
    }
}
