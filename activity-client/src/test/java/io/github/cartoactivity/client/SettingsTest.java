package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What cannot work is refused where it is set, not where it is used. */
class SettingsTest {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    @Test
    void durationsThatCannotBeCountedInNanoseconds_areRefused() {
        List<ThrowingCallable> settings = List.of(
                () -> Timeouts.defaults().withTotal(FOREVER),
                () -> Timeouts.defaults().withIdle(FOREVER),
                () -> RetryPolicy.defaults().withDelays(Duration.ZERO, Duration.ZERO, FOREVER),
                () -> new PollSchedule(Duration.ZERO, 1, FOREVER, Duration.ZERO),
                () -> new PollSchedule(Duration.ZERO, 1, Duration.ofSeconds(1), FOREVER));
        assertThat(settings)
                .allSatisfy(setting -> assertThatIllegalArgumentException()
                        .isThrownBy(setting)
                        .withMessageContaining("at most 365 days"));
        assertThat(Timeouts.defaults().withTotal(Duration.ofDays(365)).total()).hasDays(365);
    }

    @Test
    void scheduleThatWouldAskWithoutPause_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PollSchedule(Duration.ZERO, 1, Duration.ZERO, Duration.ZERO))
                .withMessageContaining("at least 1 ms");
    }

    @Test
    void fileHosts_mayBeNamedTwice() {
        CartoActivityClientBuilder builder = CartoActivityClient.builder();
        assertThat(builder.fileHosts("a.example", "a.example")).isSameAs(builder);
    }
}
