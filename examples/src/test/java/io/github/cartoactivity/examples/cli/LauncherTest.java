package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, in a copy of the project whose path has blanks, with a Maven and a java that only tell what they got. */
class LauncherTest {
    @TempDir
    Path directory;

    private Path project;
    private Path home;

    private record Outcome(int code, List<String> out, String err) {}

    @BeforeEach
    void copyProject() throws IOException {
        project = directory.resolve("my project");
        home = Files.createDirectories(directory.resolve("my home"));
        for (String folder : List.of("examples/src/main", "activity-model/src/main", "bin")) {
            Files.createDirectories(project.resolve(folder));
        }
        for (String file : List.of("pom.xml", "examples/pom.xml", "activity-model/pom.xml")) {
            Files.writeString(project.resolve(file), "");
        }
        for (String script : List.of("run", "carto-activity")) {
            Files.copy(Path.of(script), project.resolve("examples").resolve(script));
        }
        for (String program : List.of("cli/CartoActivity", "Quickstart")) {
            Path source =
                    project.resolve("examples/src/main/java/io/github/cartoactivity/examples/" + program + ".java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "");
        }
        script(
                "mvn",
                "echo \"mvn $*\" >> '" + directory + "/built'; mkdir -p examples/target/classes;" + " printf %s '"
                        + directory + "' > examples/target/classpath");
        script("java", "for word in \"$@\"; do echo \"$word\"; done");
    }

    @Test
    void carto_activity_buildsOnceAndPassesItsArgumentsOn() throws Exception {
        Outcome first = launch("carto-activity", "query", "--sql", "SELECT  1");
        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("building").hasLineCount(1);
        assertThat(first.out())
                .endsWith("io.github.cartoactivity.examples.cli.CartoActivity", "query", "--sql", "SELECT  1")
                .contains(project + "/examples/target/classes:" + directory);
        Outcome second = launch("carto-activity", "demo");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void newerSource_isBuilt() throws Exception {
        launch("carto-activity", "demo");
        Path source = Files.writeString(project.resolve("activity-model/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        launch("carto-activity", "demo");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void missingJar_isBuilt() throws Exception {
        launch("carto-activity", "demo");
        Files.writeString(
                project.resolve("examples/target/classpath"),
                directory.resolve("gone.jar").toString());
        launch("carto-activity", "demo");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void failedBuild_isSaidAndNotTakenForDone() throws Exception {
        script("mvn", "printf '\\033[0mbroken\\033[0m\\n'; exit 1");
        Outcome outcome = launch("carto-activity", "demo");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("broken", "the build failed").doesNotContain("\033");
        assertThat(launch("carto-activity", "demo").code()).isEqualTo(1);
    }

    @Test
    void temporaryFiles_arePrivate_andThoseOfEndedRunsAreRemoved() throws Exception {
        launch("carto-activity", "demo");
        Path cache = home.resolve(".cache/carto-activity");
        Path left = only(cache.resolve("tmp"));
        Files.writeString(left.resolve("libduckdb.so"), "sixty megabytes");
        launch("carto-activity", "demo");
        assertThat(left).doesNotExist();
        assertThat(permissions(cache)).isEqualTo("rwx------");
        assertThat(permissions(only(cache.resolve("tmp")))).isEqualTo("rwx------");
    }

    @Test
    void goodBuild_printsNothingOfItsOwn() throws Exception {
        script("mvn", "mkdir -p examples/target; : > examples/target/classpath; printf '\\033[0m'; printf noise >&2");
        assertThat(launch("carto-activity", "demo").err()).hasLineCount(1).doesNotContain("\033", "noise");
    }

    @Test
    void cacheDirectory_isMadeInTheOneThatIsNamed() throws Exception {
        Path named = directory.resolve("named cache");
        Outcome outcome = launch(Map.of("CARTO_ACTIVITY_CACHE", named.toString()), "carto-activity", "demo");
        assertThat(outcome.out()).contains("-Dcarto.activity.cache=" + named.resolve("carto-activity"));
        assertThat(permissions(named.resolve("carto-activity"))).isEqualTo("rwx------");
        assertThat(home.resolve(".cache")).doesNotExist();
    }

    @Test
    void directoryOfOthers_asCache_keepsItsRights() throws Exception {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Outcome outcome = launch(Map.of("CARTO_ACTIVITY_CACHE", shared.toString()), "carto-activity", "--version");
        assertThat(outcome.code()).isZero();
        assertThat(permissions(shared)).isEqualTo("rwxrwxrwx");
        assertThat(permissions(shared.resolve("carto-activity"))).isEqualTo("rwx------");
    }

    @Test
    void cacheThatOthersCanLookInto_isRefused_andKeepsItsRights() throws Exception {
        Path own = Files.createDirectories(home.resolve(".cache/carto-activity"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome outcome = launch("carto-activity", "demo");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains(own + " is not a directory that only you can look into");
        assertThat(permissions(own)).isEqualTo("rwxr-xr-x");
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void cacheThatIsALink_isRefused() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(home.resolve(".cache"));
        Files.createSymbolicLink(home.resolve(".cache/carto-activity"), elsewhere);
        assertThat(launch("carto-activity", "demo").code()).isEqualTo(1);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void relativeCache_isMisuse() throws Exception {
        Outcome outcome = launch(Map.of("CARTO_ACTIVITY_CACHE", "somewhere"), "carto-activity", "demo");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("carto-activity: CARTO_ACTIVITY_CACHE needs an absolute path, not somewhere\n");
    }

    @Test
    void javaHomeWithoutJava_isNamed() throws Exception {
        Outcome outcome = launch(Map.of("JAVA_HOME", "/nope"), "carto-activity", "demo");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("there is no java in JAVA_HOME, which is /nope");
    }

    @Test
    void link_elsewhere_works() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("ca"), project.resolve("examples/carto-activity"));
        Outcome outcome = run(Map.of(), List.of(link.toString(), "demo"));
        assertThat(outcome.out()).endsWith("io.github.cartoactivity.examples.cli.CartoActivity", "demo");
    }

    @Test
    void example_withFake_isRunByTheFake() throws Exception {
        Outcome outcome = launch("run", "--fake", "Quickstart", "here");
        assertThat(outcome.out())
                .endsWith(
                        "io.github.cartoactivity.examples.cli.CartoActivity",
                        "fake",
                        "--",
                        project.resolve("examples/run").toString(),
                        "Quickstart",
                        "here");
    }

    @Test
    void unknownExample_isMisuse_andTheOthersAreTold() throws Exception {
        Outcome outcome = launch("run", "Quickstrat");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("carto-activity: there is no example Quickstrat; there are Quickstart\n");
        assertThat(builds()).isEmpty();
    }

    @Test
    void noExample_isMisuse() throws Exception {
        Outcome outcome = launch("run");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(builds()).isEmpty();
    }

    private Outcome launch(String script, String... words) throws Exception {
        return launch(Map.of(), script, words);
    }

    private Outcome launch(Map<String, String> more, String script, String... words) throws Exception {
        String program = project.resolve("examples").resolve(script).toString();
        return run(more, Stream.concat(Stream.of(program), Stream.of(words)).toList());
    }

    private Outcome run(Map<String, String> more, List<String> command) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(J|XDG_|CARTO_).*"));
        builder.environment()
                .putAll(Map.of("PATH", project.resolve("bin") + ":" + System.getenv("PATH"), "HOME", home.toString()));
        builder.environment().putAll(more);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    private List<String> builds() throws IOException {
        Path built = directory.resolve("built");
        return Files.exists(built) ? Files.readAllLines(built) : List.of();
    }

    private void script(String name, String body) throws IOException {
        Path script = project.resolve("bin").resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
