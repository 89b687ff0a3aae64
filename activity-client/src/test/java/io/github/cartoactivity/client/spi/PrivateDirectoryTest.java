package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void f78_itIsForItsOwnerOnly_andGoneAfterwardsWithAllThatIsInIt() throws IOException {
        try (PrivateDirectory directory = PrivateDirectory.create(Optional.of(parent))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
            Files.createDirectories(directory.resolve("deep/down"));
            Files.writeString(directory.resolve("deep/file"), "text");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void f43_thoseOfLivingProcessesStay_thoseOfKilledOnesGo() throws Exception {
        Files.createDirectory(parent.resolve("carto-activity-work-killed-before-there-was-a-lock"));
        Path other = Files.createDirectory(parent.resolve("carto-activity-somebody-else"));
        try (Neighbour living = Neighbour.start(parent);
                Neighbour killed = Neighbour.start(parent)) {
            killed.close();
            assertThat(killed.directory()).exists();
            try (PrivateDirectory ours = PrivateDirectory.create(Optional.of(parent));
                    PrivateDirectory second = PrivateDirectory.create(Optional.of(parent))) {
                assertThat(parent.toFile().listFiles())
                        .containsExactlyInAnyOrder(
                                other.toFile(),
                                living.directory().toFile(),
                                ours.path().toFile(),
                                second.path().toFile());
                assertThat(living.directory().resolve("work")).hasContent("half done");
            }
        }
    }

    /** Another process with such a directory. */
    private record Neighbour(Process process, Path directory) implements AutoCloseable {
        static Neighbour start(Path parent) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            parent.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Neighbour(process, Path.of(lines.readLine()));
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** Makes a directory, says where, and waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            List<PrivateDirectory> held = List.of(PrivateDirectory.create(Optional.of(Path.of(arguments[0]))));
            Files.writeString(held.get(0).resolve("work"), "half done");
            System.out.println(held.get(0).path());
            System.in.read();
        }
    }
}
