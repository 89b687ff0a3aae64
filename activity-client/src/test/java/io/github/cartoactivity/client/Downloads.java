package io.github.cartoactivity.client;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the tests of downloads have in common: one table of one week, as it should arrive, and what was asked for. */
final class Downloads {
    /** A builder that is not touched. */
    static final UnaryOperator<CartoActivityClientBuilder> AS_IS = UnaryOperator.identity();

    /** The only file of that table, unless the server makes more. */
    static final String FILE = "activity_2025-10-01_2025-10-07_1.csv";

    private Downloads() {}

    static ExportRequest activity(Path target) {
        return ExportRequest.of(Rig.WEEK, target).withCategories(ExportCategory.ACTIVITY);
    }

    /** The files as they are when nothing goes wrong; to be asked for before any fault is scripted. */
    static Map<String, String> truth(Rig rig, Path elsewhere) throws Throwable {
        rig.get(rig.client.export(activity(elsewhere)));
        return DiskTree.hashes(elsewhere);
    }

    static int size(Path elsewhere) throws IOException {
        return (int) Files.size(elsewhere.resolve(FILE));
    }

    static int countOfRequests(Rig rig) {
        return rig.carto.requests(Endpoint.FILE).size();
    }

    /** The requests for files after the first so many. */
    static List<RecordedRequest> fileRequests(Rig rig, int before) {
        List<RecordedRequest> all = rig.carto.requests(Endpoint.FILE);
        return all.subList(before, all.size());
    }

    static String range(RecordedRequest request) {
        return request.header("Range").orElse("whole");
    }

    /** Not Parquet, but it begins and ends like it. */
    static void encode(ExportCategory category, Path csv, Path parquet) throws IOException {
        Files.writeString(parquet, "PAR1" + Files.readString(csv) + "PAR1");
    }
}
