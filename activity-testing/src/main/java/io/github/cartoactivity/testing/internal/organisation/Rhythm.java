package io.github.cartoactivity.testing.internal.organisation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;

/** How much happens on a day, and at which hours: much during work, little at night and at weekends. */
final class Rhythm {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int[] WORKING_DAY = {
        4, 3, 2, 2, 3, 6, 15, 40, 80, 100, 96, 84, 60, 72, 94, 90, 80, 58, 34, 20, 14, 10, 8, 6
    };
    private static final int[] WEEKEND = {
        6, 4, 3, 2, 2, 3, 6, 10, 16, 24, 30, 30, 26, 24, 26, 28, 26, 24, 22, 20, 18, 14, 10, 8
    };

    private final long start;
    private final int events;
    private final double[] untilHour;

    Rhythm(Profile profile, long day, double eventsForEach) {
        DayOfWeek weekday = LocalDate.ofEpochDay(day).getDayOfWeek();
        double noise = 0.92 + Dice.below(160, Dice.hash(profile.key("rhythm"), day)) / 1000.0;
        start = day * Profile.DAY;
        events = (int) Math.max(1, profile.eventsPerDay() * share(weekday) * noise / eventsForEach);
        untilHour = cumulated(weekday.getValue() > DayOfWeek.FRIDAY.getValue() ? WEEKEND : WORKING_DAY);
    }

    /** How many events begin something on the day. */
    int events() {
        return events;
    }

    /** When the event of a number happens; events with a greater number are never earlier. */
    long at(int number, double jitter) {
        double share = (number + jitter) / events;
        int hour = 0;
        while (share >= untilHour[hour + 1]) {
            hour++;
        }
        double within = (share - untilHour[hour]) / (untilHour[hour + 1] - untilHour[hour]);
        return start + hour * HOUR + (long) (within * HOUR);
    }

    private static double share(DayOfWeek weekday) {
        return switch (weekday) {
            case MONDAY -> 0.97;
            case TUESDAY, WEDNESDAY -> 1.06;
            case THURSDAY -> 1.02;
            case FRIDAY -> 0.89;
            case SATURDAY -> 0.16;
            case SUNDAY -> 0.12;
        };
    }

    private static double[] cumulated(int[] hours) {
        double total = 0;
        for (int hour : hours) {
            total += hour;
        }
        double[] until = new double[hours.length + 1];
        for (int i = 0; i < hours.length; i++) {
            until[i + 1] = until[i] + hours[i] / total;
        }
        until[hours.length] = 1.0000001;
        return until;
    }
}
