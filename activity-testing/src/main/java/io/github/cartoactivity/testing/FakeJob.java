package io.github.cartoactivity.testing;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.time.Instant;
import java.util.Set;

/**
 * A job as {@link FakeCarto} knows it at one moment.
 *
 * @param id its id
 * @param range the days from {@code startDate} up to, not including, {@code endDate}
 * @param categories the tables asked for
 * @param format the format asked for
 * @param state how far it is
 * @param polls how often it was asked for
 * @param createdAt when it was made, by the server's clock
 */
public record FakeJob(
        String id,
        DateRange range,
        Set<ExportCategory> categories,
        ExportFormat format,
        State state,
        int polls,
        Instant createdAt) {

    /** Copies the set. */
    public FakeJob {
        categories = Set.copyOf(categories);
    }

    /** How far a job is. */
    public enum State {
        /** Not begun. */
        PENDING,
        /** Begun. */
        RUNNING,
        /** Finished, with links. */
        SUCCESS,
        /** Finished without any. */
        FAILURE,
        /** Given up on request. */
        CANCELLED;

        /**
         * Whether nothing changes any more.
         *
         * @return true for success, failure and cancelled
         */
        public boolean isFinal() {
            return this == SUCCESS || this == FAILURE || this == CANCELLED;
        }
    }
}
