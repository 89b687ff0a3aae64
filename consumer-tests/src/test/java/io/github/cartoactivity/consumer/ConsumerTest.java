package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of users, compiled and run as users do: on the module path, on the class path, and with the client alone. */
class ConsumerTest {
    private static final Path SOURCES = Path.of("src/consumer").toAbsolutePath();
    private static final String[] MODULAR_LIBRARIES = {"/com/fasterxml/jackson/", "/org/duckdb/", "/org/jspecify/"};
    private static final String[] PARQUET_LIBRARIES = {
        "/org/apache/parquet/",
        "/org/apache/avro/",
        "/org/apache/hadoop/",
        "/org/slf4j/",
        "/org/xerial/",
        "/com/github/luben/",
        "/org/locationtech/"
    };

    @TempDir
    Path directory;

    private static List<Path> modules(String... artifacts) {
        return Stream.of(artifacts).map(ClassPath::module).toList();
    }

    private static List<Path> joined(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Test
    void onTheModulePath_withParquetOnTheClassPath() throws Exception {
        List<Path> modulePath = joined(
                modules("activity-model", "activity-client", "activity-duckdb", "activity-testing"),
                ClassPath.libraries(MODULAR_LIBRARIES));
        List<Path> classPath = joined(modules("activity-parquet"), ClassPath.libraries(PARQUET_LIBRARIES));
        Path classes = compile(
                List.of("--module-path", ClassPath.join(modulePath)),
                SOURCES.resolve("modular/module-info.java"),
                SOURCES.resolve("modular/Main.java"));
        String output = run(
                "--module-path",
                ClassPath.join(modulePath) + File.pathSeparator + classes,
                "--class-path",
                ClassPath.join(classPath),
                "--module",
                "consumer/consumer.Main",
                directory.resolve("exports").toString());
        assertThat(output.strip()).endsWith("true true true true");
    }

    @Test
    void onTheClassPath() throws Exception {
        List<Path> all = ClassPath.entries(entry -> !entry.contains("consumer-tests"));
        Path classes = compile(List.of("--class-path", ClassPath.join(all)), SOURCES.resolve("modular/Main.java"));
        String output = run(
                "--class-path",
                ClassPath.join(all) + File.pathSeparator + classes,
                "consumer.Main",
                directory.resolve("exports").toString());
        assertThat(output.strip()).endsWith("false true true true");
    }

    @Test
    void clientAlone_isSmall_readsCsv_andSaysWhatParquetNeeds() throws Exception {
        List<Path> libraries = ClassPath.libraries("/com/fasterxml/jackson/", "/org/jspecify/");
        List<Path> all = joined(modules("activity-model", "activity-client"), libraries);
        long bytes = 0;
        for (Path entry : all) {
            bytes += size(entry);
        }
        assertThat(bytes).isLessThan(4_000_000);
        Path classes = compile(List.of("--class-path", ClassPath.join(all)), SOURCES.resolve("plain/Small.java"));
        String output = run(
                "--class-path",
                ClassPath.join(all) + File.pathSeparator + classes,
                "consumer.Small",
                directory.toString());
        assertThat(output).startsWith("1").contains("activity-parquet");
    }

    private static long size(Path entry) throws Exception {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Path compile(List<String> options, Path... sources) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", classes.toString(), "-Xlint:all,-requires-automatic", "-Werror", "--release", "17"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(null, files, null, all, null, files.getJavaFileObjects(sources))
                            .call())
                    .isTrue();
        }
        return classes;
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + directory);
        command.addAll(List.of(arguments));
        Path log = directory.resolve("errors.txt");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return output;
    }
}
