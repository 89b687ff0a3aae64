package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.http.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Time in which the test says when a whole call takes too long, and from when on nobody wakes up any more. */
final class HeldTime implements OtherTime {
    private static final Duration TOTAL = Timeouts.defaults().total();

    private final Time time;
    private final List<Held> held = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<?>> sleepers = new CopyOnWriteArrayList<>();
    private volatile BooleanSupplier asleep = () -> false;

    private record Held(Duration duration, Runnable action) {}

    HeldTime(Time time) {
        this.time = time;
    }

    /** How many calls are watched. */
    int alarms() {
        return held.size();
    }

    /** From then on no sleep ends by itself. */
    void sleepOnceTrue(BooleanSupplier value) {
        asleep = value;
    }

    /** Whether somebody is in such a sleep, and what is to follow on it is known. */
    boolean isAsleep() {
        return sleepers.stream().anyMatch(sleeper -> sleeper.getNumberOfDependents() > 1);
    }

    /** So much has passed since all calls should have ended. */
    void late(Duration lateness) {
        for (Held alarm : held) {
            if (alarm.duration().compareTo(TOTAL.plus(lateness)) <= 0 && held.remove(alarm)) {
                alarm.action().run();
            }
        }
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public CompletableFuture<Void> sleep(Duration duration) {
        if (!asleep.getAsBoolean()) {
            return time.sleep(duration);
        }
        CompletableFuture<Void> awake = new CompletableFuture<>();
        sleepers.add(awake);
        return awake;
    }

    @Override
    public Alarm alarm(Duration duration, Runnable action) {
        if (duration.compareTo(TOTAL) <= 0) {
            return time.alarm(duration, action);
        }
        Held alarm = new Held(duration, action);
        held.add(alarm);
        return () -> held.remove(alarm);
    }
}
