package io.github.cartoactivity.duckdb;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process of its own: what it printed, and how it ended. */
record ForkedJvm(int exitCode, String output) {

    /**
     * Runs a main class of the tests to its end.
     *
     * @param main the class
     * @param directory the working directory
     * @param environment variables, HOME among them; nothing else is inherited but PATH
     * @param options for the JVM
     * @param arguments for the class
     */
    static ForkedJvm run(
            Class<?> main, Path directory, Map<String, String> environment, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        File output = File.createTempFile("forked", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "" : path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        int exitCode = process.waitFor();
        String text = Files.readString(output.toPath());
        Files.delete(output.toPath());
        return new ForkedJvm(exitCode, text);
    }
}
