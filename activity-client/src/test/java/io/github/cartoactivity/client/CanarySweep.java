package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.testing.FakeCarto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects every text that comes out of the library during a test, its log lines of every level included, and those of all
 * others in the process of the levels that are usually on; in the end looks for secrets, tokens and signatures in them. The
 * JDK's HTTP client, once told to log what it does, shows whole addresses, which no library can prevent.
 */
final class CanarySweep implements AutoCloseable {
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    private final FakeCarto carto;
    private final Logger logger = Logger.getLogger("io.github.cartoactivity");
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level level = logger.getLevel();
    private final boolean parents = logger.getUseParentHandlers();
    private final Handler handler = new Handler() {
        private final Formatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            texts.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    CanarySweep(FakeCarto carto) {
        this.carto = carto;
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        root.addHandler(handler);
    }

    void heard(Object anything) {
        texts.add(String.valueOf(anything));
    }

    /** Message, causes and suppressed ones, as a log would print them. */
    void heard(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        texts.add(trace.toString());
    }

    /** Everything below a directory: names of all files, contents of those that are not exported data. */
    void heard(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.toList()) {
                texts.add(path.toString());
                if (Files.isRegularFile(path) && !path.toString().matches(".*\\.(csv|parquet|part|gz)")) {
                    texts.add(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    List<String> texts() {
        synchronized (texts) {
            return List.copyOf(texts);
        }
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(level);
        logger.setUseParentHandlers(parents);
        root.removeHandler(handler);
        Set<String> canaries = carto.canaries();
        assertThat(canaries).isNotEmpty();
        assertThat(texts()).noneMatch(text -> canaries.stream().anyMatch(text::contains));
    }
}
