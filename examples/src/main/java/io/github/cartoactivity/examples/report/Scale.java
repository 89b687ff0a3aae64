package io.github.cartoactivity.examples.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from zero to a round number not below the largest value.
 *
 * @param step the distance between two lines
 * @param steps how many of them there are
 */
record Scale(double step, int steps) {
    private static final int MOST_STEPS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** The axis for whole numbers up to one, or for any. */
    static Scale upTo(double largest) {
        if (largest <= 0) {
            return new Scale(1, 1);
        }
        double least = largest / MOST_STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double step = 10 * power;
        for (double round : ROUND) {
            if (round * power >= least * (1 - 1e-9)) {
                step = round * power;
                break;
            }
        }
        if (step < 1) {
            step = 1;
        }
        return new Scale(step, (int) Math.max(1, Math.ceil(largest / step - 1e-9)));
    }

    double top() {
        return step * steps;
    }

    /** The values at which there is a line, without zero. */
    List<Double> lines() {
        List<Double> lines = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            lines.add(step * i);
        }
        return lines;
    }
}
