package io.github.cartoactivity.client.internal.download;

/**
 * How many lanes may be in use: all of them, until the server says that it has too much to do. Then half as many, and
 * with every round of successes one more. Not thread-safe.
 */
final class LaneLimit {
    private final int most;
    private double allowed;
    private long lastCutAt = -1;

    LaneLimit(int most) {
        this.most = most;
        this.allowed = most;
    }

    int allowed() {
        return (int) allowed;
    }

    /** Whether the server has lately had too much to do. */
    boolean isReduced() {
        return allowed() < most;
    }

    void succeeded() {
        allowed = Math.min(most, allowed + 1 / allowed);
    }

    /**
     * The server had too much to do. Requests that were on their way together count once.
     *
     * @param number the refused request's number
     * @param newest the number of the last request that was sent
     */
    void crowded(long number, long newest) {
        if (number > lastCutAt) {
            lastCutAt = newest;
            allowed = Math.max(1, Math.floor(allowed / 2));
        }
    }
}
