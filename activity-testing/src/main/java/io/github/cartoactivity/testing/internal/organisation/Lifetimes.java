package io.github.cartoactivity.testing.internal.organisation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lives of one kind. There is a fixed number of places; in each, one life follows another at a fixed distance, so that
 * who lives in a place on a day is a matter of one division.
 *
 * <p>Place 0 has one life that never ends. The next few places have short lives of {@value #SHORT_DAYS} days, a new one
 * every {@value #CYCLE} days, so that births and ends are seen in any four weeks. All others live long, and begin within
 * the organisation's first {@value #RAMP_DAYS} days.
 */
final class Lifetimes {
    /** After how many days a short life is followed by the next. */
    static final int CYCLE = 28;

    private static final int SHORT_DAYS = 20;
    private static final int SHORT_STEP = 4;
    private static final int RAMP_DAYS = 60;
    private static final int MAX_GAP_DAYS = 30;
    private static final long FOUNDING_STEP = Duration.ofMinutes(1).toMillis();
    private static final long WORK_BEGINS = Duration.ofHours(9).toMillis();
    private static final long WORK_MILLIS = Duration.ofHours(8).toMillis();

    private final Profile profile;
    private final long key;
    private final int places;
    private final int shortPlaces;
    private final int minDays;
    private final int maxDays;
    private final long founding;

    /**
     * One life.
     *
     * @param place where it is lived
     * @param key what its properties follow from
     * @param from when it begins, in milliseconds
     * @param to when it has ended, in milliseconds; {@link Long#MAX_VALUE} for never
     */
    record Life(int place, long key, long from, long to) {

        boolean isAt(long millis) {
            return from <= millis && millis < to;
        }

        /** Whether it is lived on some part of a day. */
        boolean touches(long day) {
            return Math.floorDiv(from, Profile.DAY) <= day && to >= day * Profile.DAY;
        }

        /** A moment within the life: early for a share near 0, late for one near 1. */
        long moment(double share) {
            long end = to == Long.MAX_VALUE ? from + 1000 * Profile.DAY : to;
            return from + (long) ((end - from) * share);
        }
    }

    /**
     * Lives of one kind.
     *
     * @param profile the organisation
     * @param kind a name that tells these lives from others
     * @param order which kind this is of those that begin one after the other when the organisation is founded
     * @param places how many places there are, at least one more than short ones
     * @param shortPlaces how many places have short lives
     * @param minDays how long the long lives are, at least
     * @param maxDays how long the long lives are, at most
     */
    Lifetimes(Profile profile, String kind, int order, int places, int shortPlaces, int minDays, int maxDays) {
        this.profile = profile;
        this.key = profile.key(kind);
        this.places = Math.max(places, shortPlaces + 1);
        this.shortPlaces = shortPlaces;
        this.minDays = minDays;
        this.maxDays = maxDays;
        this.founding = profile.foundedAt() + order * FOUNDING_STEP;
    }

    int places() {
        return places;
    }

    boolean isShort(int place) {
        return place >= 1 && place <= shortPlaces;
    }

    /** The life that is lived in a place on some part of a day; null when nobody is there. */
    @Nullable
    Life on(int place, long day) {
        long generation = generation(place, day);
        if (generation < 0) {
            return null;
        }
        Life life = life(place, generation);
        return life.touches(day) ? life : null;
    }

    /** The life that is lived in a place at a moment; null when nobody is there. */
    @Nullable
    Life at(int place, long millis) {
        Life life = on(place, Math.floorDiv(millis, Profile.DAY));
        return life != null && life.isAt(millis) ? life : null;
    }

    /** All lives that began until a moment, place by place. */
    List<Life> begunUntil(long millis) {
        List<Life> lives = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            long last = generation(place, Math.floorDiv(millis, Profile.DAY));
            for (long generation = 0; generation <= last; generation++) {
                Life life = life(place, generation);
                if (life.from <= millis) {
                    lives.add(life);
                }
            }
        }
        return lives;
    }

    private long generation(int place, long day) {
        long sinceFirst = day - profile.firstDay() - phase(place);
        return place == 0 ? Math.min(sinceFirst, 0) : Math.floorDiv(sinceFirst, period(place));
    }

    private Life life(int place, long generation) {
        long lifeKey = Dice.hash(placeKey(place), generation);
        if (place == 0) {
            return new Life(place, lifeKey, founding, Long.MAX_VALUE);
        }
        long firstDay = profile.firstDay() + phase(place) + generation * period(place);
        return new Life(
                place,
                lifeKey,
                atWork(firstDay, Dice.hash(lifeKey, 1)),
                atWork(firstDay + days(place), Dice.hash(lifeKey, 2)));
    }

    private static long atWork(long day, long lot) {
        return day * Profile.DAY + WORK_BEGINS + Math.floorMod(lot, WORK_MILLIS);
    }

    private int phase(int place) {
        if (place == 0) {
            return 0;
        }
        return isShort(place)
                ? (place - 1) * SHORT_STEP % CYCLE
                : Dice.below(RAMP_DAYS, Dice.hash(placeKey(place), -1));
    }

    private int days(int place) {
        return isShort(place) ? SHORT_DAYS : minDays + Dice.below(maxDays - minDays, Dice.hash(placeKey(place), -2));
    }

    private int period(int place) {
        return isShort(place) ? CYCLE : days(place) + 1 + Dice.below(MAX_GAP_DAYS, Dice.hash(placeKey(place), -3));
    }

    private long placeKey(int place) {
        return Dice.hash(key, place);
    }
}
