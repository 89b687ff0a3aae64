package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that are nobody's failed request end the future all the same. */
class JvmErrorTest {
    private static final JobRequest WEEK =
            new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV);

    @TempDir
    Path directory;

    @Test
    void errorOfTheJvm_endsTheFuture_andLeavesNothing() {
        RequestMapper endless = (request, body) -> {
            throw new StackOverflowError("as from a user's mapper");
        };
        try (Rig rig = new Rig(builder -> builder.requestMapper(endless))) {
            rig.failure(StackOverflowError.class, rig.export(directory));
            rig.failure(StackOverflowError.class, rig.client.createJob(WEEK));
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void executorThatTakesNoMore_isSaidSo_andClosingDoesNotWait() {
        ExecutorService executor = Executors.newCachedThreadPool();
        try (Rig rig = new Rig(builder -> builder.executor(executor))) {
            executor.shutdown();
            assertThatIllegalStateException()
                    .isThrownBy(() -> rig.client.createJob(WEEK))
                    .withMessageContaining("takes no more work");
            long start = System.nanoTime();
            rig.client.close();
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000);
        }
    }
}
