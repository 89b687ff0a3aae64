package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.ParquetEncoder;
import io.github.cartoactivity.testing.WireShape;
import io.github.cartoactivity.testing.internal.files.CsvStyle;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the builder has collected; its methods say what each part means.
 *
 * @param organisation whose data is served
 * @param clock tells the server's time
 * @param encoder writes Parquet, null where nobody does
 * @param pollsUntilDone how many polls a job takes
 * @param fileSplit how a table is cut into files
 * @param linkLifetime how long a signed link works
 * @param tokenLifetime how long a token works
 * @param clientId the client id
 * @param clientSecret the client secret
 * @param shape how a job's answer is spelled
 * @param csv how CSV files look
 * @param endDate how a job's end is read
 * @param hashes how a file's hash is told
 */
public record Settings(
        FakeOrganisation organisation,
        Clock clock,
        @Nullable ParquetEncoder encoder,
        int pollsUntilDone,
        FileSplit fileSplit,
        Duration linkLifetime,
        Duration tokenLifetime,
        String clientId,
        String clientSecret,
        WireShape shape,
        CsvStyle csv,
        EndDate endDate,
        HashHeaders hashes) {}
