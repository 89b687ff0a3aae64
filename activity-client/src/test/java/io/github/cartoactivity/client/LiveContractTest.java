package io.github.cartoactivity.client;

import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Whether CARTO's API is as this library assumes, with a real account and with the one on loopback. */
class LiveContractTest {
    private static final String WHY =
            "would check against a real account: the token answer, the body of a create request,"
                    + " a job's answer and links, their renewal, ranges of files, the columns and rows of all tables, and the"
                    + " answer to cancelling a finished job; set CARTO_CLIENT_ID and CARTO_CLIENT_SECRET";

    @Test
    @EnabledIfEnvironmentVariable(named = "CARTO_CLIENT_ID", matches = ".+", disabledReason = WHY)
    @EnabledIfEnvironmentVariable(named = "CARTO_CLIENT_SECRET", matches = ".+", disabledReason = WHY)
    void theRealApi_isAsAssumed(@TempDir Path directory) throws Exception {
        try (CartoActivityClient client = CartoActivityClient.create()) {
            check(new LiveContract(client, DateRange.latestReadyDay(Clock.systemUTC())), directory);
        }
    }

    @Test
    void theApiOnLoopback_isAsAssumed(@TempDir Path directory) throws Exception {
        try (Rig rig = new Rig()) {
            check(new LiveContract(rig.client, Rig.WEEK.from()), directory);
        }
    }

    private static void check(LiveContract contract, Path directory) throws Exception {
        ActivityJob job = contract.givesLinks(contract.createsAJob());
        contract.renewsLinks(job);
        contract.servesRanges(job);
        contract.hasTheDocumentedColumns(job, directory.resolve("files"));
        contract.givesRowsOfTheDay(directory.resolve("export"));
        contract.refusesToCancelWhatHasEnded(job);
    }
}
