package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.download.SegmentRules;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An export in a process of its own, for tests that kill it. */
final class ExportProcess {
    private ExportProcess() {}

    /** How the process fetches files; notes on unfinished ones are written more often than usual. */
    enum Connections {
        ONE(1, SegmentRules.defaults().flushingAfter(100_000)),
        SEVERAL(4, new SegmentRules(100_000, 16_000, 64_000, Duration.ZERO).flushingAfter(50_000));

        private final int count;
        private final SegmentRules rules;

        Connections(int count, SegmentRules rules) {
            this.count = count;
            this.rules = rules;
        }
    }

    static Process start(Rig rig, Path directory) throws IOException {
        return start(rig, directory, Connections.ONE);
    }

    static Process start(Rig rig, Path directory, Connections connections) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ExportProcess.class.getName()));
        command.add(rig.carto.authUrl().toString());
        command.add(rig.carto.accountsUrl().toString());
        command.add(rig.carto.clientId());
        command.add(rig.carto.clientSecret());
        command.add(directory.toString());
        command.add(connections.name());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "output"))
                .start();
    }

    /** Exports until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Connections connections = Connections.valueOf(arguments[5]);
        try (CartoActivityClient client = CartoActivityClient.builder()
                .endpoints(new Endpoints(URI.create(arguments[0]), URI.create(arguments[1])))
                .credentials(Credentials.ofClient(arguments[2], arguments[3]))
                .pollSchedule(new PollSchedule(Duration.ofMillis(50), 1, Duration.ofMillis(50), Duration.ofSeconds(1)))
                .parallelDownloads(connections.count)
                .segmentRules(connections.rules)
                .build()) {
            client.exportAndWait(Downloads.activity(Path.of(arguments[4])));
        }
    }
}
