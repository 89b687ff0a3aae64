package io.github.cartoactivity.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.UserId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to find the user in a payload: {@link EventData#userId()} against Jackson's tree.
 *
 * <pre>org.openjdk.jmh.Main PayloadBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PayloadBenchmark {
    private static final String USER = "\"userId\":\"auth0|5f1b2c3d4e5f6a7b8c9d0e1f\"";
    private static final String REST = "\"mapId\":\"6f2a1b1c-0c5f-4f0e-9a51-0e6c3c1c8d11\",\"connectionId\":"
            + "\"0a4e5c0e-2f6b-4d0c-8a0e-4f3a3c7f7f10\",\"provider\":\"bigquery\",\"collaborative\":true,\"zoom\":11,"
            + "\"batchAPIResponse\":{\"status\":\"success\",\"jobId\":\"b2c5b8c0-6f3b-4b59-8b1f-3d6b2d8f2b77\","
            + "\"elapsed\":4711},\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"";
    private static final String FIRST = "{" + USER + "," + REST + "}";
    private static final String LAST = "{" + REST + "," + USER + "}";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Where the user stands in the payload. */
    @Param({"first", "last"})
    public String userStands = "first";

    private String payload() {
        return userStands.equals("first") ? FIRST : LAST;
    }

    /** This library. */
    @Benchmark
    public Optional<UserId> eventData() {
        return EventData.of(payload()).userId();
    }

    /** Jackson, by way of a tree. */
    @Benchmark
    public String readTree() throws JsonProcessingException {
        return MAPPER.readTree(payload()).get("userId").textValue();
    }
}
