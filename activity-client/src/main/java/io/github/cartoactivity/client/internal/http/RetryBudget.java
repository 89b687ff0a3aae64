package io.github.cartoactivity.client.internal.http;

/**
 * What a client may spend on repetitions, so that trouble at the server is not multiplied by everybody asking again. A
 * repetition costs {@value #COST}, a success gives 1 back, and there are never more than {@value #FULL}.
 */
final class RetryBudget {
    static final int FULL = 500;
    static final int COST = 5;

    private int left = FULL;

    synchronized boolean take() {
        if (left < COST) {
            return false;
        }
        left -= COST;
        return true;
    }

    synchronized void giveBack() {
        left = Math.min(FULL, left + 1);
    }
}
