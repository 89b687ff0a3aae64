package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Downloads the same files from the same nginx on loopback by turns with {@code curl --parallel}, with {@code aria2c} and
 * with this library, and prints a table. The other programs count from start to exit; this library runs in one Java
 * process with a heap of 64 MiB whose first download does not count. It alone checks what arrived against the CRC32C that
 * the server announces, as CARTO's storage does, and flushes it.
 *
 * <pre>DownloadRace WORKPLACE ROUNDS [COURSE...]</pre>
 */
public final class DownloadRace {
    private static final int PORT = 18_081;
    private static final int MIB = 1 << 20;

    /** What is downloaded. */
    private enum Course {
        /** As fast as the machine can. */
        FAST(8, 128, ""),
        /** Each connection is slow. */
        SLOW(4, 256, "limit_rate 20m;");

        private final int files;
        private final int mebibytes;
        private final String limit;

        Course(int files, int mebibytes, String limit) {
            this.files = files;
            this.mebibytes = mebibytes;
            this.limit = limit;
        }

        private int port() {
            return PORT + ordinal();
        }

        private String origin() {
            return "http://127.0.0.1:" + port();
        }

        private List<String> urls() {
            return IntStream.range(0, files)
                    .mapToObj(i -> String.format(Locale.ROOT, "%s/files/x/activity-%012d.csv", origin(), i))
                    .toList();
        }
    }

    private final Path workplace;
    private final Path target;
    private final int rounds;

    private DownloadRace(Path workplace, int rounds) throws IOException {
        this.workplace = workplace.toAbsolutePath();
        this.target = Files.createDirectories(this.workplace.resolve("target"));
        this.rounds = rounds;
    }

    /**
     * Prints the tables.
     *
     * @param arguments a directory with 3 GiB of room, rounds, and what is downloaded: FAST, SLOW, by default both
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DownloadRace race = new DownloadRace(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        race.makeFiles();
        Process nginx = race.nginx();
        try {
            List<String> all = List.of(arguments);
            for (Course course : Course.values()) {
                if (all.size() == 2 || all.contains(course.name())) {
                    race.run(course);
                }
            }
        } finally {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    private void makeFiles() throws IOException {
        Random random = new Random(42);
        byte[] block = new byte[MIB];
        for (Course course : Course.values()) {
            for (int i = 0; i < course.files; i++) {
                Path file = source(course, i);
                if (Files.exists(file) && Files.size(file) == (long) course.mebibytes * MIB) {
                    continue;
                }
                try (OutputStream out = Files.newOutputStream(file)) {
                    for (int written = 0; written < course.mebibytes; written++) {
                        random.nextBytes(block);
                        out.write(block);
                    }
                }
            }
        }
    }

    private Path source(Course course, int number) throws IOException {
        Path directory = Files.createDirectories(workplace.resolve(course.name()));
        return directory.resolve(String.format(Locale.ROOT, "%012d", number));
    }

    private Process nginx() throws IOException, InterruptedException {
        StringBuilder servers = new StringBuilder();
        for (Course course : Course.values()) {
            servers.append(
                    String.format(Locale.ROOT, "server { listen 127.0.0.1:%d; %s%n", course.port(), course.limit));
            for (int i = 0; i < course.files; i++) {
                Path file = source(course, i);
                servers.append(String.format(
                        Locale.ROOT,
                        "location ~ ^/files/[^/]+/activity-%s\\.csv$ { add_header x-goog-hash crc32c=%s; alias %s; }%n",
                        file.getFileName(),
                        crc32c(file),
                        file));
            }
            servers.append("}\n");
        }
        Path configuration = Files.writeString(workplace.resolve("nginx.conf"), """
                worker_processes 2;
                daemon off;
                user root;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 512; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  default_type text/csv;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                %2$s}
                """.formatted(workplace, servers));
        Process nginx = new ProcessBuilder("nginx", "-c", configuration.toString())
                .inheritIO()
                .start();
        Thread.sleep(1000);
        return nginx;
    }

    private static String crc32c(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[MIB];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array());
    }

    private void run(Course course) throws IOException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        try (FakeCarto carto = FakeCarto.builder()
                .filesPerTable(course.files)
                .pollsUntilDone(1)
                .clock(ManualClock.at(Download.NOW))
                .start()) {
            carto.on(Endpoint.GET_JOB).always(new JobFault.LinksElsewhere(URI.create(course.origin())));
            try (Ours ours = new Ours(carto, target)) {
                Map<String, Supplier<Double>> contestants = contestants(course, ours);
                for (int round = 0; round <= rounds; round++) {
                    for (Map.Entry<String, Supplier<Double>> contestant : contestants.entrySet()) {
                        double time = contestant.getValue().get();
                        empty(course);
                        if (round > 0) {
                            seconds.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>())
                                    .add(time);
                        }
                    }
                }
                print(course, seconds);
            }
        }
    }

    private Map<String, Supplier<Double>> contestants(Course course, Ours ours) {
        Map<String, Supplier<Double>> contestants = new LinkedHashMap<>();
        contestants.put("this library", ours::download);
        List<String> curl = new ArrayList<>(List.of(
                "curl",
                "--silent",
                "--fail",
                "--parallel",
                "--parallel-immediate",
                "--parallel-max",
                "16",
                "--remote-name-all"));
        curl.addAll(course.urls());
        contestants.put("curl --parallel", () -> command(curl));
        contestants.put("aria2c", () -> command(aria(course, "-j16")));
        contestants.put("aria2c -x16 -s16", () -> command(aria(course, "-j16", "-x16", "-s16", "-k4M")));
        return contestants;
    }

    private static List<String> aria(Course course, String... options) {
        List<String> command = new ArrayList<>(
                List.of("aria2c", "--quiet", "--force-sequential", "--allow-overwrite", "--file-allocation=none"));
        command.addAll(List.of(options));
        command.addAll(course.urls());
        return command;
    }

    private double command(List<String> command) {
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(target.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int status = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (status != 0) {
                throw new IllegalStateException(command + " ended with " + status);
            }
            return seconds;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees that all files are there, and deletes them. */
    private void empty(Course course) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                Files.delete(file);
            }
        }
        if (bytes != (long) course.files * course.mebibytes * MIB) {
            throw new IllegalStateException(bytes + " bytes arrived");
        }
    }

    private static void print(Course course, Map<String, List<Double>> seconds) {
        System.out.printf(
                Locale.ROOT,
                "%n%d files of %d MiB%s%n%n",
                course.files,
                course.mebibytes,
                course.limit.isEmpty() ? "" : ", 20 MiB/s for each connection");
        System.out.println("| | seconds | fastest to slowest | this library takes |");
        System.out.println("|---|---:|---:|---:|");
        double ours = median(seconds.values().iterator().next());
        seconds.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f to %.2f | %.2f x |%n",
                name,
                median(all),
                Collections.min(all),
                Collections.max(all),
                ours / median(all)));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** A Java process that downloads when told. */
    private static final class Ours implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        Ours(FakeCarto carto, Path target) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Download.class.getName(),
                    target.toString());
            builder.environment().put("CARTO_AUTH_URL", carto.authUrl().toString());
            builder.environment().put("CARTO_ACCOUNTS_URL", carto.accountsUrl().toString());
            builder.environment().put("CARTO_CLIENT_ID", carto.clientId());
            builder.environment().put("CARTO_CLIENT_SECRET", carto.clientSecret());
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        double download() {
            try {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
                String answer = answers.readLine();
                if (answer == null) {
                    throw new IllegalStateException("This library failed");
                }
                return Double.parseDouble(answer);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
