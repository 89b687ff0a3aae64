package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sync that failed leaves behind, and who removes it. */
class UnfinishedDownloadsTest {
    private static final PseudonymKey KEY = PseudonymKey.of("a key that nobody knows".getBytes(StandardCharsets.UTF_8));
    private static final String NOW = "2025-10-08T05:00:00Z";

    @TempDir
    private Path directory;

    @Test
    void aFailedJob_keepsThem_untilTheNextRunIsDone() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            failOnce(rig, rig.options());
            assertThat(downloads(rig)).isPositive();
            rig.sync();
            assertThat(staging(rig)).doesNotExist();
        }
    }

    @Test
    void withPseudonyms_aFailedJobKeepsNothing() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            failOnce(rig, rig.options().withPseudonyms(KEY));
            assertThat(staging(rig)).doesNotExist();
        }
    }

    @Test
    void withPseudonyms_anErrorAtAnyStepKeepsNothing() throws Exception {
        for (SyncStep step : SyncStep.values()) {
            try (SyncRig rig = new SyncRig(directory.resolve(step.name()), "2025-10-03T05:00:00Z")) {
                assertThatThrownBy(() -> rig.sync(rig.options().withPseudonyms(KEY), at -> {
                            if (at == step) {
                                throw new IllegalStateException("Stopped");
                            }
                        }))
                        .hasMessage("Stopped");
                assertThat(staging(rig)).as(step.name()).doesNotExist();
            }
        }
    }

    @Test
    void onceSomebodyWasForgotten_aFailedJobKeepsNothing() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            rig.sync(rig.options().withEnd(LocalDate.parse("2025-10-03")));
            rig.archive.forget(rig.busiest().id(), KEY);
            failOnce(rig, rig.options().withForgetting(KEY));
            assertThat(staging(rig)).doesNotExist();
        }
    }

    @Test
    void forgetAndPrune_removeThem() throws Exception {
        List<Consumer<ActivityArchive>> removers = List.of(
                archive -> archive.forget("auth0|somebody", KEY),
                archive -> archive.prune(LocalDate.parse("2025-10-02")));
        for (Consumer<ActivityArchive> remover : removers) {
            try (SyncRig rig = new SyncRig(directory.resolve("archive"), NOW)) {
                failOnce(rig, rig.options());
                assertThat(downloads(rig)).isPositive();
                remover.accept(rig.archive);
                assertThat(staging(rig)).doesNotExist();
            }
            PrivateFiles.deleteTree(directory.resolve("archive"));
        }
    }

    /** Fails the last file of the first job. */
    private static void failOnce(SyncRig rig, SyncOptions options) {
        rig.carto
                .on(Endpoint.FILE)
                .where(request -> request.path().contains("userList"), new WireFault.Status(404, Map.of(), "gone"));
        assertThatThrownBy(() -> rig.sync(options)).isInstanceOf(SyncIncompleteException.class);
    }

    private static Path staging(SyncRig rig) {
        return rig.root().resolve(".staging");
    }

    private static long downloads(SyncRig rig) throws IOException {
        try (Stream<Path> files = Files.walk(staging(rig))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
