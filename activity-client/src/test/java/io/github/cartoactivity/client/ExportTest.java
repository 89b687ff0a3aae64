package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    Path directory;

    @Test
    void export_ofAWeek_givesTheFilesOfAllFourTables() throws Throwable {
        try (Rig rig = new Rig()) {
            Path target = directory.resolve("new/exports");
            Export export = rig.get(rig.export(target));
            assertThat(export.files()).extracting(ExportFile::category).contains(ExportCategory.values());
            assertThat(export.files()).allSatisfy(file -> {
                assertThat(file.path()).exists().hasParent(target);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                        .isEqualTo("rw-------");
            });
            try (var files = Files.list(target)) {
                assertThat(files).hasSameSizeAs(export.files());
            }
        }
    }
}
