package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.ReadLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds out on which line a byte of a text is. Lines matter only for bad rows, so nothing is counted while all is well:
 * the file is read a second time, from where the last question left off. For one thread.
 */
final class LineCounter implements Lines {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ReadLimits limits;
    private @Nullable TextInput input;
    private final byte[] buffer = new byte[BUFFER];
    private int limit;
    private int at;
    private long offset;
    private long line = 1;
    private boolean afterReturn;

    LineCounter(Path file, ReadLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public long lineOf(long wanted) {
        if (wanted < offset) {
            restart();
        }
        while (offset < wanted && more()) {
            int stop = (int) Math.min(limit, at + (wanted - offset));
            count(stop);
        }
        return line;
    }

    private void count(int stop) {
        for (int i = at; i < stop; i++) {
            byte b = buffer[i];
            if (b == '\r' || (b == '\n' && !afterReturn)) {
                line++;
            }
            afterReturn = b == '\r';
        }
        offset += stop - at;
        at = stop;
    }

    private boolean more() {
        if (at < limit) {
            return true;
        }
        TextInput open = input == null ? TextInput.open(file, limits) : input;
        input = open;
        at = 0;
        limit = open.read(buffer, 0, BUFFER);
        return limit > 0;
    }

    private void restart() {
        close();
        input = null;
        limit = 0;
        at = 0;
        offset = 0;
        line = 1;
        afterReturn = false;
    }

    @Override
    public void close() {
        if (input != null) {
            input.close();
        }
    }
}
